import type { FileFormat } from '../policy';

/** Where and how the remediation delivers to S3. A flow log cannot be changed later: neither can any of this. */
export interface S3Destination {
  readonly type: 's3';
  readonly bucketArn: string;
  /** Folder in the bucket, without slashes at its ends; empty for none. */
  readonly prefix: string;
  readonly fields: readonly string[];
  readonly fileFormat: FileFormat;
  readonly hiveCompatiblePartitions: boolean;
  readonly perHourPartition: boolean;
}

/** A log group of CloudWatch Logs, and the role by which VPC Flow Logs writes to it. */
export interface LogGroupDestination {
  readonly type: 'cloud-watch-logs';
  /** Without the `:*` at its end. */
  readonly logGroupArn: string;
  readonly deliveryRoleArn: string;
  readonly fields: readonly string[];
}

/** A Firehose stream of this account and Region; the service-linked role of log delivery writes to it. */
export interface StreamDestination {
  readonly type: 'kinesis-data-firehose';
  readonly deliveryStreamArn: string;
  readonly fields: readonly string[];
}

export type Destination = S3Destination | LogGroupDestination | StreamDestination;

/** The ARNs of a destination, which may be known at deployment only. */
export type DeliveryTarget =
  | Pick<S3Destination, 'type' | 'bucketArn'>
  | Pick<LogGroupDestination, 'type' | 'logGroupArn' | 'deliveryRoleArn'>
  | Pick<StreamDestination, 'type' | 'deliveryStreamArn'>;
