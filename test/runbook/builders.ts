import {
  type AutomationDocument,
  type DeliveryTarget,
  parseRequirement,
  type Requirement,
  remediationDocument,
  remedyOf,
  settleMinutesOf,
} from '../../runbook';

export const BUCKET = 'arn:aws:s3:::org-logs';
export const LOG_GROUP = 'arn:aws:logs:eu-west-1:111122223333:log-group:flow-logs';
export const ROLE = 'arn:aws:iam::111122223333:role/delivery';
export const STREAM = 'arn:aws:firehose:eu-west-1:111122223333:deliverystream/flow-logs';
export const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef';
export const FUNCTION_NAME = 'flow-logs-rule';

/** A requirement as an operator writes it, through the parser that reads it in production. */
export function requirement(given: Readonly<Record<string, unknown>> = {}): Requirement {
  const result = parseRequirement({ name: 'all-traffic', ...given }, '');
  if (!result.ok) throw new Error(`the test's own requirement is refused: ${JSON.stringify(result.issues)}`);
  return result.value;
}

/** Where a requirement delivers to once it is deployed. */
const TARGETS: { readonly [Type in DeliveryTarget['type']]: DeliveryTarget & { readonly type: Type } } = {
  s3: { type: 's3', bucketArn: BUCKET },
  'cloud-watch-logs': { type: 'cloud-watch-logs', logGroupArn: LOG_GROUP, deliveryRoleArn: ROLE },
  'kinesis-data-firehose': { type: 'kinesis-data-firehose', deliveryStreamArn: STREAM },
};

export const targetOf = ({ destination }: Requirement): DeliveryTarget => TARGETS[destination.type];

export function documentOf(given: Readonly<Record<string, unknown>> = {}): AutomationDocument {
  const read = requirement(given);
  return remediationDocument({
    functionName: FUNCTION_NAME,
    parameters: read.parameters,
    flowLog: remedyOf(read, targetOf(read)),
    settleMinutes: settleMinutesOf(read.remediation),
  });
}
