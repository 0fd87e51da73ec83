import {
  type CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  GetLogEventsCommand,
  type GetLogEventsCommandInput,
  PutLogEventsCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { Account, allow, START } from '../account';

const NOW = START.getTime();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

async function stream(...streamNames: readonly string[]): Promise<Account> {
  const account = await Account.open();
  await account.logs.send(new CreateLogGroupCommand({ logGroupName: 'vpc' }));
  for (const logStreamName of ['eni-a', ...streamNames])
    await account.logs.send(new CreateLogStreamCommand({ logGroupName: 'vpc', logStreamName }));
  return account;
}

type Put = readonly [age: number, message: string];
const put = (logs: CloudWatchLogsClient, events: readonly Put[], logStreamName = 'eni-a') => {
  const logEvents = events.map(([age, message]) => ({ timestamp: NOW - age, message }));
  return logs.send(new PutLogEventsCommand({ logGroupName: 'vpc', logStreamName, logEvents }));
};
const read = (logs: CloudWatchLogsClient, input: Partial<GetLogEventsCommandInput> = {}) =>
  logs.send(new GetLogEventsCommand({ logGroupName: 'vpc', logStreamName: 'eni-a', ...input }));
const messages = async (logs: CloudWatchLogsClient, input: Partial<GetLogEventsCommandInput> = {}) =>
  (await read(logs, input)).events?.map(({ message }) => message);
const filter = (logs: CloudWatchLogsClient, input: Partial<FilterLogEventsCommandInput>) =>
  logs.send(new FilterLogEventsCommand({ logGroupName: 'vpc', ...input }));

describe('PutLogEvents', () => {
  it('keeps events with both their times, and hostile text as it is', async () => {
    const { logs } = await stream();
    const message = '<&>"\n\u0007 é 🦜 {"a":1}';
    await expect(put(logs, [[HOUR, message]])).resolves.toMatchObject({
      nextSequenceToken: expect.stringMatching(/^\d{56}$/),
    });
    expect((await read(logs)).events).toEqual([{ timestamp: NOW - HOUR, ingestionTime: NOW, message }]);
  });

  it.each<readonly [string, readonly Put[], object, readonly string[]]>([
    [
      'too old',
      [
        [15 * DAY, 'x'],
        [15 * DAY - 1, 'y'],
      ],
      { tooOldLogEventEndIndex: 2 },
      [],
    ],
    [
      'too new',
      [
        [0, 'kept'],
        [-3 * HOUR, 'x'],
      ],
      { tooNewLogEventStartIndex: 1 },
      ['kept'],
    ],
    [
      'expired',
      [
        [DAY + 1, 'x'],
        [HOUR, 'kept'],
      ],
      { expiredLogEventEndIndex: 1 },
      ['kept'],
    ],
  ])('leaves out what is %s, and keeps the rest', async (_title, events, rejectedLogEventsInfo, kept) => {
    const { logs } = await stream();
    await logs.send(new PutRetentionPolicyCommand({ logGroupName: 'vpc', retentionInDays: 1 }));
    await expect(put(logs, events)).resolves.toMatchObject({ rejectedLogEventsInfo });
    expect(await messages(logs)).toEqual(kept);
  });

  it.each<readonly [string, readonly Put[], string]>([
    [
      'no events',
      [],
      "Value '[]' at 'logEvents' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      'an event without text',
      [
        [0, 'x'],
        [0, ''],
      ],
      "Value '' at 'logEvents.2.member.message' failed to satisfy constraint",
    ],
    [
      'a time before all times',
      [[NOW + 1, 'x']],
      "at 'logEvents.1.member.timestamp' failed to satisfy constraint",
    ],
    [
      'another order than that of time',
      [
        [0, 'x'],
        [1, 'y'],
      ],
      'must be in chronological order.',
    ],
    [
      'more than a day',
      [
        [DAY + 1, 'x'],
        [0, 'y'],
      ],
      'cannot span more than 24 hours.',
    ],
  ])('refuses %s', async (_title, events, message) => {
    const { logs } = await stream();
    await expect(put(logs, events)).rejects.toMatchObject({
      ...{ name: 'InvalidParameterException', message: expect.stringContaining(message) },
    });
    expect(await messages(logs)).toEqual([]);
  });

  it('refuses a stream that does not exist', async () => {
    const { logs } = await stream();
    await expect(put(logs, [[0, 'x']], 'eni-b')).rejects.toMatchObject({
      ...{ name: 'ResourceNotFoundException', message: 'The specified log stream does not exist.' },
    });
  });
});

describe('GetLogEvents', () => {
  async function four() {
    const { logs } = await stream();
    await put(logs, [
      [3, 'a'],
      [2, 'b'],
      [1, 'c'],
      [0, 'd'],
    ]);
    return logs;
  }

  it.each([
    ['all', {}, ['a', 'b', 'c', 'd']],
    ['the newest', { limit: 2 }, ['c', 'd']],
    ['the oldest', { limit: 2, startFromHead: true }, ['a', 'b']],
    ['from a time on', { startTime: NOW - 1 }, ['c', 'd']],
    ['before a time', { endTime: NOW - 1 }, ['a', 'b']],
  ])('reads %s', async (_title, input, expected) => {
    expect(await messages(await four(), input)).toEqual(expected);
  });

  it('goes on forwards and backwards, and stays at an end', async () => {
    const logs = await four();
    const first = await read(logs, { limit: 3, startFromHead: true });
    const second = await read(logs, { limit: 3, nextToken: first.nextForwardToken });
    expect(second.events?.map(({ message }) => message)).toEqual(['d']);
    const end = await read(logs, { limit: 3, nextToken: second.nextForwardToken });
    expect(end).toMatchObject({ events: [], nextForwardToken: second.nextForwardToken });
    const back = await read(logs, { limit: 3, nextToken: second.nextBackwardToken });
    expect(back.events?.map(({ message }) => message)).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['a token that nobody handed out', { nextToken: 'f/1/s' }],
    ['limit 10001', { limit: 10_001 }],
    ['a time before all times', { startTime: -1 }],
  ])('refuses %s', async (_title, input) => {
    await expect(read(await four(), input)).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });
});

describe('FilterLogEvents', () => {
  async function two() {
    const { logs } = await stream('eni-b', 'other');
    await put(logs, [
      [3, 'ERROR one'],
      [1, 'INFO "two three"'],
    ]);
    await put(
      logs,
      [
        [2, 'ERROR three'],
        [0, 'WARN'],
      ],
      'eni-b',
    );
    await put(logs, [[0, 'ERROR elsewhere']], 'other');
    return logs;
  }

  it.each([
    [
      'nothing: all streams, by time',
      {},
      ['ERROR one', 'ERROR three', 'INFO "two three"', 'WARN', 'ERROR elsewhere'],
    ],
    ['a stream', { logStreamNames: ['eni-b'] }, ['ERROR three', 'WARN']],
    [
      'a prefix of streams',
      { logStreamNamePrefix: 'eni', filterPattern: 'ERROR' },
      ['ERROR one', 'ERROR three'],
    ],
    ['all terms', { filterPattern: 'ERROR three' }, ['ERROR three']],
    ['words kept together', { filterPattern: '"two three"' }, ['INFO "two three"']],
    ['any term', { filterPattern: '?WARN ?INFO' }, ['INFO "two three"', 'WARN']],
    ['no term', { filterPattern: '-ERROR' }, ['INFO "two three"', 'WARN']],
    ['a time, with its end', { startTime: NOW - 2, endTime: NOW - 1 }, ['ERROR three', 'INFO "two three"']],
  ])('finds by %s', async (_title, input, expected) => {
    const { events = [], searchedLogStreams } = await filter(await two(), input);
    expect(events.map(({ message }) => message)).toEqual(expected);
    expect(searchedLogStreams).toEqual([]);
  });

  it('pages, and gives each event an id of its own', async () => {
    const logs = await two();
    const first = await filter(logs, { limit: 3 });
    const second = await filter(logs, { limit: 3, nextToken: first.nextToken });
    const ids = [...(first.events ?? []), ...(second.events ?? [])].map(({ eventId }) => eventId);
    expect(new Set(ids).size).toBe(5);
    expect(second.nextToken).toBeUndefined();
  });

  it.each([
    [
      'names and a prefix of streams',
      { logStreamNames: ['a'], logStreamNamePrefix: 'a' },
      'InvalidParameterException',
    ],
    ['a stream name that cannot be', { logStreamNames: ['a:b'] }, 'InvalidParameterException'],
    ['a pattern that is not played', { filterPattern: '{ $.a = 1 }' }, 'NotModelled'],
    ['a group that does not exist', { logGroupName: 'none' }, 'ResourceNotFoundException'],
  ])('refuses %s', async (_title, input, name) => {
    await expect(filter(await two(), input)).rejects.toMatchObject({ name });
  });
});

it('a role needs a permission on the stream to write and to read it', async () => {
  const account = await stream('eni-b');
  const group = 'arn:aws:logs:eu-central-1:111122223333:log-group:vpc';
  const { logs } = await account.asRole(
    'writer',
    allow(['logs:PutLogEvents', 'logs:GetLogEvents'], `${group}:log-stream:eni-a`),
  );
  await put(logs, [[0, 'x']]);
  expect(await messages(logs)).toEqual(['x']);
  for (const denied of [
    put(logs, [[0, 'x']], 'eni-b'),
    read(logs, { logStreamName: 'eni-b' }),
    filter(logs, {}),
  ])
    await expect(denied).rejects.toMatchObject({ name: 'AccessDeniedException' });
});
