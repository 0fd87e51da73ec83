import {
  CreateDefaultVpcCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  type CreateVpcCommandInput,
  DeleteSubnetCommand,
  DeleteVpcCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  type DescribeVpcsCommandInput,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import { openEndpoint } from '../endpoint';

async function describeIds(ec2: EC2Client, input: DescribeVpcsCommandInput = {}) {
  const { Vpcs = [], NextToken } = await ec2.send(new DescribeVpcsCommand(input));
  return { ids: Vpcs.map(({ VpcId = '' }) => VpcId), NextToken };
}

describe('VPCs', () => {
  test('are told with their tags, and whether they are the default', async () => {
    const { ec2 } = await openEndpoint();
    const Tags = [{ Key: 'Environment', Value: 'production' }];
    await ec2.send(
      new CreateVpcCommand({ CidrBlock: '10.0.0.0/16', TagSpecifications: [{ ResourceType: 'vpc', Tags }] }),
    );
    await ec2.send(new CreateDefaultVpcCommand({}));
    const { Vpcs } = await ec2.send(new DescribeVpcsCommand({}));
    expect(Vpcs).toMatchObject([
      { OwnerId: '111122223333', CidrBlock: '10.0.0.0/16', IsDefault: false, Tags },
      { OwnerId: '111122223333', CidrBlock: '172.31.0.0/16', IsDefault: true },
    ]);
  });

  test('are pending in the answer to their creation, with lists that may be empty, and available afterwards', async () => {
    const { ec2 } = await openEndpoint();
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '100.68.0.18/18' }));
    const same = {
      VpcId: expect.stringMatching(/^vpc-[0-9a-f]{17}$/),
      OwnerId: '111122223333',
      CidrBlock: '100.68.0.0/18',
      CidrBlockAssociationSet: [
        {
          AssociationId: expect.stringMatching(/^vpc-cidr-assoc-[0-9a-f]{17}$/),
          CidrBlock: '100.68.0.0/18',
          CidrBlockState: { State: 'associated' },
        },
      ],
      DhcpOptionsId: expect.stringMatching(/^dopt-[0-9a-f]{17}$/),
      IsDefault: false,
      InstanceTenancy: 'default',
    };
    expect(Vpc).toEqual({ ...same, State: 'pending', Ipv6CidrBlockAssociationSet: [], Tags: [] });
    expect((await ec2.send(new DescribeVpcsCommand({}))).Vpcs).toEqual([{ ...same, State: 'available' }]);
  });

  test.each<[string, CreateVpcCommandInput, string]>([
    ['no block', {}, 'MissingParameter'],
    ['a prefix that is none', { CidrBlock: '10.0.0.0/33' }, 'InvalidParameterValue'],
    ['a text that is no block', { CidrBlock: 'nonsense' }, 'InvalidParameterValue'],
    ['a block larger than /16', { CidrBlock: '10.0.0.0/15' }, 'InvalidVpc.Range'],
    ['a block smaller than /28', { CidrBlock: '10.0.0.0/29' }, 'InvalidVpc.Range'],
    ['a tenancy', { CidrBlock: '10.0.0.0/16', InstanceTenancy: 'dedicated' }, 'NotModelled'],
  ])('are not created with %s', async (_, input, code) => {
    const { ec2, sandbox } = await openEndpoint();
    await expect(ec2.send(new CreateVpcCommand(input))).rejects.toMatchObject({ name: code });
    expect(sandbox.home.vpcs.size).toBe(0);
  });

  test.each(['10.0.0.0/16', '10.0.0.0/28'])('are created with %s', async (CidrBlock) => {
    const { ec2 } = await openEndpoint();
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock }));
    expect(Vpc?.CidrBlock).toBe(CidrBlock);
  });

  test('have a default subnet in each zone when they are the default', async () => {
    const { ec2 } = await openEndpoint();
    const { Vpc } = await ec2.send(new CreateDefaultVpcCommand({}));
    const { Subnets } = await ec2.send(new DescribeSubnetsCommand({}));
    expect(Subnets).toMatchObject(
      ['a', 'b', 'c'].map((letter, index) => ({
        VpcId: Vpc?.VpcId,
        AvailabilityZone: `eu-central-1${letter}`,
        CidrBlock: `172.31.${index * 16}.0/20`,
        DefaultForAz: true,
        MapPublicIpOnLaunch: true,
        AvailableIpAddressCount: 4091,
      })),
    );
  });

  test('have one default', async () => {
    const { ec2 } = await openEndpoint();
    await ec2.send(new CreateDefaultVpcCommand({}));
    await expect(ec2.send(new CreateDefaultVpcCommand({}))).rejects.toMatchObject({
      name: 'DefaultVpcAlreadyExists',
    });
  });

  test('are listed in pages', async () => {
    const { ec2 } = await openEndpoint();
    for (let count = 0; count < 7; count += 1)
      await ec2.send(new CreateVpcCommand({ CidrBlock: `10.${count}.0.0/16` }));
    const first = await describeIds(ec2, { MaxResults: 5 });
    const second = await describeIds(ec2, { MaxResults: 5, NextToken: first.NextToken });
    expect([first.ids.length, second.ids.length, second.NextToken]).toEqual([5, 2, undefined]);
    expect((await describeIds(ec2)).ids).toEqual([...first.ids, ...second.ids]);
  });

  test.each<[string, DescribeVpcsCommandInput, string]>([
    ['a page of fewer than 5', { MaxResults: 4 }, 'InvalidParameterValue'],
    ['a page of more than 1000', { MaxResults: 1001 }, 'InvalidParameterValue'],
    ['ids and a page size', { VpcIds: ['OWN'], MaxResults: 5 }, 'InvalidParameterCombination'],
    ['an id that is none', { VpcIds: ['vpc-1'] }, 'InvalidVpcID.Malformed'],
    ['an id that is not there', { VpcIds: ['vpc-0123456789abcdef0'] }, 'InvalidVpcID.NotFound'],
    ['another filter', { Filters: [{ Name: 'dhcp-options-id', Values: ['x'] }] }, 'NotModelled'],
    [
      'more than 200 filter values',
      { Filters: [{ Name: 'vpc-id', Values: Array.from({ length: 201 }, () => 'vpc-1') }] },
      'FilterLimitExceeded',
    ],
  ])('are not listed with %s', async (_, input, code) => {
    const { ec2 } = await openEndpoint();
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
    const VpcIds = input.VpcIds?.map((id) => (id === 'OWN' ? (Vpc?.VpcId ?? '') : id));
    await expect(describeIds(ec2, { ...input, VpcIds })).rejects.toMatchObject({ name: code });
  });

  test('are chosen by filters: those that are there, also when none is', async () => {
    const { ec2 } = await openEndpoint();
    const ids: string[] = [];
    for (const CidrBlock of ['10.0.0.0/16', '10.1.0.0/16', '10.2.0.0/16'])
      ids.push((await ec2.send(new CreateVpcCommand({ CidrBlock }))).Vpc?.VpcId ?? '');
    const [first = '', second = '', third = ''] = ids;
    const filter = (...Values: string[]) => ({ Filters: [{ Name: 'vpc-id', Values }] });
    const unknown = 'vpc-0123456789abcdef0';
    expect((await describeIds(ec2, filter(third, unknown, first))).ids).toEqual([first, third]);
    expect((await describeIds(ec2, filter(unknown))).ids).toEqual([]);
    expect((await describeIds(ec2, { ...filter(first), VpcIds: [second] })).ids).toEqual([]);
    expect((await describeIds(ec2, { ...filter(first, second), MaxResults: 5 })).ids).toEqual([
      first,
      second,
    ]);
  });

  test.each([
    ['is-default', ['true'], ['172.31.0.0/16']],
    ['isDefault', ['false'], ['10.0.0.0/16', '10.1.0.0/16']],
    ['cidr', ['10.?.0.0/16'], ['10.0.0.0/16', '10.1.0.0/16']],
    ['cidr-block-association.cidr-block', ['10.1.*'], ['10.1.0.0/16']],
    ['state', ['pending', 'available'], ['10.0.0.0/16', '10.1.0.0/16', '172.31.0.0/16']],
    ['state', ['pending'], []],
    ['owner-id', ['111122223333'], ['10.0.0.0/16', '10.1.0.0/16', '172.31.0.0/16']],
    ['tag:Tier', ['we*'], ['10.1.0.0/16']],
    ['tag:Tier', ['WEB'], []],
    ['tag-key', ['Tier'], ['10.1.0.0/16']],
  ])('are filtered by %s %j', async (Name, Values, blocks) => {
    const { ec2 } = await openEndpoint();
    const TagSpecifications = [{ ResourceType: 'vpc' as const, Tags: [{ Key: 'Tier', Value: 'web' }] }];
    await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
    await ec2.send(new CreateVpcCommand({ CidrBlock: '10.1.0.0/16', TagSpecifications }));
    await ec2.send(new CreateDefaultVpcCommand({}));
    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({ Filters: [{ Name, Values }] }));
    expect(Vpcs.map(({ CidrBlock }) => CidrBlock)).toEqual(blocks);
  });

  test('with a subnet in them are not deleted, and others are', async () => {
    const { ec2 } = await openEndpoint();
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
    const { Vpc: other } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
    const VpcId = Vpc?.VpcId;
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.0.0/24' }));
    await expect(ec2.send(new DeleteVpcCommand({ VpcId }))).rejects.toMatchObject({
      name: 'DependencyViolation',
    });
    await ec2.send(new DeleteVpcCommand({ VpcId: other?.VpcId }));
    expect((await describeIds(ec2)).ids).toEqual([VpcId]);
    await ec2.send(new DeleteSubnetCommand({ SubnetId: Subnet?.SubnetId }));
    await ec2.send(new DeleteVpcCommand({ VpcId }));
    expect((await describeIds(ec2)).ids).toEqual([]);
  });

  test('are gone when they are deleted', async () => {
    const { ec2 } = await openEndpoint();
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
    const command = new DeleteVpcCommand({ VpcId: Vpc?.VpcId });
    await ec2.send(command);
    expect((await describeIds(ec2)).ids).toEqual([]);
    await expect(ec2.send(command)).rejects.toMatchObject({ name: 'InvalidVpcID.NotFound' });
  });
});
