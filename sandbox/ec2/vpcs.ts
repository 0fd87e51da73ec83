import { recordChange } from '../config/recorder';
import { type OperationRequest, type Operations, pageOf, structuresOf, textOf, textsOf } from '../operation';
import { ApiError } from '../wire/api-error';
import type { RegionState, World } from '../world';
import { cidrBlockParameter, hasAllowedSize } from './cidr-block';
import { defaultSubnets } from './default-subnets';
import { endDryRun } from './dry-run';
import { itemFilter } from './filters';
import { wellFormedId } from './ids';
import { pagingOf, refusePagesOfIds } from './paging';
import { resourceArn } from './resource-arn';
import type { StoredVpc } from './state';
import { authorizeTagging, requestedTags, tagContext } from './tags';
import { createdVpc, listedVpc, VPC_FILTERS } from './vpc-shape';

/** Seconds. */
const SHOWN_LATE = 90;

/** The account's own VPCs and those that others share with it. */
export function visibleVpcs(world: World, { place }: RegionState): readonly StoredVpc[] {
  return world
    .regionOfAllAccounts(place)
    .flatMap(({ vpcs }) => [...vpcs.values()])
    .filter(({ visibleFrom }) => visibleFrom === undefined || visibleFrom <= world.scheduler.now())
    .filter(({ ownerId, sharedWith }) => ownerId === place.accountId || sharedWith.includes(place.accountId));
}

export const VPC_OPERATIONS: Operations = {
  CreateVpc: {
    members: ['CidrBlock', 'TagSpecifications', 'DryRun'],
    perform(request) {
      const { region, input } = request;
      const tags = requestedTags(input, 'vpc');
      const arn = resourceArn(region, 'vpc', '*');
      request.authorize('ec2:CreateVpc', arn, tagContext(tags));
      authorizeTagging(request, 'CreateVpc', arn, tags);
      endDryRun(request);
      const cidrBlock = vpcBlock(textOf(input, 'CidrBlock'));
      const vpc = createVpc(request, { cidrBlock, isDefault: false, tags });
      return { Vpc: createdVpc(region.place.region, vpc) };
    },
  },

  CreateDefaultVpc: {
    members: ['DryRun'],
    perform(request) {
      const { region } = request;
      request.authorize('ec2:CreateDefaultVpc', resourceArn(region, 'vpc', '*'));
      endDryRun(request);
      if ([...region.vpcs.values()].some(({ isDefault }) => isDefault))
        throw new ApiError(
          'DefaultVpcAlreadyExists',
          'A Default VPC already exists for this account in this region.',
        );
      const vpc = createVpc(request, { cidrBlock: '172.31.0.0/16', isDefault: true, tags: {} });
      for (const subnet of defaultSubnets(region, vpc)) region.subnets.set(subnet.subnetId, subnet);
      return { Vpc: createdVpc(region.place.region, vpc) };
    },
  },

  DeleteVpc: {
    members: ['VpcId', 'DryRun'],
    perform(request) {
      const vpcId = wellFormedVpcId(textOf(request.input, 'VpcId') ?? '');
      const { world, region } = request;
      request.authorize('ec2:DeleteVpc', resourceArn(region, 'vpc', vpcId));
      endDryRun(request);
      if (!region.vpcs.has(vpcId)) throw unknownVpc(vpcId);
      if ([...region.subnets.values()].some((subnet) => subnet.vpcId === vpcId))
        throw new ApiError(
          'DependencyViolation',
          `The vpc '${vpcId}' has dependencies and cannot be deleted.`,
        );
      region.vpcs.delete(vpcId);
      recordChange(world, region, { type: 'AWS::EC2::VPC', id: vpcId, change: 'deleted' });
      return {};
    },
  },

  DescribeVpcs: {
    members: ['VpcIds', 'Filters', 'NextToken', 'MaxResults', 'DryRun'],
    perform(request) {
      request.authorize('ec2:DescribeVpcs', '*');
      endDryRun(request);
      const { world, region, input } = request;
      const visible = visibleVpcs(world, region);
      const ids = textsOf(input, 'VpcIds').map(wellFormedVpcId);
      const missing = ids.find((id) => !visible.some(({ vpcId }) => vpcId === id));
      if (missing !== undefined) throw unknownVpc(missing);
      refusePagesOfIds(request, 'VpcIds');
      const chosen = visible
        .filter(({ vpcId }) => ids.length === 0 || ids.includes(vpcId))
        .filter(itemFilter('DescribeVpcs', structuresOf(input, 'Filters'), (name) => VPC_FILTERS.get(name)));
      const { page, nextToken } = pageOf(chosen, pagingOf(request, { least: 5, most: 1000 }));
      return { Vpcs: page.map((vpc) => listedVpc(region.place.region, vpc)), NextToken: nextToken };
    },
  },
};

export const unknownVpc = (vpcId: string): ApiError =>
  new ApiError('InvalidVpcID.NotFound', `The vpc ID '${vpcId}' does not exist`);

export const wellFormedVpcId = (vpcId: string): string =>
  wellFormedId(vpcId, 'vpc', 'InvalidVpcID.Malformed');

/**
 * Kept in canonical form, as https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html tells. EC2's list of
 * errors spells the code of a wrong size InvalidVpcRange; what is seen in practice has the dot.
 */
function vpcBlock(given: string | undefined): string {
  if (given === undefined)
    throw new ApiError('MissingParameter', "Either 'cidrBlock' or 'ipv4IpamPoolId' should be provided.");
  const block = cidrBlockParameter(given);
  if (!hasAllowedSize(block)) throw new ApiError('InvalidVpc.Range', `The CIDR '${given}' is invalid.`);
  return block.text;
}

/** Some time after Config has recorded it, where EC2 is that slow. */
function shownFrom({ assumptions, delays, scheduler }: World): Pick<StoredVpc, 'visibleFrom'> {
  if (assumptions.newVpcShown === 'at once') return {};
  return { visibleFrom: new Date(scheduler.now().getTime() + (delays.recording + SHOWN_LATE) * 1000) };
}

function createVpc(
  { world, region }: OperationRequest,
  shape: Pick<StoredVpc, 'cidrBlock' | 'isDefault' | 'tags'>,
): StoredVpc {
  const vpcId = world.identifiers.resource('vpc');
  const visibleFrom = shownFrom(world);
  const vpc: StoredVpc = { vpcId, ownerId: region.place.accountId, sharedWith: [], ...shape, ...visibleFrom };
  region.vpcs.set(vpcId, vpc);
  recordChange(world, region, { type: 'AWS::EC2::VPC', id: vpcId, change: 'created' });
  return vpc;
}
