import { DESTINATION_TYPES, type DestinationType, type Issue, showValue } from '../policy';
import { DESTINATION_SETTINGS } from './destination-settings';

/** The settings that any type has, each with the types that have it. */
const typesWith = (name: string): readonly DestinationType[] =>
  DESTINATION_TYPES.filter((type) => Object.hasOwn(DESTINATION_SETTINGS[type], name));

/** Whether a setting says something about destinations of other types only. */
export const isForeign = (type: DestinationType, name: string): boolean =>
  !typesWith(name).includes(type) && typesWith(name).length > 0;

const ONLY_FILES = 'only S3 has files and folders';

/** Why there is no such setting, where another type is not what the operator has in mind. */
const WHY: Readonly<Record<DestinationType, Readonly<Record<string, string>>>> = {
  s3: {
    deliveryRoleArn:
      'VPC Flow Logs needs no role to deliver to S3: the policy of the bucket lets the delivery service in',
    retentionDays: "a bucket's lifecycle rules say how long it keeps objects",
  },
  'cloud-watch-logs': {
    prefix: ONLY_FILES,
    fileFormat: ONLY_FILES,
    hiveCompatiblePartitions: ONLY_FILES,
    perHourPartition: ONLY_FILES,
  },
  'kinesis-data-firehose': {
    deliveryRoleArn: 'VPC Flow Logs needs no role to deliver to a stream of the same account',
    prefix: 'the stream itself says where its records go',
    fileFormat: 'the stream itself says how its records are written',
    hiveCompatiblePartitions: 'the stream itself says where its records go',
    perHourPartition: 'the stream itself says where its records go',
    kmsKeyArn: 'the stream itself says how it encrypts',
    retentionDays: 'the stream hands records on and keeps none',
  },
};

/** A setting of another type: not unknown, but of no effect here. */
export function foreignIssue(type: DestinationType, name: string, given: unknown, path: string): Issue {
  const types = typesWith(name).join(' or ');
  const why = WHY[type][name];
  return {
    setting: `${path}${name}`,
    got: showValue(given),
    allowed: `${name} only where type is ${types}; for ${type} ${Object.keys(DESTINATION_SETTINGS[type]).join(', ')}`,
    remedy: why ? `remove it: ${why}` : `remove it, or set type to ${types}`,
  };
}
