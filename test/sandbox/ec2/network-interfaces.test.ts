import {
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteNetworkInterfaceCommand,
  DescribeNetworkInterfacesCommand,
  type DescribeNetworkInterfacesCommandInput,
} from '@aws-sdk/client-ec2';
import { openEndpoint } from '../endpoint';

/** A subnet, and how to create interfaces in it. */
async function estate() {
  const opened = await openEndpoint();
  const { ec2 } = opened;
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const subnet = async (CidrBlock: string): Promise<string> => {
    const { Subnet } = await ec2.send(new CreateSubnetCommand({ VpcId: Vpc?.VpcId, CidrBlock }));
    return Subnet?.SubnetId ?? '';
  };
  const create = async (SubnetId: string, ClientToken?: string): Promise<string | undefined> => {
    const answer = await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId, ClientToken }));
    return answer.NetworkInterface?.NetworkInterfaceId;
  };
  return { ...opened, vpcId: Vpc?.VpcId, subnet, create, subnetId: await subnet('10.0.0.0/24') };
}

describe('a network interface', () => {
  test('is created in a subnet and stands in its VPC, attached to nothing', async () => {
    const { ec2, vpcId, subnetId } = await estate();
    const { NetworkInterface } = await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId: subnetId }));
    expect(NetworkInterface).toEqual({
      NetworkInterfaceId: expect.stringMatching(/^eni-[0-9a-f]{17}$/),
      SubnetId: subnetId,
      VpcId: vpcId,
      OwnerId: '111122223333',
      AvailabilityZone: 'eu-central-1a',
      AvailabilityZoneId: 'euc1-az1',
      Description: '',
      Groups: [{ GroupId: expect.stringMatching(/^sg-[0-9a-f]{17}$/), GroupName: 'default' }],
      InterfaceType: 'interface',
      Ipv6Addresses: [],
      MacAddress: expect.stringMatching(/^02(:[0-9a-f]{2}){5}$/),
      PrivateIpAddress: '10.0.0.4',
      PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: '10.0.0.4' }],
      RequesterManaged: false,
      SourceDestCheck: true,
      Status: 'available',
      TagSet: [],
    });
  });

  test('has an address of its own, as long as the subnet has any', async () => {
    const { ec2, create, subnet } = await estate();
    const small = await subnet('10.0.1.0/28');
    for (let count = 0; count < 11; count += 1) await create(small);
    const { NetworkInterfaces = [] } = await ec2.send(new DescribeNetworkInterfacesCommand({}));
    const addresses = NetworkInterfaces.map(({ PrivateIpAddress = '' }) => PrivateIpAddress);
    expect(addresses).toEqual(Array.from({ length: 11 }, (_, index) => `10.0.1.${index + 4}`));
    await expect(create(small)).rejects.toMatchObject({ name: 'InsufficientFreeAddressesInSubnet' });
  });

  test('is listed by its id and by filters', async () => {
    const { ec2, create, subnet, subnetId, vpcId } = await estate();
    const other = await subnet('10.0.1.0/24');
    const [first, second] = [await create(subnetId), await create(other)];
    const listed = async (input: DescribeNetworkInterfacesCommandInput) => {
      const { NetworkInterfaces = [] } = await ec2.send(new DescribeNetworkInterfacesCommand(input));
      return NetworkInterfaces.map(({ NetworkInterfaceId }) => NetworkInterfaceId);
    };
    const by = (Name: string, value = '') => listed({ Filters: [{ Name, Values: [value] }] });
    expect(await by('vpc-id', vpcId)).toEqual([first, second]);
    expect(await by('subnet-id', other)).toEqual([second]);
    expect(await by('private-ip-address', '10.0.0.4')).toEqual([first]);
    expect(await by('status', 'in-use')).toEqual([]);
    expect(await listed({ NetworkInterfaceIds: [second ?? ''] })).toEqual([second]);
    await expect(listed({ NetworkInterfaceIds: ['eni-0123456789abcdef0'] })).rejects.toMatchObject({
      name: 'InvalidNetworkInterfaceID.NotFound',
    });
  });

  test.each([
    ['an id that is none', 'subnet-1', 'InvalidSubnetID.Malformed'],
    ['a subnet that is not there', 'subnet-0123456789abcdef0', 'InvalidSubnetID.NotFound'],
  ])('is not created in %s', async (_, SubnetId, code) => {
    const { ec2 } = await openEndpoint();
    const command = new CreateNetworkInterfaceCommand({ SubnetId });
    await expect(ec2.send(command)).rejects.toMatchObject({ name: code });
  });

  test('is one for the same token, and two for two', async () => {
    const { create, subnetId } = await estate();
    const [first, again, other] = [
      await create(subnetId, 'token-1'),
      await create(subnetId, 'token-1'),
      await create(subnetId, 'token-2'),
    ];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  test('is refused when the token was used for another subnet', async () => {
    const { create, subnet, subnetId } = await estate();
    await create(subnetId, 'token-1');
    await expect(create(await subnet('10.0.1.0/24'), 'token-1')).rejects.toMatchObject({
      name: 'IdempotentParameterMismatch',
    });
  });

  test('is deleted once', async () => {
    const { ec2, create, subnetId, sandbox } = await estate();
    const command = new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: await create(subnetId) });
    await ec2.send(command);
    expect(sandbox.home.networkInterfaces.size).toBe(0);
    await expect(ec2.send(command)).rejects.toMatchObject({ name: 'InvalidNetworkInterfaceID.NotFound' });
  });

  test('is not deleted by an id that is none', async () => {
    const { ec2 } = await openEndpoint();
    const command = new DeleteNetworkInterfaceCommand({ NetworkInterfaceId: 'eni-1' });
    await expect(ec2.send(command)).rejects.toMatchObject({ name: 'InvalidNetworkInterfaceId.Malformed' });
  });
});
