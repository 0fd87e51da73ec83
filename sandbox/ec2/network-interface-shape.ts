import type { RegionState } from '../world';
import { dottedAddress, parseCidrBlock } from './cidr-block';
import { derivedHex } from './derived-id';
import type { FilteredValues } from './filters';
import type { StoredNetworkInterface, StoredSubnet } from './state';
import { tagList } from './tags';
import { zoneId } from './zones';

const VALUES: Readonly<Record<string, FilteredValues<StoredNetworkInterface>>> = {
  'network-interface-id': ({ networkInterfaceId }) => [networkInterfaceId],
  'subnet-id': ({ subnetId }) => [subnetId],
  'vpc-id': ({ vpcId }) => [vpcId],
  'availability-zone': ({ availabilityZone }) => [availabilityZone],
  'private-ip-address': ({ privateIpAddress }) => [privateIpAddress],
  description: ({ description }) => [description],
  status: () => ['available'],
};

export const NETWORK_INTERFACE_FILTERS: ReadonlyMap<string, FilteredValues<StoredNetworkInterface>> = new Map(
  Object.entries(VALUES),
);

/**
 * With the default security group of its VPC. In AWS's sample of the creation it is still pending, which is none of the
 * values that https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInterface.html allows.
 */
export const networkInterfaceOutput = (
  { place }: RegionState,
  stored: StoredNetworkInterface,
): Record<string, unknown> => ({
  NetworkInterfaceId: stored.networkInterfaceId,
  SubnetId: stored.subnetId,
  VpcId: stored.vpcId,
  OwnerId: place.accountId,
  AvailabilityZone: stored.availabilityZone,
  AvailabilityZoneId: zoneId(stored.availabilityZone),
  Description: stored.description,
  Groups: [{ GroupId: `sg-${derivedHex(17, stored.vpcId, 'default group')}`, GroupName: 'default' }],
  InterfaceType: 'interface',
  Ipv6Addresses: [],
  MacAddress: macAddress(stored.networkInterfaceId),
  PrivateIpAddress: stored.privateIpAddress,
  PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: stored.privateIpAddress }],
  RequesterManaged: false,
  SourceDestCheck: true,
  Status: 'available',
  TagSet: tagList(stored.tags),
});

/** Of the locally administered addresses, as all of EC2's are. */
const macAddress = (id: string): string =>
  ['02', ...(derivedHex(10, id, 'mac').match(/../g) ?? [])].join(':');

/** The first four addresses of a subnet are AWS's own: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
const FIRST_FREE = 4;

/** Undefined when all are taken; the last one is AWS's own, too. */
export function freeAddress({ networkInterfaces }: RegionState, subnet: StoredSubnet): string | undefined {
  const block = parseCidrBlock(subnet.cidrBlock);
  if (!block) return undefined;
  const taken = new Set(
    [...networkInterfaces.values()]
      .filter(({ subnetId }) => subnetId === subnet.subnetId)
      .map(({ privateIpAddress }) => privateIpAddress),
  );
  for (let address = block.first + FIRST_FREE; address < block.last; address += 1)
    if (!taken.has(dottedAddress(address))) return dottedAddress(address);
  return undefined;
}
