import {
  CreateFlowLogsCommand,
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  DeleteTagsCommand,
  DescribeFlowLogsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  type EC2Client,
  type Tag,
} from '@aws-sdk/client-ec2';
import { BUCKET, openEndpoint } from '../endpoint';

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
    ['a subnet that is not there', ['OWN', 'subnet-0123456789abcdef0'], 'InvalidSubnetID.NotFound'],
    ['an interface that is not there', ['eni-0123456789abcdef0'], 'InvalidNetworkInterfaceID.NotFound'],
    ['a flow log that is not there', ['fl-0123456789abcdef0'], 'InvalidFlowLogId.NotFound'],
    ['an instance', ['OWN', 'i-0123456789abcdef0'], 'NotModelled'],
  ])('of %s is refused, and tags nothing', async (_, ids, code) => {
    const { ec2 } = await openEndpoint();
    const vpcId = await newVpc(ec2);
    const Resources = ids.map((id) => (id === 'OWN' ? vpcId : id));
    const command = new CreateTagsCommand({ Resources, Tags: [{ Key: 'a', Value: 'b' }] });
    await expect(ec2.send(command)).rejects.toMatchObject({ name: code });
    expect(await tagsOf(ec2, vpcId)).toEqual({});
  });

  test.each([
    ['no key', { Key: '', Value: 'x' }, 'InvalidTagKey.Malformed'],
    ['a key of AWS', { Key: 'aws:reserved', Value: 'x' }, 'InvalidTagKey.Malformed'],
    ['a key of 129 characters', { Key: 'k'.repeat(129), Value: 'x' }, 'InvalidParameterValue'],
    ['a value of 257 characters', { Key: 'k', Value: 'x'.repeat(257) }, 'InvalidParameterValue'],
  ])('with %s is refused, at creation as well', async (_, tag, name) => {
    const { ec2, sandbox } = await openEndpoint();
    await expect(newVpc(ec2, [tag])).rejects.toMatchObject({ name });
    expect(sandbox.home.vpcs.size).toBe(0);
    const command = new CreateTagsCommand({ Resources: [await newVpc(ec2)], Tags: [tag] });
    await expect(ec2.send(command)).rejects.toMatchObject({ name });
  });

  test('takes a key of 128 characters and a value of 256', async () => {
    const { ec2 } = await openEndpoint();
    const vpcId = await newVpc(ec2, [{ Key: 'k'.repeat(128), Value: 'x'.repeat(256) }]);
    expect(await tagsOf(ec2, vpcId)).toEqual({ ['k'.repeat(128)]: 'x'.repeat(256) });
  });

  test('at creation refuses a key twice, and more than 50 tags', async () => {
    const { ec2 } = await openEndpoint();
    const twice = [
      { Key: 'a', Value: '1' },
      { Key: 'a', Value: '2' },
    ];
    await expect(newVpc(ec2, twice)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    const many = Array.from({ length: 51 }, (_, index) => ({ Key: `key-${index}`, Value: 'x' }));
    await expect(newVpc(ec2, many)).rejects.toMatchObject({ name: 'TagLimitExceeded' });
  });

  test('and DeleteTags change the tags of a subnet, an interface and a flow log', async () => {
    const { ec2, sandbox } = await openEndpoint();
    const VpcId = await newVpc(ec2);
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.0.0/24' }));
    const SubnetId = Subnet?.SubnetId ?? '';
    const { NetworkInterface } = await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId }));
    const { FlowLogIds = [] } = await ec2.send(
      new CreateFlowLogsCommand({
        ResourceType: 'VPC',
        ResourceIds: [VpcId],
        TrafficType: 'ALL',
        LogDestinationType: 's3',
        LogDestination: BUCKET,
      }),
    );
    const Resources = [SubnetId, NetworkInterface?.NetworkInterfaceId ?? '', ...FlowLogIds];
    await sandbox.advance(3600);
    const tags = async () => {
      const { Subnets: [subnet] = [] } = await ec2.send(new DescribeSubnetsCommand({}));
      const { NetworkInterfaces: [eni] = [] } = await ec2.send(new DescribeNetworkInterfacesCommand({}));
      const { FlowLogs: [flowLog] = [] } = await ec2.send(new DescribeFlowLogsCommand({}));
      return [subnet?.Tags ?? [], eni?.TagSet, flowLog?.Tags];
    };
    const Tags = [{ Key: 'Team', Value: 'web' }];
    await ec2.send(new CreateTagsCommand({ Resources, Tags }));
    expect(await tags()).toEqual([Tags, Tags, Tags]);
    await ec2.send(new DeleteTagsCommand({ Resources, Tags }));
    expect(await tags()).toEqual([[], [], []]);
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
