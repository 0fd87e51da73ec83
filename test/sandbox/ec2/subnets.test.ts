import {
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  type CreateSubnetCommandInput,
  CreateVpcCommand,
  DeleteNetworkInterfaceCommand,
  DeleteSubnetCommand,
  DescribeSubnetsCommand,
  type DescribeSubnetsCommandInput,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { openEndpoint } from '../endpoint';

const UNKNOWN = 'subnet-0123456789abcdef0';

async function newVpc(ec2: EC2Client, CidrBlock = '10.0.0.0/16'): Promise<string> {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock }));
  return Vpc?.VpcId ?? '';
}

async function newSubnet(ec2: EC2Client, VpcId: string, CidrBlock: string): Promise<string> {
  const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock }));
  return Subnet?.SubnetId ?? '';
}

async function describeIds(ec2: EC2Client, input: DescribeSubnetsCommandInput = {}) {
  const { Subnets = [], NextToken } = await ec2.send(new DescribeSubnetsCommand(input));
  return { ids: Subnets.map(({ SubnetId }) => SubnetId), NextToken };
}

describe('CreateSubnet', () => {
  test('answers with the subnet, its block in canonical form', async () => {
    const { ec2 } = await openEndpoint();
    const VpcId = await newVpc(ec2);
    const Tags = [{ Key: 'Tier', Value: 'web' }];
    const { Subnet } = await ec2.send(
      new CreateSubnetCommand({
        VpcId,
        CidrBlock: '10.0.3.7/24',
        TagSpecifications: [{ ResourceType: 'subnet', Tags }],
      }),
    );
    expect(Subnet).toEqual({
      SubnetId: expect.stringMatching(/^subnet-[0-9a-f]{17}$/),
      SubnetArn: `arn:aws:ec2:eu-central-1:111122223333:subnet/${Subnet?.SubnetId}`,
      VpcId,
      OwnerId: '111122223333',
      CidrBlock: '10.0.3.0/24',
      AvailabilityZone: 'eu-central-1a',
      AvailabilityZoneId: 'euc1-az1',
      AvailableIpAddressCount: 251,
      DefaultForAz: false,
      MapPublicIpOnLaunch: false,
      AssignIpv6AddressOnCreation: false,
      Ipv6CidrBlockAssociationSet: [],
      Ipv6Native: false,
      PrivateDnsNameOptionsOnLaunch: {
        HostnameType: 'ip-name',
        EnableResourceNameDnsARecord: false,
        EnableResourceNameDnsAAAARecord: false,
      },
      State: 'pending',
      Tags,
    });
  });

  test('takes the zone that is asked for', async () => {
    const { ec2 } = await openEndpoint();
    const input = { VpcId: await newVpc(ec2), CidrBlock: '10.0.1.0/24', AvailabilityZone: 'eu-central-1b' };
    const { Subnet } = await ec2.send(new CreateSubnetCommand(input));
    expect([Subnet?.AvailabilityZone, Subnet?.AvailabilityZoneId]).toEqual(['eu-central-1b', 'euc1-az2']);
  });

  test.each<[string, Partial<CreateSubnetCommandInput>, string]>([
    ['a VPC id that is none', { VpcId: 'vpc-1' }, 'InvalidVpcID.Malformed'],
    ['a VPC that is not there', { VpcId: 'vpc-0123456789abcdef0' }, 'InvalidVpcID.NotFound'],
    ['no block', { CidrBlock: undefined }, 'MissingParameter'],
    ['a block that is none', { CidrBlock: '10.0.0.0' }, 'InvalidParameterValue'],
    ['a block outside the VPC', { CidrBlock: '10.1.0.0/24' }, 'InvalidSubnet.Range'],
    ['a block larger than the VPC', { CidrBlock: '10.0.0.0/15' }, 'InvalidSubnet.Range'],
    ['a block smaller than /28', { CidrBlock: '10.0.0.0/29' }, 'InvalidSubnet.Range'],
    ['a block that is taken', { CidrBlock: '10.0.9.128/25' }, 'InvalidSubnet.Conflict'],
    ['tags of a VPC', { TagSpecifications: [{ ResourceType: 'vpc', Tags: [] }] }, 'InvalidParameterValue'],
    ['a zone that is none', { AvailabilityZone: 'eu-west-1a' }, 'InvalidParameterValue'],
    ['an IPv6 block', { Ipv6CidrBlock: '2001:db8::/64' }, 'NotModelled'],
  ])('with %s is refused', async (_, wrong, code) => {
    const { ec2, sandbox } = await openEndpoint();
    const VpcId = await newVpc(ec2);
    await newSubnet(ec2, VpcId, '10.0.9.0/24');
    const command = new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.1.0/24', ...wrong });
    await expect(ec2.send(command)).rejects.toMatchObject({ name: code });
    expect(sandbox.home.subnets.size).toBe(1);
  });

  test('may use a block that a subnet of another VPC has', async () => {
    const { ec2, sandbox } = await openEndpoint();
    for (const VpcId of [await newVpc(ec2), await newVpc(ec2)]) await newSubnet(ec2, VpcId, '10.0.1.0/24');
    expect(sandbox.home.subnets.size).toBe(2);
  });
});

