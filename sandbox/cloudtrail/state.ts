export interface NamedResource {
  readonly ResourceType: string;
  readonly ResourceName: string;
}

/** One management event, as it is looked up and as its record tells it. */
export interface ManagementEvent {
  readonly eventId: string;
  readonly eventName: string;
  /** `ec2.amazonaws.com` */
  readonly eventSource: string;
  readonly eventTime: Date;
  readonly visibleFrom: Date;
  readonly accessKeyId: string;
  readonly username: string;
  readonly resources: readonly NamedResource[];
  /** The record, as JSON. */
  readonly record: string;
}

/** Of one account and Region, which need no trail for 90 days of management events. */
export interface TrailState {
  /** Oldest first. */
  readonly events: ManagementEvent[];
  /** How many lookups are left, and when they were counted, in milliseconds. */
  lookupsLeft: number | undefined;
  countedAt: number | undefined;
}

export const emptyTrail = (): TrailState => ({ events: [], lookupsLeft: undefined, countedAt: undefined });
