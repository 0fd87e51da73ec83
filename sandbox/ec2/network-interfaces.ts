import { recordChange } from '../config/recorder';
import { type OperationRequest, type Operations, pageOf, structuresOf, textOf, textsOf } from '../operation';
import { ApiError } from '../wire/api-error';
import { earlierAnswer, rememberAnswer } from './client-token';
import { derivedToken } from './derived-id';
import { endDryRun } from './dry-run';
import { itemFilter } from './filters';
import { wellFormedId } from './ids';
import { freeAddress, NETWORK_INTERFACE_FILTERS, networkInterfaceOutput } from './network-interface-shape';
import { pagingOf, refusePagesOfIds } from './paging';
import { resourceArn } from './resource-arn';
import type { StoredNetworkInterface } from './state';
import { unknownSubnet, wellFormedSubnetId } from './subnets';
import { authorizeTagging, requestedTags, tagContext } from './tags';

export const NETWORK_INTERFACE_OPERATIONS: Operations = {
  CreateNetworkInterface: {
    members: ['SubnetId', 'Description', 'TagSpecifications', 'ClientToken', 'DryRun'],
    perform(request) {
      const { region, input } = request;
      const subnetId = wellFormedSubnetId(textOf(input, 'SubnetId') ?? '');
      const tags = requestedTags(input, 'network-interface');
      const arn = resourceArn(region, 'network-interface', '*');
      request.authorize('ec2:CreateNetworkInterface', arn, tagContext(tags));
      request.authorize('ec2:CreateNetworkInterface', resourceArn(region, 'subnet', subnetId));
      authorizeTagging(request, 'CreateNetworkInterface', arn, tags);
      endDryRun(request);
      const earlier = earlierAnswer(request, 'CreateNetworkInterface');
      if (earlier) return earlier;
      const created = createNetworkInterface(request, subnetId, tags);
      const answer = {
        NetworkInterface: networkInterfaceOutput(region, created),
        ClientToken: textOf(input, 'ClientToken') ?? derivedToken(created.networkInterfaceId),
      };
      rememberAnswer(request, 'CreateNetworkInterface', answer);
      return answer;
    },
  },

  DeleteNetworkInterface: {
    members: ['NetworkInterfaceId', 'DryRun'],
    perform(request) {
      const { world, region, input } = request;
      const id = wellFormedNetworkInterfaceId(textOf(input, 'NetworkInterfaceId') ?? '');
      request.authorize('ec2:DeleteNetworkInterface', resourceArn(region, 'network-interface', id));
      endDryRun(request);
      const deleted = region.networkInterfaces.get(id);
      if (!deleted) throw unknownNetworkInterface(id);
      region.networkInterfaces.delete(id);
      recordChange(world, region, { type: 'AWS::EC2::VPC', id: deleted.vpcId, change: 'updated' });
      return {};
    },
  },

  DescribeNetworkInterfaces: {
    members: ['NetworkInterfaceIds', 'Filters', 'NextToken', 'MaxResults', 'DryRun'],
    perform(request) {
      request.authorize('ec2:DescribeNetworkInterfaces', '*');
      endDryRun(request);
      const { region, input } = request;
      const ids = textsOf(input, 'NetworkInterfaceIds').map(wellFormedNetworkInterfaceId);
      const missing = ids.find((id) => !region.networkInterfaces.has(id));
      if (missing !== undefined) throw unknownNetworkInterface(missing);
      refusePagesOfIds(request, 'NetworkInterfaceIds');
      const filters = structuresOf(input, 'Filters');
      const passes = itemFilter('DescribeNetworkInterfaces', filters, (name) =>
        NETWORK_INTERFACE_FILTERS.get(name),
      );
      const chosen = [...region.networkInterfaces.values()]
        .filter(({ networkInterfaceId }) => ids.length === 0 || ids.includes(networkInterfaceId))
        .filter(passes);
      const { page, nextToken } = pageOf(chosen, pagingOf(request, { least: 5, most: 1000 }));
      return {
        NetworkInterfaces: page.map((each) => networkInterfaceOutput(region, each)),
        NextToken: nextToken,
      };
    },
  },
};

export const unknownNetworkInterface = (id: string): ApiError =>
  new ApiError('InvalidNetworkInterfaceID.NotFound', `The networkInterface ID '${id}' does not exist`);

export const wellFormedNetworkInterfaceId = (id: string): string =>
  wellFormedId(id, 'eni', 'InvalidNetworkInterfaceId.Malformed');

function createNetworkInterface(
  { world, region, input }: OperationRequest,
  subnetId: string,
  tags: StoredNetworkInterface['tags'],
): StoredNetworkInterface {
  const subnet = region.subnets.get(subnetId);
  if (!subnet) throw unknownSubnet(subnetId);
  const privateIpAddress = freeAddress(region, subnet);
  if (privateIpAddress === undefined)
    throw new ApiError(
      'InsufficientFreeAddressesInSubnet',
      'The specified subnet does not have enough free addresses to satisfy the request.',
    );
  const networkInterfaceId = world.identifiers.resource('eni');
  const { vpcId, availabilityZone } = subnet;
  const description = textOf(input, 'Description') ?? '';
  const created = {
    ...{ networkInterfaceId, subnetId, vpcId, availabilityZone },
    ...{ description, privateIpAddress, tags },
  };
  region.networkInterfaces.set(networkInterfaceId, created);
  recordChange(world, region, { type: 'AWS::EC2::VPC', id: vpcId, change: 'updated' });
  return created;
}
