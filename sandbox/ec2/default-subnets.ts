import type { RegionState } from '../world';
import { derivedHex } from './derived-id';
import type { StoredSubnet, StoredVpc } from './state';
import { zonesOf } from './zones';

/** A /20 in each zone: https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html#default-vpc-components */
export const defaultSubnets = (region: RegionState, { vpcId, ownerId }: StoredVpc): readonly StoredSubnet[] =>
  zonesOf(region).map((availabilityZone, index) => ({
    subnetId: `subnet-${derivedHex(17, vpcId, availabilityZone)}`,
    vpcId,
    ownerId,
    cidrBlock: `172.31.${index * 16}.0/20`,
    availabilityZone,
    isDefault: true,
    tags: {},
  }));
