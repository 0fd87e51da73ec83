import type { Case } from '../case';
import { call, clean, filter, taggedWith } from './ec2';

const create = (title: string, input: Case['input'], name?: string): Case =>
  call('CreateVpc', title, input, name ? { keeps: { [name]: 'Vpc.VpcId' } } : {});
const describe = (title: string, input: Case['input']): Case => call('DescribeVpcs', title, input);

const CREATION: readonly Case[] = [
  create(
    'tags',
    { CidrBlock: '10.0.0.0/16', TagSpecifications: taggedWith('vpc', { Name: 'one', Tier: 'web' }) },
    'vpc1',
  ),
  create('no tags', { CidrBlock: '10.1.0.0/16' }, 'vpc2'),
  create('host bits', { CidrBlock: '100.68.0.18/18' }, 'vpc3'),
  ...[4, 5, 6].map((number) =>
    create(`one more, ${number}`, { CidrBlock: `10.${number}.0.0/16` }, `vpc${number}`),
  ),
  create('no block', {}),
  create('prefix 33', { CidrBlock: '10.0.0.0/33' }),
  create('no address', { CidrBlock: 'nonsense' }),
  create('/8', { CidrBlock: '10.0.0.0/8' }),
  create('/29', { CidrBlock: '10.0.0.0/29' }),
  create(
    'a tag of AWS',
    { CidrBlock: '10.0.0.0/16', TagSpecifications: taggedWith('vpc', { 'aws:x': 'b' }) },
    'vpc90',
  ),
  clean('DeleteVpc', { VpcId: '$vpc90' }),
  create('dry run', { CidrBlock: '10.8.0.0/16', DryRun: true }, 'vpc91'),
  clean('DeleteVpc', { VpcId: '$vpc91' }),
  call('CreateDefaultVpc', 'first', {}, { keeps: { vpc7: 'Vpc.VpcId' } }),
  call('CreateDefaultVpc', 'second', {}),
];

const DESCRIPTION: readonly Case[] = [
  describe('all', {}),
  describe('by id', { VpcIds: ['$vpc1'] }),
  describe('vpc-id', { Filters: [filter('vpc-id', '$vpc1', '$vpc2')] }),
  describe('is-default', { Filters: [filter('is-default', 'true')] }),
  describe('isDefault', { Filters: [filter('isDefault', 'false')] }),
  describe('state', { Filters: [filter('state', 'available')] }),
  describe('cidr', { Filters: [filter('cidr', '10.1.0.0/16')] }),
  describe('tag', { Filters: [filter('tag:Tier', 'web')] }),
  describe('tag with a wildcard', { Filters: [filter('tag:Tier', 'we*')] }),
  describe('tag-key', { Filters: [filter('tag-key', 'Tier')] }),
  describe('two filters', { Filters: [filter('tag-key', 'Tier'), filter('is-default', 'true')] }),
  describe('a filter that finds nothing', { Filters: [filter('vpc-id', '$vpc99')] }),
  describe('unknown id', { VpcIds: ['$vpc99'] }),
  describe('known and unknown id', { VpcIds: ['$vpc1', '$vpc99'] }),
  describe('malformed id', { VpcIds: ['vpc-1'] }),
  describe('id of another kind', { VpcIds: ['$subnet99'] }),
  describe('MaxResults 5', { MaxResults: 5 }),
  describe('MaxResults 4', { MaxResults: 4 }),
  describe('MaxResults 1001', { MaxResults: 1001 }),
];

export const VPC_CASES: readonly Case[] = [...CREATION, ...DESCRIPTION];
