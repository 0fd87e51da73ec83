type Tags = Readonly<Record<string, string>>;

export interface StoredVpc {
  readonly vpcId: string;
  readonly ownerId: string;
  readonly cidrBlock: string;
  readonly isDefault: boolean;
  tags: Tags;
  /** Accounts that the owner shares it with through RAM. */
  readonly sharedWith: string[];
  /** When DescribeVpcs shows it first. @default - at once */
  readonly visibleFrom?: Date;
}

export interface StoredSubnet {
  readonly subnetId: string;
  readonly vpcId: string;
  readonly ownerId: string;
  readonly cidrBlock: string;
  readonly availabilityZone: string;
  /** Whether it came with a default VPC. */
  readonly isDefault: boolean;
  tags: Tags;
}

/** Attached to nothing: no instance is modelled. */
export interface StoredNetworkInterface {
  readonly networkInterfaceId: string;
  readonly subnetId: string;
  readonly vpcId: string;
  readonly availabilityZone: string;
  readonly description: string;
  readonly privateIpAddress: string;
  tags: Tags;
}

/** A flow log as it was asked for; nothing about it but its tags can change. */
export interface StoredFlowLog {
  readonly flowLogId: string;
  /** Of a VPC, a subnet or a network interface. */
  readonly resourceId: string;
  readonly trafficType: string;
  /** The ARN of a bucket with its folders, of a log group or of a stream. */
  readonly logDestination: string;
  readonly logDestinationType: 's3' | 'cloud-watch-logs' | 'kinesis-data-firehose';
  /** Of a flow log to CloudWatch Logs. */
  readonly logs?: LogsDestination;
  readonly logFormat: string;
  readonly maxAggregationInterval: number;
  /** Without effect on a flow log to anything but S3. */
  readonly destinationOptions: {
    readonly FileFormat: string;
    readonly HiveCompatiblePartitions: boolean;
    readonly PerHourPartition: boolean;
  };
  tags: Tags;
  readonly creationTime: Date;
  readonly visibleFrom: Date;
}

export interface LogsDestination {
  readonly groupName: string;
  readonly roleArn: string;
  /** EC2 lists LogDestination of a flow log that was created with it, not with LogGroupName. */
  readonly namedByArn: boolean;
}

/** What a call with a client token asked for, and the answer that it had. */
export interface RememberedAnswer {
  readonly asked: string;
  readonly answer: Record<string, unknown>;
}
