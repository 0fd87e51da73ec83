export interface StoredVpc {
  readonly vpcId: string;
  readonly ownerId: string;
  readonly cidrBlock: string;
  readonly isDefault: boolean;
  tags: Readonly<Record<string, string>>;
  /** Accounts that the owner shares it with through RAM. */
  readonly sharedWith: string[];
}

export interface StoredSubnet {
  readonly subnetId: string;
  readonly vpcId: string;
  readonly ownerId: string;
  readonly cidrBlock: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Attached to nothing: no instance is modelled. */
export interface StoredNetworkInterface {
  readonly networkInterfaceId: string;
  readonly subnetId: string;
  readonly vpcId: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** A flow log as it was asked for; nothing about it but its tags can change. */
export interface StoredFlowLog {
  readonly flowLogId: string;
  /** Of a VPC, a subnet or a network interface. */
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

/** What a call with a client token asked for, and the answer that it had. */
export interface RememberedAnswer {
  readonly asked: string;
  readonly answer: Record<string, unknown>;
}
