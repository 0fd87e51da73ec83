import {
  CreateTagsCommand,
  CreateVpcCommand,
  DeleteTagsCommand,
  DescribeVpcsCommand,
  type EC2Client,
  type Tag,
} from '@aws-sdk/client-ec2';
import { openEndpoint } from '../endpoint';

async function newVpc(ec2: EC2Client, Tags: Tag[] = []): Promise<string> {
  const TagSpecifications = Tags.length > 0 ? [{ ResourceType: 'vpc' as const, Tags }] : undefined;
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', TagSpecifications }));
  return Vpc?.VpcId ?? '';
}

async function tagsOf(ec2: EC2Client, vpcId: string): Promise<Record<string, string | undefined>> {
  const { Vpcs: [vpc] = [] } = await ec2.send(new DescribeVpcsCommand({ VpcIds: [vpcId] }));
  return Object.fromEntries((vpc?.Tags ?? []).map(({ Key = '', Value }) => [Key, Value]));
}

describe('CreateTags', () => {
  test('adds tags, overwrites values and keeps the others', async () => {
    const { ec2 } = await openEndpoint();
    const vpcId = await newVpc(ec2, [
      { Key: 'Name', Value: 'one' },
      { Key: 'Owner', Value: 'us' },
    ]);
    const Tags = [{ Key: 'Owner', Value: 'them' }, { Key: 'empty' }];
    await ec2.send(new CreateTagsCommand({ Resources: [vpcId], Tags }));
    expect(await tagsOf(ec2, vpcId)).toEqual({ Name: 'one', Owner: 'them', empty: '' });
  });

  test('tags every VPC that it names, and no other', async () => {
    const { ec2 } = await openEndpoint();
    const [first, second, other] = [await newVpc(ec2), await newVpc(ec2), await newVpc(ec2)];
    const Tags = [{ Key: 'a', Value: 'b' }];
    await ec2.send(new CreateTagsCommand({ Resources: [first, second], Tags }));
    expect([await tagsOf(ec2, first), await tagsOf(ec2, second), await tagsOf(ec2, other)]).toEqual([
      { a: 'b' },
      { a: 'b' },
      {},
    ]);
  });

  test.each([
    ['nothing', [], 'MissingParameter'],
    ['an id that is none', ['vpc-1'], 'InvalidID'],
    ['a VPC that is not there', ['OWN', 'vpc-0123456789abcdef0'], 'InvalidVpcID.NotFound'],
    ['a subnet', ['OWN', 'subnet-0123456789abcdef0'], 'NotModelled'],
  ])('of %s is refused, and tags nothing', async (_, ids, code) => {
    const { ec2 } = await openEndpoint();
    const vpcId = await newVpc(ec2);
    const Resources = ids.map((id) => (id === 'OWN' ? vpcId : id));
    const command = new CreateTagsCommand({ Resources, Tags: [{ Key: 'a', Value: 'b' }] });
    await expect(ec2.send(command)).rejects.toMatchObject({ name: code });
    expect(await tagsOf(ec2, vpcId)).toEqual({});
  });

  test.each(['', 'aws:reserved'])('with the key %j is refused', async (Key) => {
    const { ec2 } = await openEndpoint();
    const command = new CreateTagsCommand({ Resources: [await newVpc(ec2)], Tags: [{ Key, Value: 'x' }] });
    await expect(ec2.send(command)).rejects.toMatchObject({ name: 'InvalidTagKey.Malformed' });
  });

  test('without tags is refused', async () => {
    const { ec2 } = await openEndpoint();
    const command = new CreateTagsCommand({ Resources: [await newVpc(ec2)], Tags: [] });
    await expect(ec2.send(command)).rejects.toMatchObject({ name: 'MissingParameter' });
  });

  test('goes as far as 50 tags of a VPC', async () => {
    const { ec2 } = await openEndpoint();
    const vpcId = await newVpc(ec2);
    const tag = (index: number) => ({ Key: `key-${index}`, Value: 'x' });
    const Tags = Array.from({ length: 50 }, (_, index) => tag(index));
    await ec2.send(new CreateTagsCommand({ Resources: [vpcId], Tags }));
    await ec2.send(new CreateTagsCommand({ Resources: [vpcId], Tags: [{ Key: 'key-7', Value: 'y' }] }));
    const oneMore = new CreateTagsCommand({ Resources: [vpcId], Tags: [tag(50)] });
    await expect(ec2.send(oneMore)).rejects.toMatchObject({ name: 'TagLimitExceeded' });
  });
});

describe('DeleteTags', () => {
  test.each<[string, Tag[] | undefined, string[]]>([
    ['a key', [{ Key: 'a' }], ['b', 'empty']],
    ['a key with its value', [{ Key: 'a', Value: '1' }], ['b', 'empty']],
    ['a key with another value', [{ Key: 'a', Value: '2' }], ['a', 'b', 'empty']],
    [
      'a key with the empty value',
      [
        { Key: 'empty', Value: '' },
        { Key: 'a', Value: '' },
      ],
      ['a', 'b'],
    ],
    ['a key that is not there', [{ Key: 'c' }], ['a', 'b', 'empty']],
    ['no tags at all', undefined, []],
  ])('with %s', async (_, Tags, left) => {
    const { ec2 } = await openEndpoint();
    const vpcId = await newVpc(ec2, [
      { Key: 'a', Value: '1' },
      { Key: 'b', Value: '2' },
      { Key: 'empty', Value: '' },
    ]);
    await ec2.send(new DeleteTagsCommand({ Resources: [vpcId], Tags }));
    expect(Object.keys(await tagsOf(ec2, vpcId))).toEqual(left);
  });
});
