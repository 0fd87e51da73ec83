import { readDocument } from '../../../fleet/deployed/documented-flow-log';
import { FAIL_SCRIPT, RECOMMENDED_FIELDS } from '../../../runbook';
import { BUCKET, documentOf, LOG_GROUP, ROLE, STREAM } from '../../runbook/builders';

const read = (given: Readonly<Record<string, unknown>> = {}) =>
  readDocument(JSON.stringify(documentOf(given)));

describe('the documents of the runbook', () => {
  test('are read back: to S3', () => {
    const destination = { prefix: 'net', fileFormat: 'parquet', hiveCompatiblePartitions: true };
    expect(read({ destination, parameters: { maxAggregationInterval: 60, fileFormat: 'parquet' } })).toEqual({
      requirement: 'all-traffic',
      destinationType: 's3',
      logDestination: expect.stringMatching(new RegExp(`^${BUCKET}/net/all-traffic/[0-9a-f]{8}/$`)),
      deliveryRoleArn: undefined,
      trafficType: 'ALL',
      maxAggregationInterval: 60,
      fields: RECOMMENDED_FIELDS,
      fileFormat: 'parquet',
      hiveCompatiblePartitions: true,
      perHourPartition: false,
      settleSeconds: 300,
    });
  });

  test('are read back: to a log group', () => {
    expect(read({ destination: { type: 'cloud-watch-logs' } })).toMatchObject({
      destinationType: 'cloud-watch-logs',
      logDestination: LOG_GROUP,
      deliveryRoleArn: ROLE,
      fileFormat: undefined,
    });
  });

  test('are read back: to a stream, without a settle step', () => {
    const destination = { type: 'kinesis-data-firehose', deliveryStreamArn: STREAM };
    expect(read({ destination, remediation: { settleMinutes: 0 } })).toMatchObject({
      destinationType: 'kinesis-data-firehose',
      logDestination: STREAM,
      settleSeconds: 0,
    });
  });

  test('are read back where CloudFormation has made texts of their numbers and booleans', () => {
    const texts = JSON.stringify(documentOf({ destination: { perHourPartition: true } }))
      .replace('"MaxAggregationInterval":600', '"MaxAggregationInterval":"600"')
      .replace('"PerHourPartition":true', '"PerHourPartition":"true"');
    expect(readDocument(texts)).toMatchObject({ maxAggregationInterval: 600, perHourPartition: true });
  });
});

type Content = { mainSteps: { name?: string; action?: string; inputs: Record<string, unknown> }[] };

const changed = (change: (creation: Record<string, unknown>, content: Content) => void): string => {
  const content = structuredClone(documentOf()) as unknown as Content;
  const creation = content.mainSteps.find(({ inputs }) => inputs['Api'] === 'CreateFlowLogs');
  change(creation?.inputs ?? {}, content);
  return JSON.stringify(content);
};

test.each([
  ['no JSON', 'schemaVersion: "0.3"', 'no JSON document'],
  ['JSON of another shape', '[]', 'no JSON document'],
  ['null', 'null', 'no JSON document'],
  [
    'a document that creates nothing',
    '{"mainSteps":[{"name":"Wait"}]}',
    '0 of its steps call CreateFlowLogs',
  ],
  [
    'one that creates twice',
    changed((step, { mainSteps }) => mainSteps.push({ inputs: step })),
    '2 of its steps',
  ],
  ['one without our tag', changed((step) => delete step['TagSpecifications']), 'it tags nothing'],
  ['another traffic type', changed((step) => (step['TrafficType'] = 'SOME')), 'lacks a destination'],
  [
    'another type of destination',
    changed((step) => (step['LogDestinationType'] = 'ftp')),
    'lacks a destination',
  ],
  ['no destination', changed((step) => delete step['LogDestination']), 'lacks a destination'],
  [
    'a service that is not EC2',
    changed((step) => (step['Service'] = 'iam')),
    'does what no step of ours does',
  ],
])('%s is unreadable, with its cause, and never guessed', (_, content, cause) => {
  expect(readDocument(content)).toEqual({ unreadable: expect.stringContaining(cause) });
});

/** Whoever starts a remediation hands its role over: a document of somebody else's must not pass for ours. */
test.each([
  ['a script of its own', 'aws:executeScript', { Script: 'def fail(events, context): open_the_door()' }],
  ['our script with a line more', 'aws:executeScript', { Script: `${FAIL_SCRIPT}\nopen_the_door()` }],
  ['another call to EC2', 'aws:executeAwsApi', { Service: 'ec2', Api: 'DeleteVpc' }],
  ['a call to another service', 'aws:executeAwsApi', { Service: 'iam', Api: 'CreateUser' }],
  ['another kind of step', 'aws:runCommand', {}],
])('a document that has %s beside our steps is not taken for ours', (_, action, inputs) => {
  const content = changed((_creation, { mainSteps }) => mainSteps.push({ name: 'Stranger', action, inputs }));
  expect(readDocument(content)).toEqual({
    unreadable: 'its step Stranger does what no step of ours does',
  });
});
