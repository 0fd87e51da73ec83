import { type Issue, showValue } from '../policy';
import type { DestinationSettings } from './destination-settings';

/** What to do about a value that is refused, where more is to say than what is allowed. */
const REMEDIES: Readonly<Record<string, string>> = {
  kmsKeyArn:
    'name the key by its ARN: flow logs to a bucket whose default encryption names a key by its id are undeliverable, https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-cmk-policy.html',
  deliveryStreamArn: 'name an existing stream of this account and Region, by its ARN',
};

/** The issues of single settings, with the remedies that they need, and then those of settings that contradict each other. */
export function destinationIssues(
  settings: DestinationSettings,
  issues: readonly Issue[],
  path: string,
): readonly Issue[] {
  const refused = issues.map(({ setting }) => setting);
  return [
    ...issues.map((issue) => ({
      ...issue,
      remedy: REMEDIES[issue.setting.slice(path.length)] ?? issue.remedy,
    })),
    ...contradictions(settings)
      .map((issue) => ({ ...issue, setting: `${path}${issue.setting}` }))
      .filter(({ setting }) => !refused.includes(setting)),
  ];
}

function contradictions(settings: DestinationSettings): readonly Issue[] {
  switch (settings.type) {
    case 's3':
      return settings.bucketArn === undefined ? [] : ofExisting('bucket', { kmsKeyArn: settings.kmsKeyArn });
    case 'cloud-watch-logs': {
      const { logGroupArn, kmsKeyArn, retentionDays } = settings;
      return logGroupArn === undefined ? [] : ofExisting('log group', { kmsKeyArn, retentionDays });
    }
    case 'kinesis-data-firehose':
      return settings.deliveryStreamArn === '' ? [streamMissing] : [];
  }
}

/** The stack changes nothing about what exists. */
const ofExisting = (what: string, given: Readonly<Record<string, unknown>>): readonly Issue[] =>
  Object.entries(given)
    .filter(([, value]) => value !== undefined)
    .map(([setting, value]) => ({
      setting,
      got: showValue(value),
      allowed: `${setting} only for a ${what} that the stack makes`,
      remedy: `remove it, and set it on the existing ${what} itself`,
    }));

const streamMissing: Issue = {
  setting: 'deliveryStreamArn',
  got: 'nothing',
  allowed: 'the ARN of a Firehose stream, arn:aws:firehose:eu-west-1:111122223333:deliverystream/name',
  remedy: 'name an existing stream of this account and Region: the stack makes none',
};
