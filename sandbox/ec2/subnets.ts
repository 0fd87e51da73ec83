import { recordChange } from '../config/recorder';
import { type Operations, pageOf, structuresOf, textOf, textsOf } from '../operation';
import { ApiError } from '../wire/api-error';
import type { RegionState, World } from '../world';
import { type CidrBlock, contains, overlap, parseCidrBlock, sizeOf } from './cidr-block';
import { type FilteredValues, itemFilter } from './filters';
import { wellFormedId } from './ids';
import { pagingOf, refusePagesOfIds } from './paging';
import { resourceArn } from './resource-arn';
import type { StoredSubnet, StoredVpc } from './state';
import { authorizeTagging, requestedTags, tagContext, tagList } from './tags';
import { unknownVpc, visibleVpcs, wellFormedVpcId } from './vpcs';

const FILTERS: ReadonlyMap<string, FilteredValues<StoredSubnet>> = new Map([
  ['vpc-id', ({ vpcId }) => [vpcId]],
  ['subnet-id', ({ subnetId }) => [subnetId]],
]);

export const SUBNET_OPERATIONS: Operations = {
  CreateSubnet: {
    members: ['VpcId', 'CidrBlock', 'TagSpecifications'],
    perform(request) {
      const { world, region, input } = request;
      const vpcId = wellFormedVpcId(textOf(input, 'VpcId') ?? '');
      const tags = requestedTags(input, 'subnet');
      const created = resourceArn(region, 'subnet', '*');
      request.authorize('ec2:CreateSubnet', created, tagContext(tags));
      request.authorize('ec2:CreateSubnet', resourceArn(region, 'vpc', vpcId));
      authorizeTagging(request, 'CreateSubnet', created, tags);
      const vpc = region.vpcs.get(vpcId);
      if (!vpc) throw unknownVpc(vpcId);
      const { text: cidrBlock } = freeBlock(region, vpc, textOf(input, 'CidrBlock'));
      const subnetId = world.identifiers.resource('subnet');
      const subnet: StoredSubnet = { subnetId, vpcId, ownerId: vpc.ownerId, cidrBlock, tags };
      region.subnets.set(subnetId, subnet);
      recordChange(world, region, { type: 'AWS::EC2::VPC', id: vpcId, change: 'updated' });
      return { Subnet: subnetOutput(region, subnet) };
    },
  },

  DeleteSubnet: {
    members: ['SubnetId'],
    perform(request) {
      const { world, region, input } = request;
      const subnetId = wellFormedSubnetId(textOf(input, 'SubnetId') ?? '');
      request.authorize('ec2:DeleteSubnet', resourceArn(region, 'subnet', subnetId));
      const subnet = region.subnets.get(subnetId);
      if (!subnet) throw unknownSubnet(subnetId);
      if (interfacesIn(region, subnetId) > 0)
        throw new ApiError(
          'DependencyViolation',
          `The subnet '${subnetId}' has dependencies and cannot be deleted.`,
        );
      region.subnets.delete(subnetId);
      recordChange(world, region, { type: 'AWS::EC2::VPC', id: subnet.vpcId, change: 'updated' });
      return {};
    },
  },

  DescribeSubnets: {
    members: ['SubnetIds', 'Filters', 'NextToken', 'MaxResults'],
    perform(request) {
      request.authorize('ec2:DescribeSubnets', '*');
      const { world, region, input } = request;
      const visible = visibleSubnets(world, region);
      const ids = textsOf(input, 'SubnetIds').map(wellFormedSubnetId);
      const missing = ids.find((id) => !visible.some(({ subnetId }) => subnetId === id));
      if (missing !== undefined) throw unknownSubnet(missing);
      refusePagesOfIds(request, 'SubnetIds');
      const chosen = visible
        .filter(({ subnetId }) => ids.length === 0 || ids.includes(subnetId))
        .filter(itemFilter('DescribeSubnets', structuresOf(input, 'Filters'), (name) => FILTERS.get(name)));
      const { page, nextToken } = pageOf(chosen, pagingOf(request, { least: 5, most: 1000 }));
      return { Subnets: page.map((subnet) => subnetOutput(region, subnet)), NextToken: nextToken };
    },
  },
};

export const unknownSubnet = (subnetId: string): ApiError =>
  new ApiError('InvalidSubnetID.NotFound', `The subnet ID '${subnetId}' does not exist`);

export const wellFormedSubnetId = (subnetId: string): string =>
  wellFormedId(subnetId, 'subnet', 'InvalidSubnetID.Malformed');

/** Zones are not modelled: everything stands in the Region's first. */
export const availabilityZone = ({ place }: RegionState): string => `${place.region}a`;

/** What is shared is the whole VPC: its subnets are seen by whoever sees it. */
function visibleSubnets(world: World, region: RegionState): readonly StoredSubnet[] {
  const vpcIds = new Set(visibleVpcs(world, region).map(({ vpcId }) => vpcId));
  return world
    .regionOfAllAccounts(region.place)
    .flatMap(({ subnets }) => [...subnets.values()])
    .filter(({ vpcId }) => vpcIds.has(vpcId));
}

const interfacesIn = ({ networkInterfaces }: RegionState, id: string): number =>
  [...networkInterfaces.values()].filter(({ subnetId }) => subnetId === id).length;

const LARGEST = 2 ** 16;
const SMALLEST = 2 ** 4;

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html: /28 to /16, inside the VPC, nobody else's */
function freeBlock({ subnets }: RegionState, vpc: StoredVpc, given: string | undefined): CidrBlock {
  if (given === undefined)
    throw new ApiError('MissingParameter', 'Either cidrBlock or ipv6CidrBlock should be provided.');
  const block = parseCidrBlock(given);
  if (!block)
    throw new ApiError(
      'InvalidParameterValue',
      `Value (${given}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
    );
  const outer = parseCidrBlock(vpc.cidrBlock);
  if (!outer || !contains(outer, block) || sizeOf(block) > LARGEST || sizeOf(block) < SMALLEST)
    throw new ApiError('InvalidSubnet.Range', `The CIDR '${given}' is invalid.`);
  const taken = [...subnets.values()]
    .filter(({ vpcId }) => vpcId === vpc.vpcId)
    .flatMap(({ cidrBlock }) => parseCidrBlock(cidrBlock) ?? []);
  if (taken.some((other) => overlap(block, other)))
    throw new ApiError('InvalidSubnet.Conflict', `The CIDR '${given}' conflicts with another subnet`);
  return block;
}

const subnetOutput = (region: RegionState, subnet: StoredSubnet): Record<string, unknown> => ({
  SubnetId: subnet.subnetId,
  SubnetArn: resourceArn(region, 'subnet', subnet.subnetId, subnet.ownerId),
  VpcId: subnet.vpcId,
  OwnerId: subnet.ownerId,
  CidrBlock: subnet.cidrBlock,
  AvailabilityZone: availabilityZone(region),
  DefaultForAz: false,
  State: 'available',
  Tags: tagList(subnet.tags),
});
