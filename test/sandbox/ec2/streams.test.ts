import {
  CreateFlowLogsCommand,
  type CreateFlowLogsCommandInput,
  CreateVpcCommand,
  DescribeFlowLogsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import {
  CreateDeliveryStreamCommand,
  type CreateDeliveryStreamCommandInput,
  DeleteDeliveryStreamCommand,
  FirehoseClient,
  ListTagsForDeliveryStreamCommand,
  UntagDeliveryStreamCommand,
} from '@aws-sdk/client-firehose';
import { GetRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import type { Assumptions } from '../../../sandbox/assumptions';
import { Account, allow } from '../account';

const NAME = 'vpcs';
const STREAM = `arn:aws:firehose:eu-central-1:111122223333:deliverystream/${NAME}`;
const LINKED_ROLE =
  'arn:aws:iam::111122223333:role/aws-service-role/delivery.logs.amazonaws.com/AWSServiceRoleForLogDelivery';

const open: { destroy(): void }[] = [];
afterEach(() => {
  for (const client of open.splice(0)) client.destroy();
});

const TRUST = {
  Version: '2012-10-17',
  Statement: { Effect: 'Allow', Principal: { Service: 'firehose.amazonaws.com' }, Action: 'sts:AssumeRole' },
};

/** A VPC and a stream that is ACTIVE. */
async function estate(assumptions: Partial<Assumptions> = {}) {
  const account = await Account.open({ assumptions });
  const { sandbox } = account;
  const settings = { ...sandbox.administrator(), maxAttempts: 1 };
  const [ec2, firehose] = [new EC2Client(settings), new FirehoseClient(settings)];
  open.push(ec2, firehose);
  const RoleARN = await account.makeRole('to-s3', TRUST);
  const makeStream = (source: Partial<CreateDeliveryStreamCommandInput> = {}) =>
    firehose.send(
      new CreateDeliveryStreamCommand({
        DeliveryStreamName: NAME,
        ExtendedS3DestinationConfiguration: { RoleARN, BucketARN: 'arn:aws:s3:::records' },
        ...source,
      }),
    );
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const input: CreateFlowLogsCommandInput & { readonly ResourceIds: string[] } = {
    ...{ ResourceType: 'VPC', ResourceIds: [Vpc?.VpcId ?? ''], TrafficType: 'ALL' },
    ...{ LogDestinationType: 'kinesis-data-firehose', LogDestination: STREAM },
  };
  const create = (others: Partial<CreateFlowLogsCommandInput> = {}, client = ec2) =>
    client.send(new CreateFlowLogsCommand({ ...input, ...others }));
  const listed = async () => {
    await sandbox.advance(sandbox.world.delays.firstDelivery);
    return (await ec2.send(new DescribeFlowLogsCommand({}))).FlowLogs?.[0];
  };
  return { account, sandbox, ec2, firehose, makeStream, create, listed, input };
}

async function withStream(assumptions: Partial<Assumptions> = {}) {
  const made = await estate(assumptions);
  await made.makeStream();
  await made.sandbox.advance(made.sandbox.world.delays.streamActive);
  return made;
}

describe('a flow log to a Firehose stream', () => {
  test('is listed as it was asked for, without options or a role, and delivers', async () => {
    const { create, listed } = await withStream();
    expect((await create()).Unsuccessful).toEqual([]);
    const flowLog = await listed();
    expect(flowLog).toMatchObject({
      LogDestinationType: 'kinesis-data-firehose',
      LogDestination: STREAM,
      DeliverLogsStatus: 'SUCCESS',
    });
    for (const member of ['DestinationOptions', 'LogGroupName', 'DeliverLogsPermissionArn'])
      expect(flowLog).not.toHaveProperty(member);
  });

  test('leaves the tag at the stream, and the service-linked role in the account', async () => {
    const { account, create, firehose } = await withStream();
    const role = () => account.iam.send(new GetRoleCommand({ RoleName: 'AWSServiceRoleForLogDelivery' }));
    await expect(role()).rejects.toMatchObject({ name: 'NoSuchEntityException' });
    await create();
    expect((await role()).Role?.Arn).toBe(LINKED_ROLE);
    const listTags = new ListTagsForDeliveryStreamCommand({ DeliveryStreamName: NAME });
    expect((await firehose.send(listTags)).Tags).toEqual([{ Key: 'LogDeliveryEnabled', Value: 'true' }]);
  });

  test('has a role that only AWS changes', async () => {
    const { account, create } = await withStream();
    await create();
    const put = new PutRolePolicyCommand({
      ...{ RoleName: 'AWSServiceRoleForLogDelivery', PolicyName: 'all' },
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: allow('*') }),
    });
    await expect(account.iam.send(put)).rejects.toMatchObject({ name: 'UnmodifiableEntityException' });
  });

  test.each<[string, Partial<CreateFlowLogsCommandInput>, string]>([
    ['a stream', { LogDestination: undefined }, 'InvalidParameter'],
    ['the ARN of a stream', { LogDestination: 'arn:aws:s3:::logs' }, 'InvalidParameter'],
    ['a stream, and not its name', { LogDestination: STREAM.replace('/', ':') }, 'InvalidParameter'],
    [
      'roles for the stream of another account',
      { LogDestination: STREAM.replace('111122223333', '444455556666') },
      'InvalidParameter',
    ],
    ['both roles or neither', { DeliverLogsPermissionArn: LINKED_ROLE }, 'InvalidParameter'],
    ['both roles or neither', { DeliverCrossAccountRole: LINKED_ROLE }, 'InvalidParameter'],
    [
      'a stream of its own account',
      { DeliverLogsPermissionArn: LINKED_ROLE, DeliverCrossAccountRole: LINKED_ROLE },
      'NotModelled',
    ],
    ['no group', { LogGroupName: 'vpcs' }, 'InvalidParameter'],
    ['no options of files', { DestinationOptions: { FileFormat: 'parquet' } }, 'NotModelled'],
  ])('needs %s', async (_, wrong, name) => {
    const { create, sandbox } = await withStream();
    await expect(create(wrong)).rejects.toMatchObject({ name });
    expect(sandbox.home.flowLogs.size).toBe(0);
  });

  const message = `Access Denied for LogDestination: ${NAME}. Please check LogDestination permission`;

  test('is unsuccessful where there is no stream, and leaves nothing behind', async () => {
    const { create, sandbox, input } = await estate();
    const { Unsuccessful } = await create();
    expect(Unsuccessful).toEqual([
      { ResourceId: input.ResourceIds[0], Error: { Code: '400', Message: message } },
    ]);
    expect(sandbox.world.role(LINKED_ROLE)).toBeUndefined();
  });

  test('is unsuccessful with a stream of another Region', async () => {
    const { create } = await withStream();
    const { Unsuccessful } = await create({ LogDestination: STREAM.replace('eu-central-1', 'eu-west-1') });
    expect(Unsuccessful?.[0]?.Error?.Message).toBe(message);
  });

  describe.each<[string, Partial<CreateDeliveryStreamCommandInput>]>([
    ['is being made', {}],
    [
      'reads another stream',
      {
        DeliveryStreamType: 'KinesisStreamAsSource',
        KinesisStreamSourceConfiguration: {
          KinesisStreamARN: 'arn:aws:kinesis:eu-central-1:111122223333:stream/other',
          RoleARN: 'arn:aws:iam::111122223333:role/to-s3',
        },
      },
    ],
  ])('to a stream that %s', (_, source) => {
    test('is unsuccessful', async () => {
      const { makeStream, create } = await estate();
      await makeStream(source);
      expect((await create()).Unsuccessful).toHaveLength(1);
    });

    test('is created where creation does not look', async () => {
      const { makeStream, create } = await estate({ creationChecksStream: false });
      await makeStream(source);
      expect((await create()).Unsuccessful).toEqual([]);
    });
  });

  test('fails to deliver to what reads another stream', async () => {
    const { makeStream, create, listed } = await estate({ creationChecksStream: false });
    await makeStream({
      DeliveryStreamType: 'KinesisStreamAsSource',
      KinesisStreamSourceConfiguration: {
        KinesisStreamARN: 'arn:aws:kinesis:eu-central-1:111122223333:stream/other',
        RoleARN: 'arn:aws:iam::111122223333:role/to-s3',
      },
    });
    await create();
    expect((await listed())?.DeliverLogsStatus).toBe('FAILED');
  });

  describe.each([
    ['is gone', new DeleteDeliveryStreamCommand({ DeliveryStreamName: NAME })],
    [
      'has lost its tag',
      new UntagDeliveryStreamCommand({ DeliveryStreamName: NAME, TagKeys: ['LogDeliveryEnabled'] }),
    ],
  ])('once the stream %s', (_, command) => {
    test.each(['Access error', 'Unknown error'] as const)('fails to deliver: %s', async (reported) => {
      const { create, listed, firehose } = await withStream({ closedStreamReported: reported });
      await create();
      await firehose.send(command as DeleteDeliveryStreamCommand);
      expect(await listed()).toMatchObject({
        DeliverLogsStatus: 'FAILED',
        DeliverLogsErrorMessage: reported,
      });
    });
  });
});

