import type { DeployedDestination, DeployedRequirement, Finding } from '../../../fleet/preflight';
import type { Place } from '../../../policy';
import { parseParameters } from '../../../policy';

export const PLACE: Place = { partition: 'aws', region: 'eu-central-1', accountId: '111122223333' };

export const ROLE = 'arn:aws:iam::111122223333:role/network/delivery';
export const GROUP = 'arn:aws:logs:eu-central-1:111122223333:log-group:flow-logs';
export const STREAM = 'arn:aws:firehose:eu-central-1:111122223333:deliverystream/flow-logs';
export const BUCKET = 'arn:aws:s3:::central-logs';
export const FUNCTION = 'arn:aws:lambda:eu-central-1:111122223333:function:judge';
export const KEY = 'arn:aws:kms:eu-central-1:111122223333:key/11111111-2222-4333-8444-555555555555';

export const TO_BUCKET: DeployedDestination = {
  destinationType: 's3',
  logDestination: `${BUCKET}/network/all-traffic/1a2b3c4d/`,
  deliveryRoleArn: undefined,
  hiveCompatiblePartitions: false,
};
export const TO_GROUP: DeployedDestination = {
  ...TO_BUCKET,
  destinationType: 'cloud-watch-logs',
  logDestination: GROUP,
  deliveryRoleArn: ROLE,
};
export const TO_STREAM: DeployedDestination = {
  ...TO_BUCKET,
  destinationType: 'kinesis-data-firehose',
  logDestination: STREAM,
};

const parsed = parseParameters({});
if (!parsed.ok) throw new Error('the default parameters are refused');

export const requirement = (
  destination: DeployedDestination | undefined,
  changes: Partial<DeployedRequirement> = {},
): DeployedRequirement => ({
  name: 'all-traffic',
  ruleName: 'AllTraffic',
  functionArn: FUNCTION,
  mode: 'automatic',
  parameters: parsed.value,
  destination,
  ...changes,
});

/** `ok recorder-on`, for tables. */
export const briefly = (findings: readonly Finding[]): readonly string[] =>
  findings.map(({ status, check }) => `${status} ${check}`);

export const problemsOf = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ status }) => status === 'problem');

export const policyText = (...Statement: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement });
