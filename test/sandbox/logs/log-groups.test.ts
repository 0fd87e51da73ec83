import {
  type CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  type DescribeLogGroupsCommandInput,
  DescribeLogStreamsCommand,
  type DescribeLogStreamsCommandInput,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
  paginateDescribeLogGroups,
} from '@aws-sdk/client-cloudwatch-logs';
import { Account, allow, START } from '../account';

const create = (logs: CloudWatchLogsClient, logGroupName: string) =>
  logs.send(new CreateLogGroupCommand({ logGroupName }));
const groups = (logs: CloudWatchLogsClient, input: DescribeLogGroupsCommandInput = {}) =>
  logs.send(new DescribeLogGroupsCommand(input));
const names = async (logs: CloudWatchLogsClient, input: DescribeLogGroupsCommandInput = {}) =>
  (await groups(logs, input)).logGroups?.map(({ logGroupName }) => logGroupName);

describe('a log group', () => {
  it('is described as it was made', async () => {
    const { logs } = await Account.open();
    await create(logs, '/aws/vpc');
    const arn = 'arn:aws:logs:eu-central-1:111122223333:log-group:/aws/vpc';
    expect((await groups(logs)).logGroups).toEqual([
      {
        ...{ logGroupName: '/aws/vpc', logGroupArn: arn, arn: `${arn}:*`, creationTime: START.getTime() },
        ...{ metricFilterCount: 0, storedBytes: 0, logGroupClass: 'STANDARD' },
      },
    ]);
  });

  it('exists once, until it is deleted', async () => {
    const { logs } = await Account.open();
    await create(logs, 'vpc');
    await expect(create(logs, 'vpc')).rejects.toMatchObject({ name: 'ResourceAlreadyExistsException' });
    await logs.send(new DeleteLogGroupCommand({ logGroupName: 'vpc' }));
    const again = logs.send(new DeleteLogGroupCommand({ logGroupName: 'vpc' }));
    await expect(again).rejects.toMatchObject({
      ...{ name: 'ResourceNotFoundException', message: 'The specified log group does not exist.' },
    });
    await create(logs, 'vpc');
  });

  it('keeps what it is told to keep', async () => {
    const { logs } = await Account.open();
    await create(logs, 'vpc');
    await logs.send(new PutRetentionPolicyCommand({ logGroupName: 'vpc', retentionInDays: 3653 }));
    expect((await groups(logs)).logGroups?.[0]).toMatchObject({ retentionInDays: 3653 });
    const odd = logs.send(new PutRetentionPolicyCommand({ logGroupName: 'vpc', retentionInDays: 91 }));
    await expect(odd).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: expect.stringMatching(/^Invalid retention value. Valid values are: \[1, 3, 5, .*, 3653\]$/),
    });
  });

  const member =
    "1 validation error detected: Value '%' at 'logGroupName' failed to satisfy constraint: Member must";
  it.each([
    [
      'bad name',
      `${member.replace('%', 'bad name')} satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`,
    ],
    ['x'.repeat(513), `${member.replace('%', 'x'.repeat(513))} have length less than or equal to 512`],
    ['AWS/vpc', 'Log groups starting with AWS/ are reserved for AWS.'],
  ])('is refused the name %s', async (name, message) => {
    const { logs } = await Account.open();
    await expect(create(logs, name)).rejects.toMatchObject({ name: 'InvalidParameterException', message });
  });

  it('is refused an empty name for each constraint that it breaks', async () => {
    const { logs } = await Account.open();
    await expect(create(logs, '')).rejects.toMatchObject({
      message: expect.stringMatching(
        /^2 validation errors detected: .*greater than or equal to 1; .*pattern/,
      ),
    });
  });
});

