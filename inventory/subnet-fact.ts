import type { Subnet as ListedSubnet } from '@aws-sdk/client-ec2';
import type { Subnet } from '../policy';
import { ReadError } from './read-error';

/** @throws ReadError without the ids that the judge needs */
export function toSubnet({ SubnetId: subnetId, VpcId: vpcId }: ListedSubnet): Subnet {
  if (!subnetId || !vpcId)
    throw ReadError.broken(
      'ec2:DescribeSubnets',
      `a subnet ${subnetId ?? ''} without id or VPC`,
      'subnets with SubnetId and VpcId',
    );
  return { subnetId, vpcId };
}
