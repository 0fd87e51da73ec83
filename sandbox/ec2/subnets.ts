import { recordChange } from '../config/recorder';
import { type OperationRequest, type Operations, pageOf, structuresOf, textOf, textsOf } from '../operation';
import { ApiError } from '../wire/api-error';
import type { RegionState, World } from '../world';
import {
  type CidrBlock,
  cidrBlockParameter,
  contains,
  hasAllowedSize,
  overlap,
  parseCidrBlock,
} from './cidr-block';
import { endDryRun } from './dry-run';
import { itemFilter } from './filters';
import { wellFormedId } from './ids';
import { pagingOf, refusePagesOfIds } from './paging';
import { resourceArn } from './resource-arn';
import type { StoredSubnet, StoredVpc } from './state';
import { createdSubnet, interfacesIn, listedSubnet, SUBNET_FILTERS } from './subnet-shape';
import { authorizeTagging, requestedTags, tagContext } from './tags';
import { unknownVpc, visibleVpcs, wellFormedVpcId } from './vpcs';
import { zonesOf } from './zones';

export const SUBNET_OPERATIONS: Operations = {
  CreateSubnet: {
    members: ['VpcId', 'CidrBlock', 'AvailabilityZone', 'TagSpecifications', 'DryRun'],
    perform(request) {
      const { region, input } = request;
      const vpcId = wellFormedVpcId(textOf(input, 'VpcId') ?? '');
      const tags = requestedTags(input, 'subnet');
      const created = resourceArn(region, 'subnet', '*');
      request.authorize('ec2:CreateSubnet', created, tagContext(tags));
      request.authorize('ec2:CreateSubnet', resourceArn(region, 'vpc', vpcId));
      authorizeTagging(request, 'CreateSubnet', created, tags);
      endDryRun(request);
      const vpc = region.vpcs.get(vpcId);
      if (!vpc) throw unknownVpc(vpcId);
      return { Subnet: createdSubnet(region, createSubnet(request, vpc, tags)) };
    },
  },

  DeleteSubnet: {
    members: ['SubnetId', 'DryRun'],
    perform(request) {
      const { world, region, input } = request;
      const subnetId = wellFormedSubnetId(textOf(input, 'SubnetId') ?? '');
      request.authorize('ec2:DeleteSubnet', resourceArn(region, 'subnet', subnetId));
      endDryRun(request);
      const subnet = region.subnets.get(subnetId);
      if (!subnet) throw unknownSubnet(subnetId);
      if (interfacesIn(region, subnetId) > 0)
        throw new ApiError(
          'DependencyViolation',
          `The subnet '${subnetId}' has dependencies and cannot be deleted.`,
        );
      region.subnets.delete(subnetId);
      if (!world.assumptions.deletedSubnetKeepsFlowLogs) deleteFlowLogsOf(world, region, subnetId);
      recordChange(world, region, { type: 'AWS::EC2::VPC', id: subnet.vpcId, change: 'updated' });
      return {};
    },
  },

  DescribeSubnets: {
    members: ['SubnetIds', 'Filters', 'NextToken', 'MaxResults', 'DryRun'],
    perform(request) {
      request.authorize('ec2:DescribeSubnets', '*');
      endDryRun(request);
      const { world, region, input } = request;
      const visible = visibleSubnets(world, region);
      const ids = textsOf(input, 'SubnetIds').map(wellFormedSubnetId);
      const missing = ids.find((id) => !visible.some(({ subnetId }) => subnetId === id));
      if (missing !== undefined) throw unknownSubnet(missing);
      refusePagesOfIds(request, 'SubnetIds');
      const filters = structuresOf(input, 'Filters');
      const chosen = visible
        .filter(({ subnetId }) => ids.length === 0 || ids.includes(subnetId))
        .filter(itemFilter('DescribeSubnets', filters, (name) => SUBNET_FILTERS.get(name)));
      const { page, nextToken } = pageOf(chosen, pagingOf(request, { least: 5, most: 1000 }));
      return { Subnets: page.map((subnet) => listedSubnet(region, subnet)), NextToken: nextToken };
    },
  },
};

function deleteFlowLogsOf(world: World, region: RegionState, subnetId: string): void {
  for (const { flowLogId: id, resourceId } of region.flowLogs.values()) {
    if (resourceId !== subnetId) continue;
    region.flowLogs.delete(id);
    recordChange(world, region, { type: 'AWS::EC2::FlowLog', id, change: 'deleted' });
  }
}

export const unknownSubnet = (subnetId: string): ApiError =>
  new ApiError('InvalidSubnetID.NotFound', `The subnet ID '${subnetId}' does not exist`);

export const wellFormedSubnetId = (subnetId: string): string =>
  wellFormedId(subnetId, 'subnet', 'InvalidSubnetID.Malformed');

/** What is shared is the whole VPC: its subnets are seen by whoever sees it. */
function visibleSubnets(world: World, region: RegionState): readonly StoredSubnet[] {
  const vpcIds = new Set(visibleVpcs(world, region).map(({ vpcId }) => vpcId));
  return world
    .regionOfAllAccounts(region.place)
    .flatMap(({ subnets }) => [...subnets.values()])
    .filter(({ vpcId }) => vpcIds.has(vpcId));
}

function createSubnet(
  { world, region, input }: OperationRequest,
  vpc: StoredVpc,
  tags: StoredSubnet['tags'],
): StoredSubnet {
  const { text: cidrBlock } = freeBlock(region, vpc, textOf(input, 'CidrBlock'));
  const availabilityZone = zoneOf(region, textOf(input, 'AvailabilityZone'));
  const subnetId = world.identifiers.resource('subnet');
  const { vpcId, ownerId } = vpc;
  const subnet = { subnetId, vpcId, ownerId, cidrBlock, availabilityZone, isDefault: false, tags };
  region.subnets.set(subnetId, subnet);
  recordChange(world, region, { type: 'AWS::EC2::VPC', id: vpcId, change: 'updated' });
  return subnet;
}

/** EC2 chooses when nothing is said: the first one here. */
function zoneOf(region: RegionState, given: string | undefined): string {
  const zones = zonesOf(region);
  const zone = given === undefined ? zones[0] : zones.find((each) => each === given);
  if (zone === undefined)
    throw new ApiError(
      'InvalidParameterValue',
      `Value (${given}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${zones.join(', ')}.`,
    );
  return zone;
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html: /28 to /16, inside the VPC, nobody else's */
function freeBlock({ subnets }: RegionState, vpc: StoredVpc, given: string | undefined): CidrBlock {
  if (given === undefined)
    throw new ApiError('MissingParameter', "Either 'cidrBlock' or 'ipv6CidrBlock' should be provided.");
  const block = cidrBlockParameter(given);
  const outer = parseCidrBlock(vpc.cidrBlock);
  if (!outer || !contains(outer, block) || !hasAllowedSize(block))
    throw new ApiError('InvalidSubnet.Range', `The CIDR '${given}' is invalid.`);
  const taken = [...subnets.values()]
    .filter(({ vpcId }) => vpcId === vpc.vpcId)
    .flatMap(({ cidrBlock }) => parseCidrBlock(cidrBlock) ?? []);
  if (taken.some((other) => overlap(block, other)))
    throw new ApiError('InvalidSubnet.Conflict', `The CIDR '${given}' conflicts with another subnet`);
  return block;
}
