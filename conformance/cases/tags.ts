import type { Case } from '../case';
import { call, clean, filter } from './ec2';

const describeVpc1 = (title: string): Case => call('DescribeVpcs', title, { VpcIds: ['$vpc1'] });
const tag = (Key: string, Value?: string) => ({ Key, ...(Value === undefined ? {} : { Value }) });
const create = (title: string, Resources: readonly string[], ...Tags: readonly object[]): Case =>
  call('CreateTags', title, { Resources, Tags });
const remove = (title: string, ...Tags: readonly object[]): Case =>
  call('DeleteTags', title, { Resources: ['$vpc1'], Tags });

export const TAG_CASES: readonly Case[] = [
  create('added and overwritten', ['$vpc1'], tag('Tier', 'db'), tag('New', '')),
  describeVpc1('after CreateTags'),
  remove('a key with another value', tag('Tier', 'no')),
  remove('a key', tag('New')),
  remove('a key that is not there', tag('Missing')),
  describeVpc1('after DeleteTags'),
  remove('a key with its value', tag('Tier', 'db')),
  describeVpc1('after DeleteTags with a value'),
  call('DeleteTags', 'no tags', { Resources: ['$vpc1'] }),
  describeVpc1('after DeleteTags without tags'),
  call('DeleteTags', 'what is left of it', { Resources: ['$vpc1'], Tags: [tag('Name')] }),
  create('of a subnet', ['$subnet1'], tag('Team', 'web')),
  call('DescribeSubnets', 'after CreateTags', { Filters: [filter('tag:Team', 'web')] }),
  create('unknown VPC', ['$vpc99'], tag('a', 'b')),
  create('no id', ['nonsense'], tag('a', 'b')),
  create('malformed VPC id', ['vpc-1'], tag('a', 'b')),
  create('a key of AWS', ['$vpc3'], tag('aws:x', 'b')),
  clean('DeleteTags', { Resources: ['$vpc3'], Tags: [tag('aws:x')] }),
  create('a key of 129 letters', ['$vpc3'], tag('k'.repeat(129), 'b')),
  clean('DeleteTags', { Resources: ['$vpc3'], Tags: [tag('k'.repeat(129))] }),
  create('no tags', ['$vpc1']),
  create('no resources', [], tag('a', 'b')),
  create('51 tags', ['$vpc4'], ...Array.from({ length: 51 }, (_, index) => tag(`k${index}`, 'b'))),
];
