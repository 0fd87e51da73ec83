import type { IDependable } from 'constructs';

/** A bucket, and what must exist before flow logs can be delivered to it. */
export interface Delivery {
  readonly bucketArn: string;
  readonly ready: readonly IDependable[];
}
