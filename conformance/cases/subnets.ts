import type { Case } from '../case';
import { call, clean, filter, taggedWith } from './ec2';

const create = (title: string, input: Case['input'], name?: string): Case =>
  call(
    'CreateSubnet',
    title,
    { VpcId: '$vpc1', ...input },
    name ? { keeps: { [name]: 'Subnet.SubnetId' } } : {},
  );
const describe = (title: string, input: Case['input']): Case => call('DescribeSubnets', title, input);
const ofInterface = { keeps: { eni1: 'NetworkInterface.NetworkInterfaceId' } };

export const SUBNET_CASES: readonly Case[] = [
  create(
    'tags',
    {
      CidrBlock: '10.0.1.0/24',
      AvailabilityZone: 'eu-central-1a',
      TagSpecifications: taggedWith('subnet', { Name: 's' }),
    },
    'subnet1',
  ),
  create('no tags', { CidrBlock: '10.0.2.0/24', AvailabilityZone: 'eu-central-1b' }, 'subnet2'),
  create('overlap', { CidrBlock: '10.0.1.128/25' }),
  create('outside of the VPC', { CidrBlock: '10.9.0.0/24' }),
  create('/29', { CidrBlock: '10.0.9.0/29' }, 'subnet90'),
  clean('DeleteSubnet', { SubnetId: '$subnet90' }),
  create('no address', { CidrBlock: 'nonsense' }),
  create('unknown VPC', { VpcId: '$vpc99', CidrBlock: '10.0.1.0/24' }),
  create('malformed VPC', { VpcId: 'vpc-1', CidrBlock: '10.0.1.0/24' }),
  describe('by id', { SubnetIds: ['$subnet1'] }),
  describe('vpc-id', { Filters: [filter('vpc-id', '$vpc1')] }),
  describe('subnet-id', { Filters: [filter('subnet-id', '$subnet2')] }),
  describe('availability-zone', { Filters: [filter('vpc-id', '$vpc1'), filter('availability-zone', '*b')] }),
  describe('tag', { Filters: [filter('tag:Name', 's')] }),
  describe('unknown id', { SubnetIds: ['$subnet99'] }),
  describe('malformed id', { SubnetIds: ['subnet-1'] }),
  describe('MaxResults 4', { MaxResults: 4 }),
  call(
    'CreateNetworkInterface',
    'tags',
    {
      SubnetId: '$subnet1',
      TagSpecifications: taggedWith('network-interface', { Name: 'i' }),
      Description: 'd',
    },
    ofInterface,
  ),
  call('CreateNetworkInterface', 'unknown subnet', { SubnetId: '$subnet99' }),
  call('CreateNetworkInterface', 'malformed subnet', { SubnetId: 'subnet-1' }),
  call('DescribeNetworkInterfaces', 'by id', { NetworkInterfaceIds: ['$eni1'] }),
  call('DescribeNetworkInterfaces', 'subnet-id', { Filters: [filter('subnet-id', '$subnet1')] }),
  call('DescribeNetworkInterfaces', 'unknown id', { NetworkInterfaceIds: ['$eni99'] }),
];