describe('DescribeLogGroups', () => {
  async function three() {
    const { logs } = await Account.open();
    for (const name of ['flow/b', 'Other', 'flow/a']) await create(logs, name);
    return logs;
  }

  it.each([
    ['nothing', {}, ['Other', 'flow/a', 'flow/b']],
    ['a prefix', { logGroupNamePrefix: 'flow/' }, ['flow/a', 'flow/b']],
    ['a pattern, whatever its case', { logGroupNamePattern: 'OTHE' }, ['Other']],
  ])('finds by %s', async (_title, input, found) => {
    expect(await names(await three(), input)).toEqual(found);
  });

  it('pages', async () => {
    const pages: (string | undefined)[][] = [];
    for await (const { logGroups = [] } of paginateDescribeLogGroups(
      { client: await three(), pageSize: 2 },
      {},
    ))
      pages.push(logGroups.map(({ logGroupName }) => logGroupName));
    expect(pages).toEqual([['Other', 'flow/a'], ['flow/b']]);
  });

  it.each([
    ['limit 0', { limit: 0 }],
    ['limit 51', { limit: 51 }],
    ['a token that nobody handed out', { nextToken: 'x' }],
    ['prefix and pattern', { logGroupNamePrefix: 'a', logGroupNamePattern: 'b' }],
  ])('refuses %s', async (_title, input) => {
    await expect(groups(await three(), input)).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});

describe('DescribeLogStreams', () => {
  async function streams(input: Partial<DescribeLogStreamsCommandInput>) {
    const { logs } = await Account.open();
    await create(logs, 'vpc');
    for (const logStreamName of ['eni-c', 'eni-a', 'other'])
      await logs.send(new CreateLogStreamCommand({ logGroupName: 'vpc', logStreamName }));
    for (const [logStreamName, age] of [
      ['eni-a', 1000],
      ['eni-c', 0],
    ] as const) {
      const logEvents = [{ timestamp: START.getTime() - age, message: 'x' }];
      await logs.send(new PutLogEventsCommand({ logGroupName: 'vpc', logStreamName, logEvents }));
    }
    return await logs.send(new DescribeLogStreamsCommand({ logGroupName: 'vpc', ...input }));
  }

  it.each([
    ['their names', {}, ['eni-a', 'eni-c', 'other']],
    ['their names, backwards', { descending: true }, ['other', 'eni-c', 'eni-a']],
    ['their last events', { orderBy: 'LastEventTime', descending: true }, ['eni-c', 'eni-a', 'other']],
    ['a prefix', { logStreamNamePrefix: 'eni-' }, ['eni-a', 'eni-c']],
    ['a limit', { limit: 1 }, ['eni-a']],
  ] as const)('lists streams by %s', async (_title, input, expected) => {
    const { logStreams = [] } = await streams(input);
    expect(logStreams.map(({ logStreamName }) => logStreamName)).toEqual(expected);
  });

  it('describes a stream however many events it has', async () => {
    const { logs, sandbox } = await Account.open();
    await create(logs, 'vpc');
    const group = sandbox.home.logGroups.get('vpc');
    group?.write(
      'busy',
      Array.from({ length: 200_000 }, () => 'x'),
      START,
    );
    const { logStreams } = await logs.send(new DescribeLogStreamsCommand({ logGroupName: 'vpc' }));
    expect(logStreams).toMatchObject([{ logStreamName: 'busy', firstEventTimestamp: START.getTime() }]);
  });

  it('tells when something came', async () => {
    const { logStreams: [, newest, empty] = [] } = await streams({});
    const now = START.getTime();
    expect(newest).toMatchObject({
      ...{ firstEventTimestamp: now, lastEventTimestamp: now, lastIngestionTime: now, creationTime: now },
    });
    expect(empty).not.toHaveProperty('lastEventTimestamp');
  });

  it.each([
    ['an order that does not exist', { orderBy: 'Size' as 'LogStreamName' }, 'InvalidParameterException'],
    [
      'a prefix and the order of events',
      { orderBy: 'LastEventTime', logStreamNamePrefix: 'a' },
      'InvalidParameterException',
    ],
    ['no group', { logGroupName: undefined }, 'InvalidParameterException'],
    ['a group that does not exist', { logGroupName: 'none' }, 'ResourceNotFoundException'],
  ] as const)('refuses %s', async (_title, input, name) => {
    await expect(streams(input)).rejects.toMatchObject({ name });
  });

  it('refuses a stream that is there already', async () => {
    const { logs } = await Account.open();
    await create(logs, 'vpc');
    const stream = () => logs.send(new CreateLogStreamCommand({ logGroupName: 'vpc', logStreamName: 's' }));
    await stream();
    await expect(stream()).rejects.toMatchObject({ name: 'ResourceAlreadyExistsException' });
  });
});

it.each([
  ['logs:CreateLogGroup', new CreateLogGroupCommand({ logGroupName: 'new' }), 'log-group:new:log-stream:'],
  ['logs:DeleteLogGroup', new DeleteLogGroupCommand({ logGroupName: 'vpc' }), 'log-group:vpc:log-stream:'],
  [
    'logs:PutRetentionPolicy',
    new PutRetentionPolicyCommand({ logGroupName: 'vpc', retentionInDays: 1 }),
    'log-group:vpc:log-stream:',
  ],
  ['logs:DescribeLogGroups', new DescribeLogGroupsCommand({}), 'log-group::log-stream:'],
  [
    'logs:CreateLogStream',
    new CreateLogStreamCommand({ logGroupName: 'vpc', logStreamName: 's' }),
    'log-group:vpc:log-stream:s',
  ],
  [
    'logs:DescribeLogStreams',
    new DescribeLogStreamsCommand({ logGroupName: 'vpc' }),
    'log-group:vpc:log-stream:',
  ],
] as const)('a role needs %s', async (action, command, resource) => {
  const account = await Account.open();
  await create(account.logs, 'vpc');
  const send = (logs: CloudWatchLogsClient) => logs.send(command as CreateLogGroupCommand);
  const stranger = await account.asRole('stranger', allow('logs:PutLogEvents'));
  await expect(send(stranger.logs)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: expect.stringContaining(
      `not authorized to perform: ${action} on resource: arn:aws:logs:eu-central-1:111122223333:${resource} `,
    ),
  });
  const able = await account.asRole('able', allow(action));
  await expect(send(able.logs)).resolves.toBeDefined();
});
