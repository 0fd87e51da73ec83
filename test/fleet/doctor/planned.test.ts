import { plannedIn } from '../../../fleet/doctor/planned';
import { surroundingsOf } from '../surroundings';

const FILE = 'cdk.json';

function planned(...requirements: readonly object[]) {
  const { surroundings, written } = surroundingsOf();
  written.files.set(FILE, JSON.stringify({ context: { flowLogs: { requirements } } }));
  return plannedIn(FILE, surroundings);
}

const destinationOf = async (destination: object) =>
  (await planned({ name: 'all-traffic', destination }))[0]?.destination;

const GROUP = 'arn:aws:logs:eu-west-1:111122223333:log-group:flow-logs';
const ROLE = 'arn:aws:iam::111122223333:role/delivery';
const STREAM = 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/flow-logs';

test('of a bucket that is there, the folder that records would go to is examined', async () => {
  const destination = await destinationOf({
    ...{ type: 's3', bucketArn: 'arn:aws:s3:::central', prefix: 'network', hiveCompatiblePartitions: true },
  });
  expect(destination).toEqual({
    destinationType: 's3',
    logDestination: expect.stringMatching(/^arn:aws:s3:::central\/network\/all-traffic\/[0-9a-f]{8}\/$/),
    deliveryRoleArn: undefined,
    hiveCompatiblePartitions: true,
  });
});

test.each([
  [
    'a log group, whose role the stack makes',
    { type: 'cloud-watch-logs', logGroupArn: GROUP },
    { destinationType: 'cloud-watch-logs', logDestination: GROUP, deliveryRoleArn: undefined },
  ],
  [
    'a log group and its role',
    { type: 'cloud-watch-logs', logGroupArn: GROUP, deliveryRoleArn: ROLE },
    { destinationType: 'cloud-watch-logs', logDestination: GROUP, deliveryRoleArn: ROLE },
  ],
  [
    'a stream',
    { type: 'kinesis-data-firehose', deliveryStreamArn: STREAM },
    { destinationType: 'kinesis-data-firehose', logDestination: STREAM, deliveryRoleArn: undefined },
  ],
])('what is there is examined: %s', async (_, settings, expected) => {
  expect(await destinationOf(settings)).toEqual({ ...expected, hiveCompatiblePartitions: false });
});

test.each([
  ['the bucket', { type: 's3' }],
  ['the log group', { type: 'cloud-watch-logs', deliveryRoleArn: ROLE }],
])('where the stack makes %s there is nothing to look at', async (_, settings) => {
  expect(await destinationOf(settings)).toBeUndefined();
});

test('each has its mode', async () => {
  const found = await planned(
    { name: 'watched', remediation: { mode: 'observe' } },
    { name: 'kept', remediation: { mode: 'manual' } },
  );
  expect(found.map(({ name, mode }) => [name, mode])).toEqual([
    ['watched', 'observe'],
    ['kept', 'manual'],
  ]);
});

test('a file that says nothing of flow logs would deploy the default', async () => {
  const { surroundings, written } = surroundingsOf();
  written.files.set(FILE, '{}');
  expect(await plannedIn(FILE, surroundings)).toEqual([
    { name: 'all-traffic', mode: 'automatic', destination: undefined },
  ]);
});

test.each([
  ['is not there', undefined, '--config: got "cdk.json", allowed: a cdk.json; there is no such file'],
  ['is no JSON', '{', 'cdk.json is no JSON'],
  ['would not deploy', { flowLogs: { requirements: [{ name: 'A' }] } }, 'flowLogs.requirements[0].name'],
])('a file that %s is refused', async (_, context, message) => {
  const { surroundings, written } = surroundingsOf();
  if (context !== undefined)
    written.files.set(FILE, typeof context === 'string' ? context : JSON.stringify({ context }));
  await expect(plannedIn(FILE, surroundings)).rejects.toThrow(message);
});