describe('DescribeSubnets', () => {
  /** Four subnets, two of each VPC in turn. */
  async function estate() {
    const opened = await openEndpoint();
    const { ec2 } = opened;
    const vpcIds = [await newVpc(ec2), await newVpc(ec2)] as const;
    const ids: string[] = [];
    for (const block of ['10.0.0.0/24', '10.0.1.0/24'])
      for (const vpcId of vpcIds) ids.push(await newSubnet(ec2, vpcId, block));
    return { ...opened, vpcIds, ids };
  }

  test('lists the subnets of the VPCs that are asked for', async () => {
    const { ec2, vpcIds, ids } = await estate();
    const ofVpcs = (...Values: string[]) => describeIds(ec2, { Filters: [{ Name: 'vpc-id', Values }] });
    expect((await describeIds(ec2)).ids).toEqual(ids);
    expect((await ofVpcs(vpcIds[1])).ids).toEqual([ids[1], ids[3]]);
    expect((await ofVpcs(...vpcIds)).ids).toEqual(ids);
    expect((await ofVpcs('vpc-0123456789abcdef0')).ids).toEqual([]);
  });

  test('takes what passes every filter and has one of the ids', async () => {
    const { ec2, vpcIds, ids } = await estate();
    const Filters = [
      { Name: 'vpc-id', Values: [vpcIds[0]] },
      { Name: 'subnet-id', Values: [ids[1] ?? '', ids[2] ?? ''] },
    ];
    expect((await describeIds(ec2, { Filters })).ids).toEqual([ids[2]]);
    expect((await describeIds(ec2, { SubnetIds: [ids[3] ?? '', ids[0] ?? ''] })).ids).toEqual([
      ids[0],
      ids[3],
    ]);
  });

  test('counts the addresses that are free', async () => {
    const { ec2 } = await openEndpoint();
    const SubnetId = await newSubnet(ec2, await newVpc(ec2), '10.0.0.0/28');
    await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId }));
    const { Subnets: [subnet] = [] } = await ec2.send(new DescribeSubnetsCommand({}));
    expect(subnet).toMatchObject({ AvailableIpAddressCount: 10, State: 'available' });
    expect(subnet).not.toHaveProperty('Tags');
  });

  test.each([
    ['availability-zone', 'eu-central-1a', 4],
    ['availability-zone', '*-1b', 0],
    ['default-for-az', 'false', 4],
    ['cidr-block', '10.0.1.0/24', 2],
    ['owner-id', '111122223333', 4],
    ['state', 'available', 4],
  ])('is filtered by %s %s', async (Name, value, count) => {
    const { ec2 } = await estate();
    expect((await describeIds(ec2, { Filters: [{ Name, Values: [value] }] })).ids).toHaveLength(count);
  });

  test('comes in pages', async () => {
    const { ec2, vpcIds, ids } = await estate();
    for (const block of ['10.0.2.0/24', '10.0.3.0/24', '10.0.4.0/24'])
      ids.push(await newSubnet(ec2, vpcIds[0], block));
    const first = await describeIds(ec2, { MaxResults: 5 });
    const second = await describeIds(ec2, { MaxResults: 5, NextToken: first.NextToken });
    expect([...first.ids, ...second.ids]).toEqual(ids);
    expect([first.ids.length, second.NextToken]).toEqual([5, undefined]);
  });

  test.each<[string, DescribeSubnetsCommandInput, string]>([
    ['an id that is none', { SubnetIds: ['vpc-0123456789abcdef0'] }, 'InvalidSubnetID.Malformed'],
    ['an id that is not there', { SubnetIds: [UNKNOWN] }, 'InvalidSubnetID.NotFound'],
    ['ids and a page size', { SubnetIds: ['OWN'], MaxResults: 5 }, 'InvalidParameterCombination'],
    ['a page of fewer than 5', { MaxResults: 4 }, 'InvalidParameterValue'],
    ['a page of more than 1000', { MaxResults: 1001 }, 'InvalidParameterValue'],
    ['another filter', { Filters: [{ Name: 'outpost-arn', Values: ['x'] }] }, 'NotModelled'],
    [
      'more than 200 filter values',
      { Filters: [{ Name: 'vpc-id', Values: Array.from({ length: 201 }, () => 'vpc-1') }] },
      'FilterLimitExceeded',
    ],
  ])('is refused with %s', async (_, input, code) => {
    const { ec2, ids } = await estate();
    const SubnetIds = input.SubnetIds?.map((id) => (id === 'OWN' ? (ids[0] ?? '') : id));
    await expect(describeIds(ec2, { ...input, SubnetIds })).rejects.toMatchObject({ name: code });
  });

  test('shows the subnets of a shared VPC with their owner, and no others of that account', async () => {
    const { ec2, sandbox } = await openEndpoint();
    const neighbour = new EC2Client(sandbox.administrator('444455556666'));
    const [shared, own] = [await newVpc(neighbour), await newVpc(neighbour)];
    const subnetId = await newSubnet(neighbour, shared, '10.0.0.0/24');
    await newSubnet(neighbour, own, '10.0.0.0/24');
    neighbour.destroy();
    sandbox.world
      .region({ ...sandbox.place, accountId: '444455556666' })
      .vpcs.get(shared)
      ?.sharedWith.push('111122223333');
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
    expect(Subnets).toMatchObject([
      {
        SubnetId: subnetId,
        OwnerId: '444455556666',
        SubnetArn: `arn:aws:ec2:eu-central-1:444455556666:subnet/${subnetId}`,
      },
    ]);
  });
});

describe('DeleteSubnet', () => {
  test('takes the subnet away, once', async () => {
    const { ec2 } = await openEndpoint();
    const SubnetId = await newSubnet(ec2, await newVpc(ec2), '10.0.0.0/24');
    await ec2.send(new DeleteSubnetCommand({ SubnetId }));
    expect((await describeIds(ec2)).ids).toEqual([]);
    await expect(ec2.send(new DeleteSubnetCommand({ SubnetId }))).rejects.toMatchObject({
      name: 'InvalidSubnetID.NotFound',
    });
  });

  test('is refused while an interface is in the subnet', async () => {
    const { ec2 } = await openEndpoint();
    const SubnetId = await newSubnet(ec2, await newVpc(ec2), '10.0.0.0/24');
    const { NetworkInterface } = await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId }));
    const deletion = new DeleteSubnetCommand({ SubnetId });
    await expect(ec2.send(deletion)).rejects.toMatchObject({ name: 'DependencyViolation' });
    const { NetworkInterfaceId } = NetworkInterface ?? {};
    await ec2.send(new DeleteNetworkInterfaceCommand({ NetworkInterfaceId }));
    await ec2.send(deletion);
    expect((await describeIds(ec2)).ids).toEqual([]);
  });
});
