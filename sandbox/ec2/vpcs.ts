import { recordChange } from '../config/recorder';
import { type OperationRequest, type Operations, pageOf, textOf, textsOf } from '../operation';
import { ApiError } from '../wire/api-error';
import type { RegionState, World } from '../world';
import { pagingOf } from './paging';
import type { StoredVpc } from './state';
import { requestedTags, tagContext, tagList } from './tags';

export const vpcArn = ({ place }: RegionState, vpcId: string): string =>
  `arn:${place.partition}:ec2:${place.region}:${place.accountId}:vpc/${vpcId}`;

/** The account's own VPCs and those that others share with it. */
function visibleVpcs(world: World, { place }: RegionState): readonly StoredVpc[] {
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
      request.authorize('ec2:CreateVpc', vpcArn(request.region, '*'), tagContext(tags));
      const cidrBlock = textOf(request.input, 'CidrBlock');
      if (cidrBlock === undefined)
        throw new ApiError('MissingParameter', 'Either cidrBlock or ipv4IpamPoolId should be provided.');
      return { Vpc: vpcOutput(createVpc(request, { cidrBlock, isDefault: false, tags })) };
    },
  },

  CreateDefaultVpc: {
    members: [],
    perform(request) {
      request.authorize('ec2:CreateDefaultVpc', vpcArn(request.region, '*'));
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
      request.authorize('ec2:DeleteVpc', vpcArn(request.region, vpcId));
      if (!request.region.vpcs.delete(vpcId)) throw unknownVpc(vpcId);
      recordChange(request.world, request.region, { type: 'AWS::EC2::VPC', id: vpcId, change: 'deleted' });
      return {};
    },
  },

  DescribeVpcs: {
    members: ['VpcIds', 'NextToken', 'MaxResults'],
    perform(request) {
      request.authorize('ec2:DescribeVpcs', '*');
      const visible = visibleVpcs(request.world, request.region);
      const ids = textsOf(request.input, 'VpcIds').map(wellFormedVpcId);
      const missing = ids.find((id) => !visible.some(({ vpcId }) => vpcId === id));
      if (missing !== undefined) throw unknownVpc(missing);
      if (ids.length > 0 && request.input['MaxResults'] !== undefined)
        throw new ApiError(
          'InvalidParameterCombination',
          'The parameter vpcIds cannot be used with the parameter maxResults',
        );
      const chosen = ids.length > 0 ? visible.filter(({ vpcId }) => ids.includes(vpcId)) : visible;
      const { page, nextToken } = pageOf(chosen, pagingOf(request, { least: 5, most: 1000 }));
      return { Vpcs: page.map(vpcOutput), NextToken: nextToken };
    },
  },
};

export const unknownVpc = (vpcId: string): ApiError =>
  new ApiError('InvalidVpcID.NotFound', `The vpc ID '${vpcId}' does not exist`);

export function wellFormedVpcId(vpcId: string): string {
  if (/^vpc-([0-9a-f]{8}|[0-9a-f]{17})$/.test(vpcId)) return vpcId;
  throw new ApiError('InvalidVpcID.Malformed', `Invalid id: "${vpcId}" (expecting "vpc-...")`);
}

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
