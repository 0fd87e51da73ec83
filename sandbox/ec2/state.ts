export interface StoredVpc {
  readonly vpcId: string;
  readonly ownerId: string;
  readonly cidrBlock: string;
  readonly isDefault: boolean;
  readonly tags: Record<string, string>;
  /** Accounts that the owner shares it with through RAM. */
  readonly sharedWith: string[];
}

/** A flow log as it was asked for; nothing about it but its tags can change. */
export interface StoredFlowLog {
  readonly flowLogId: string;
  readonly resourceId: string;
  readonly trafficType: string;
  readonly logDestination: string;
  readonly logDestinationType: 's3';
  readonly logFormat: string;
  readonly maxAggregationInterval: number;
  readonly destinationOptions: {
    readonly FileFormat: string;
    readonly HiveCompatiblePartitions: boolean;
    readonly PerHourPartition: boolean;
  };
  readonly tags: Record<string, string>;
  readonly creationTime: Date;
  readonly visibleFrom: Date;
}

export interface FlowLogCreation {
  readonly asked: string;
  readonly answer: Record<string, unknown>;
}
