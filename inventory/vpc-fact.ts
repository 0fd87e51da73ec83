import type { Vpc as ListedVpc } from '@aws-sdk/client-ec2';
import type { Vpc } from '../policy';
import { ReadError } from './read-error';

/** @throws ReadError without the ids that the judge needs */
export function toVpc(listed: ListedVpc): Vpc {
  const { VpcId: vpcId, OwnerId: ownerId } = listed;
  if (!vpcId || !ownerId)
    throw ReadError.broken(
      'ec2:DescribeVpcs',
      `a VPC ${vpcId ?? ''} without id or owner`,
      'VPCs with VpcId and OwnerId',
    );
  return {
    vpcId,
    ownerId,
    isDefault: listed.IsDefault ?? false,
    tags: Object.fromEntries((listed.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? ''])),
  };
}
