/** What the judge is told about the world: plain values, as the EC2 API reports them, with nothing decided yet. */

export const TRAFFIC_TYPES = ['ALL', 'ACCEPT', 'REJECT'] as const;
export type TrafficType = (typeof TRAFFIC_TYPES)[number];

export const DESTINATION_TYPES = ['cloud-watch-logs', 's3', 'kinesis-data-firehose'] as const;
export type DestinationType = (typeof DESTINATION_TYPES)[number];

export const FILE_FORMATS = ['plain-text', 'parquet'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** Seconds; the API knows no other values (API_CreateFlowLogs, MaxAggregationInterval). */
export const AGGREGATION_INTERVALS = [60, 600] as const;

/** Where the judge stands: the account decides who owns a VPC, partition and Region complete short ARNs. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

export interface Vpc {
  readonly vpcId: string;
  /** The account that owns the VPC; another one than ours when the VPC is shared with us through RAM. */
  readonly ownerId: string;
  readonly isDefault: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

export interface Subnet {
  readonly subnetId: string;
  readonly vpcId: string;
}

/** One flow log as DescribeFlowLogs lists it. Members that EC2 leaves out are undefined, never guessed. */
export interface FlowLog {
  readonly flowLogId: string;
  /** The VPC, subnet, interface or gateway it captures; the API names no type, the id's prefix tells. */
  readonly resourceId: string;
  readonly trafficType: TrafficType | undefined;
  readonly flowLogStatus: string | undefined;
  readonly deliverLogsStatus: string | undefined;
  readonly deliverLogsErrorMessage: string | undefined;
  /** Undefined when it is a type that we do not know: such a flow log covers nothing. */
  readonly destinationType: DestinationType | undefined;
  /** ARN of the log group, the bucket (with prefix) or the stream. */
  readonly destination: string | undefined;
  /** To CloudWatch Logs only: the role by which it delivers. */
  readonly deliveryRoleArn?: string | undefined;
  /** The fields of a record, without `${}`. */
  readonly fields: readonly string[];
  /** Seconds. */
  readonly maxAggregationInterval: number;
  /** S3 only; undefined there when it is a format that we do not know, never for the default one. */
  readonly fileFormat: FileFormat | undefined;
}
