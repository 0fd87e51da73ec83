/** What an operator names: what to look at, and what prune does not take upon itself. */
export interface Chosen {
  readonly vpcIds: readonly string[];
  readonly requirement: string | undefined;
  /** ARNs that the requirement delivered to before: of S3, the bucket and the prefix. */
  readonly formerDestinations: readonly string[];
}
