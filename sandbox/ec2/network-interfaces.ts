import { recordChange } from '../config/recorder';
import { type Operations, textOf } from '../operation';
import { ApiError } from '../wire/api-error';
import type { RegionState } from '../world';
import { earlierAnswer, rememberAnswer } from './client-token';
import { wellFormedId } from './ids';
import { resourceArn } from './resource-arn';
import type { StoredNetworkInterface } from './state';
import { availabilityZone, unknownSubnet, wellFormedSubnetId } from './subnets';
import { authorizeTagging, requestedTags, tagContext, tagList } from './tags';

export const NETWORK_INTERFACE_OPERATIONS: Operations = {
  CreateNetworkInterface: {
    members: ['SubnetId', 'TagSpecifications', 'ClientToken'],
    perform(request) {
      const { world, region, input } = request;
      const subnetId = wellFormedSubnetId(textOf(input, 'SubnetId') ?? '');
      const tags = requestedTags(input, 'network-interface');
      const arn = resourceArn(region, 'network-interface', '*');
      request.authorize('ec2:CreateNetworkInterface', arn, tagContext(tags));
      request.authorize('ec2:CreateNetworkInterface', resourceArn(region, 'subnet', subnetId));
      authorizeTagging(request, 'CreateNetworkInterface', arn, tags);
      const earlier = earlierAnswer(request, 'CreateNetworkInterface');
      if (earlier) return earlier;
      const vpcId = region.subnets.get(subnetId)?.vpcId;
      if (vpcId === undefined) throw unknownSubnet(subnetId);
      const networkInterfaceId = world.identifiers.resource('eni');
      const created = { networkInterfaceId, subnetId, vpcId, tags };
      region.networkInterfaces.set(networkInterfaceId, created);
      recordChange(world, region, { type: 'AWS::EC2::VPC', id: vpcId, change: 'updated' });
      const answer = {
        NetworkInterface: networkInterfaceOutput(region, created),
        ClientToken: textOf(input, 'ClientToken'),
      };
      rememberAnswer(request, 'CreateNetworkInterface', answer);
      return answer;
    },
  },

  DeleteNetworkInterface: {
    members: ['NetworkInterfaceId'],
    perform(request) {
      const { world, region, input } = request;
      const id = wellFormedNetworkInterfaceId(textOf(input, 'NetworkInterfaceId') ?? '');
      request.authorize('ec2:DeleteNetworkInterface', resourceArn(region, 'network-interface', id));
      const deleted = region.networkInterfaces.get(id);
      if (!deleted) throw unknownNetworkInterface(id);
      region.networkInterfaces.delete(id);
      recordChange(world, region, { type: 'AWS::EC2::VPC', id: deleted.vpcId, change: 'updated' });
      return {};
    },
  },
};

export const unknownNetworkInterface = (id: string): ApiError =>
  new ApiError('InvalidNetworkInterfaceID.NotFound', `The networkInterface ID '${id}' does not exist`);

export const wellFormedNetworkInterfaceId = (id: string): string =>
  wellFormedId(id, 'eni', 'InvalidNetworkInterfaceId.Malformed');

const networkInterfaceOutput = (
  region: RegionState,
  stored: StoredNetworkInterface,
): Record<string, unknown> => ({
  NetworkInterfaceId: stored.networkInterfaceId,
  SubnetId: stored.subnetId,
  VpcId: stored.vpcId,
  OwnerId: region.place.accountId,
  AvailabilityZone: availabilityZone(region),
  Status: 'available',
  TagSet: tagList(stored.tags),
});
