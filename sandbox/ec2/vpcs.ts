import { recordChange } from '../config/recorder';
import { type OperationRequest, type Operations, pageOf, structuresOf, textOf, textsOf } from '../operation';
import { ApiError } from '../wire/api-error';
import type { RegionState, World } from '../world';
import { type FilteredValues, itemFilter } from './filters';
import { wellFormedId } from './ids';
import { pagingOf, refusePagesOfIds } from './paging';
import { resourceArn } from './resource-arn';
import type { StoredVpc } from './state';
import { requestedTags, tagContext, tagList } from './tags';

const FILTERS: ReadonlyMap<string, FilteredValues<StoredVpc>> = new Map([
  ['vpc-id', ({ vpcId }: StoredVpc) => [vpcId]],
]);

/** The account's own VPCs and those that others share with it. */
export function visibleVpcs(world: World, { place }: RegionState): readonly StoredVpc[] {
  return world
    .regionOfAllAccounts(place)
    .flatMap(({ vpcs }) => [...vpcs.values()])
    .filter(({ ownerId, sharedWith }) => ownerId === place.accountId || sharedWith.includes(place.accountId));
}

export const VPC_OPERATIONS: Operations = {
  CreateVpc: {
    members: ['CidrBlock', 'TagSpecifications'],
    perform(request) {
      const tags = requestedTags(request.input, 'vpc');
      request.authorize('ec2:CreateVpc', resourceArn(request.region, 'vpc', '*'), tagContext(tags));
      const cidrBlock = textOf(request.input, 'CidrBlock');
      if (cidrBlock === undefined)
        throw new ApiError('MissingParameter', 'Either cidrBlock or ipv4IpamPoolId should be provided.');
      return { Vpc: vpcOutput(createVpc(request, { cidrBlock, isDefault: false, tags })) };
    },
  },

  CreateDefaultVpc: {
    members: [],
    perform(request) {
      request.authorize('ec2:CreateDefaultVpc', resourceArn(request.region, 'vpc', '*'));
      if ([...request.region.vpcs.values()].some(({ isDefault }) => isDefault))
        throw new ApiError(
          'DefaultVpcAlreadyExists',
          'A Default VPC already exists for this account in this region.',
        );
      const vpc = createVpc(request, { cidrBlock: '172.31.0.0/16', isDefault: true, tags: {} });
      return { Vpc: vpcOutput(vpc) };
    },
  },

  DeleteVpc: {
    members: ['VpcId'],
    perform(request) {
      const vpcId = wellFormedVpcId(textOf(request.input, 'VpcId') ?? '');
      const { world, region } = request;
      request.authorize('ec2:DeleteVpc', resourceArn(region, 'vpc', vpcId));
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
    members: ['VpcIds', 'Filters', 'NextToken', 'MaxResults'],
    perform(request) {
      request.authorize('ec2:DescribeVpcs', '*');
      const { world, region, input } = request;
      const visible = visibleVpcs(world, region);
      const ids = textsOf(input, 'VpcIds').map(wellFormedVpcId);
      const missing = ids.find((id) => !visible.some(({ vpcId }) => vpcId === id));
      if (missing !== undefined) throw unknownVpc(missing);
      refusePagesOfIds(request, 'VpcIds');
      const chosen = visible
        .filter(({ vpcId }) => ids.length === 0 || ids.includes(vpcId))
        .filter(itemFilter('DescribeVpcs', structuresOf(input, 'Filters'), (name) => FILTERS.get(name)));
      const { page, nextToken } = pageOf(chosen, pagingOf(request, { least: 5, most: 1000 }));
      return { Vpcs: page.map(vpcOutput), NextToken: nextToken };
    },
  },
};

export const unknownVpc = (vpcId: string): ApiError =>
  new ApiError('InvalidVpcID.NotFound', `The vpc ID '${vpcId}' does not exist`);

export const wellFormedVpcId = (vpcId: string): string =>
  wellFormedId(vpcId, 'vpc', 'InvalidVpcID.Malformed');

function createVpc(
  { world, region }: OperationRequest,
  shape: Pick<StoredVpc, 'cidrBlock' | 'isDefault' | 'tags'>,
): StoredVpc {
  const vpcId = world.identifiers.resource('vpc');
  const vpc: StoredVpc = { vpcId, ownerId: region.place.accountId, sharedWith: [], ...shape };
  region.vpcs.set(vpcId, vpc);
  recordChange(world, region, { type: 'AWS::EC2::VPC', id: vpcId, change: 'created' });
  return vpc;
}

const vpcOutput = (vpc: StoredVpc): Record<string, unknown> => ({
  VpcId: vpc.vpcId,
  OwnerId: vpc.ownerId,
  CidrBlock: vpc.cidrBlock,
  IsDefault: vpc.isDefault,
  State: 'available',
  InstanceTenancy: 'default',
  Tags: tagList(vpc.tags),
});
