import {
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteNetworkInterfaceCommand,
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
      Status: 'available',
      TagSet: [],
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
