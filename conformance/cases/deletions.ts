import type { Case } from '../case';
import { call } from './ec2';

const vpc = (title: string, VpcId: string): Case => call('DeleteVpc', title, { VpcId });
const subnet = (title: string, SubnetId: string): Case => call('DeleteSubnet', title, { SubnetId });
const networkInterface = (title: string, NetworkInterfaceId: string): Case =>
  call('DeleteNetworkInterface', title, { NetworkInterfaceId });

export const DELETION_CASES: readonly Case[] = [
  subnet('with an interface', '$subnet1'),
  subnet('unknown', '$subnet99'),
  subnet('malformed', 'subnet-1'),
  vpc('with subnets', '$vpc1'),
  networkInterface('an interface', '$eni1'),
  networkInterface('unknown', '$eni99'),
  networkInterface('malformed', 'eni-1'),
  subnet('empty', '$subnet2'),
  vpc('empty, with a flow log', '$vpc2'),
  vpc('unknown', '$vpc99'),
  vpc('malformed', 'vpc-1'),
  call('DescribeVpcs', 'after the deletions', {}),
];