describe('the permissions of a flow log to a stream', () => {
  const tag = (Resource = STREAM) => allow('firehose:TagDeliveryStream', Resource);
  const deliver = allow('logs:CreateLogDelivery');
  const link = {
    ...allow('iam:CreateServiceLinkedRole', LINKED_ROLE),
    Condition: { StringEquals: { 'iam:AWSServiceName': 'delivery.logs.amazonaws.com' } },
  };

  const callerWith = async (statements: readonly object[], { again = false } = {}): Promise<unknown> => {
    const { account, sandbox, create, input } = await withStream();
    if (again) await create({ TrafficType: 'REJECT', LogFormat: `\${version}` });
    const RoleName = 'caller';
    const roleArn = await account.makeRole(RoleName, TRUST);
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [allow('ec2:CreateFlowLogs'), ...statements],
    });
    await account.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'all', PolicyDocument }));
    const { world, place } = sandbox;
    const caller = { kind: 'role', roleArn, accountId: place.accountId } as const;
    const answer = await world.awsApi.call({
      caller,
      place,
      service: 'ec2',
      api: 'CreateFlowLogs',
      input: { ...input },
    });
    return 'error' in answer ? answer.error.name : 'done';
  };

  test.each([
    ['to create a delivery', [tag(), link]],
    ['to tag the stream', [deliver, link]],
    ['to tag this stream, not another', [deliver, link, tag(`${STREAM}-2`)]],
    ['to create the service-linked role, while there is none', [deliver, tag()]],
  ])('are %s', async (_, statements) => {
    expect(await callerWith(statements)).toBe('UnauthorizedOperation');
  });

  test('are these three', async () => {
    expect(await callerWith([deliver, tag(), link])).toBe('done');
  });

  test('are two once the role is there: what is refused then is the second flow log', async () => {
    expect(await callerWith([deliver, tag()], { again: true })).toBe('FlowLogAlreadyExists');
  });
});
