import { type FileFormat, type Issue, parseArn, type Result, showValue } from '../policy';
import type { DestinationSettings } from './destination-settings';
import { readDestination } from './read-destination';

export interface DestinationDetails {
  /** Matters to S3 only. */
  readonly fileFormat?: FileFormat | undefined;
  /** Matters to CloudWatch Logs only. */
  readonly deliveryRoleArn?: string | undefined;
}

/** The settings of a destination that is named by its ARN alone; of a bucket, with its prefix. */
export function destinationAt(
  arn: string,
  { fileFormat, deliveryRoleArn }: DestinationDetails,
  path: string,
): Result<DestinationSettings> {
  const parsed = parseArn(arn);
  switch (parsed?.service) {
    case 's3': {
      const [bucket = '', ...folders] = parsed.resource.split('/');
      const prefix = folders.join('/').replace(/\/+$/, '');
      return checked({ bucketArn: `arn:${parsed.partition}:s3:::${bucket}`, prefix, fileFormat }, path);
    }
    case 'logs':
      return checked({ type: 'cloud-watch-logs', logGroupArn: arn, deliveryRoleArn }, path);
    case 'firehose': {
      const deliveryStreamArn = arn.replace(/:deliverystream:/, ':deliverystream/');
      return checked({ type: 'kinesis-data-firehose', deliveryStreamArn }, path);
    }
    default:
      return { ok: false, issues: [unknownDestination(arn, path)] };
  }
}

function checked(given: Readonly<Record<string, unknown>>, path: string): Result<DestinationSettings> {
  const { settings, issues } = readDestination(given, path);
  return issues.length === 0 ? { ok: true, value: settings } : { ok: false, issues };
}

const unknownDestination = (arn: string, path: string): Issue => ({
  setting: path.replace(/\.$/, ''),
  got: showValue(arn),
  allowed: 'the ARN of a bucket with its prefix, of a log group or of a Firehose stream',
  remedy: 'name it by its ARN, such as arn:aws:s3:::central-flow-logs/network',
});
