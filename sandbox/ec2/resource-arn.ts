import type { RegionState } from '../world';

export type ResourceArnType = 'vpc' | 'subnet' | 'network-interface' | 'vpc-flow-log';

/** Of a resource of the account itself, unless another owns it; `*` is one that has no id yet. */
export const resourceArn = (
  { place }: RegionState,
  type: ResourceArnType,
  id: string,
  ownerId = place.accountId,
): string => `arn:${place.partition}:ec2:${place.region}:${ownerId}:${type}/${id}`;
