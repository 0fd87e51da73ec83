import type { RegionState } from '../world';
import { parseCidrBlock, sizeOf } from './cidr-block';
import type { FilteredValues } from './filters';
import { resourceArn } from './resource-arn';
import type { StoredSubnet } from './state';
import { listedTags } from './tags';
import { zoneId } from './zones';

const VALUES: Readonly<Record<string, FilteredValues<StoredSubnet>>> = {
  'subnet-id': ({ subnetId }) => [subnetId],
  'vpc-id': ({ vpcId }) => [vpcId],
  'availability-zone': ({ availabilityZone }) => [availabilityZone],
  'default-for-az': ({ isDefault }) => [String(isDefault)],
  'cidr-block': ({ cidrBlock }) => [cidrBlock],
  'owner-id': ({ ownerId }) => [ownerId],
  state: () => ['available'],
};

export const SUBNET_FILTERS: ReadonlyMap<string, FilteredValues<StoredSubnet>> = new Map(
  Object.entries(VALUES),
);

/** The first four addresses and the last: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const RESERVED = 5;

/** As DescribeSubnets lists it. */
export function listedSubnet(region: RegionState, subnet: StoredSubnet): Record<string, unknown> {
  const block = parseCidrBlock(subnet.cidrBlock);
  return {
    SubnetId: subnet.subnetId,
    SubnetArn: resourceArn(region, 'subnet', subnet.subnetId, subnet.ownerId),
    VpcId: subnet.vpcId,
    OwnerId: subnet.ownerId,
    CidrBlock: subnet.cidrBlock,
    AvailabilityZone: subnet.availabilityZone,
    AvailabilityZoneId: zoneId(subnet.availabilityZone),
    AvailableIpAddressCount: (block ? sizeOf(block) : 0) - RESERVED - interfacesIn(region, subnet.subnetId),
    DefaultForAz: subnet.isDefault,
    MapPublicIpOnLaunch: subnet.isDefault,
    AssignIpv6AddressOnCreation: false,
    Ipv6CidrBlockAssociationSet: [],
    Ipv6Native: false,
    PrivateDnsNameOptionsOnLaunch: {
      HostnameType: 'ip-name',
      EnableResourceNameDnsARecord: false,
      EnableResourceNameDnsAAAARecord: false,
    },
    State: 'available',
    ...listedTags(subnet.tags),
  };
}

/** The answer to its creation: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html */
export const createdSubnet = (region: RegionState, subnet: StoredSubnet): Record<string, unknown> => ({
  ...listedSubnet(region, subnet),
  State: 'pending',
});

export const interfacesIn = ({ networkInterfaces }: RegionState, id: string): number =>
  [...networkInterfaces.values()].filter(({ subnetId }) => subnetId === id).length;
