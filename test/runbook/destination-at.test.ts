import { type DestinationSettings, destinationAt } from '../../runbook';
import { LOG_GROUP, ROLE, STREAM } from './builders';

const read = (
  ...given: readonly [arn: string, details?: Parameters<typeof destinationAt>[1]]
): DestinationSettings => {
  const result = destinationAt(given[0], given[1] ?? {}, 'destination.');
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.value;
};

test.each([
  ['arn:aws:s3:::central', { type: 's3', bucketArn: 'arn:aws:s3:::central', prefix: '' }],
  ['arn:aws:s3:::central/', { type: 's3', bucketArn: 'arn:aws:s3:::central', prefix: '' }],
  ['arn:aws-cn:s3:::central/network/logs/', { bucketArn: 'arn:aws-cn:s3:::central', prefix: 'network/logs' }],
  [LOG_GROUP, { type: 'cloud-watch-logs', logGroupArn: LOG_GROUP }],
  [`${LOG_GROUP}:*`, { type: 'cloud-watch-logs', logGroupArn: LOG_GROUP }],
  [STREAM, { type: 'kinesis-data-firehose', deliveryStreamArn: STREAM }],
  [STREAM.replace('stream/', 'stream:'), { deliveryStreamArn: STREAM }],
])('a destination is told by its ARN: %s', (arn, settings) => {
  expect(read(arn)).toMatchObject(settings);
});

test('details go to the type that has them', () => {
  const details = { fileFormat: 'parquet', deliveryRoleArn: ROLE } as const;
  expect(read('arn:aws:s3:::central', details)).toMatchObject({ fileFormat: 'parquet' });
  expect(read('arn:aws:s3:::central', details)).not.toHaveProperty('deliveryRoleArn');
  expect(read(LOG_GROUP, details)).toMatchObject({ deliveryRoleArn: ROLE });
  expect(read(LOG_GROUP, details)).not.toHaveProperty('fileFormat');
});

test.each([
  ['central', 'destination: got "central"'],
  ['arn:aws:sqs:eu-west-1:111122223333:queue', 'destination: got "arn:aws:sqs'],
  ['arn:aws:s3:::Bad_Name', 'destination.bucketArn: got'],
  ['arn:aws:s3:::central/a b', 'destination.prefix: got "a b"'],
  ['arn:aws:s3:::central/AWSLogs', 'destination.prefix: got "AWSLogs"'],
  ['arn:aws:s3:::central//twice', 'destination.prefix: got "/twice"'],
  ['arn:aws:logs:eu-west-1:111122223333:log-group:a\nb', 'destination.logGroupArn: got'],
  ['arn:aws:firehose:eu-west-1:1:deliverystream/a', 'destination.deliveryStreamArn: got'],
])('what is none is refused by name: %j', (arn, words) => {
  const result = destinationAt(arn, {}, 'destination.');
  const texts = result.ok ? [] : result.issues.map(({ setting, got }) => `${setting}: got ${got}`);
  expect(texts).toEqual([expect.stringContaining(words)]);
});
