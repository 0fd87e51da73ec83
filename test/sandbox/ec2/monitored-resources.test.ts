import {
  CreateFlowLogsCommand,
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DeleteSubnetCommand,
  DescribeFlowLogsCommand,
  type FlowLogsResourceType,
} from '@aws-sdk/client-ec2';
import { BUCKET, openEndpoint } from '../endpoint';

const request = (ResourceType: FlowLogsResourceType, id: string): CreateFlowLogsCommand =>
  new CreateFlowLogsCommand({
    ResourceType,
    ResourceIds: [id],
    TrafficType: 'ALL',
    LogDestinationType: 's3',
    LogDestination: BUCKET,
  });

/** A VPC with a subnet. */
async function estate() {
  const opened = await openEndpoint();
  const { Vpc } = await opened.ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const VpcId = Vpc?.VpcId ?? '';
  const { Subnet } = await opened.ec2.send(new CreateSubnetCommand({ VpcId, CidrBlock: '10.0.1.0/24' }));
  return { ...opened, vpcId: VpcId, subnetId: Subnet?.SubnetId ?? '' };
}

describe('flow logs of a subnet and of an interface', () => {
  test('are created on them, and found by their ids', async () => {
    const { ec2, sandbox, vpcId, subnetId } = await estate();
    const { NetworkInterface } = await ec2.send(new CreateNetworkInterfaceCommand({ SubnetId: subnetId }));
    const interfaceId = NetworkInterface?.NetworkInterfaceId ?? '';
    for (const [ResourceType, id] of [
      ['VPC', vpcId],
      ['Subnet', subnetId],
      ['NetworkInterface', interfaceId],
    ] as const)
      await ec2.send(request(ResourceType, id));
    await sandbox.advance(60);
    const Filter = [{ Name: 'resource-id', Values: [subnetId, interfaceId] }];
    const { FlowLogs = [] } = await ec2.send(new DescribeFlowLogsCommand({ Filter }));
    expect(FlowLogs.map(({ ResourceId }) => ResourceId)).toEqual([subnetId, interfaceId]);
  });

  test('are authorised on the very resource', async () => {
    const { ec2, sandbox, subnetId } = await estate();
    await ec2.send(request('Subnet', subnetId));
    const { calls } = sandbox.world.trace;
    expect(
      calls.filter(({ action }) => action === 'ec2:CreateFlowLogs').map((call) => call.resource),
    ).toEqual([
      `arn:aws:ec2:eu-central-1:111122223333:subnet/${subnetId}`,
      'arn:aws:ec2:eu-central-1:111122223333:vpc-flow-log/*',
    ]);
  });

  test.each([
    ['Subnet', 'subnet-0123456789abcdef0', 'InvalidSubnetID.NotFound'],
    ['NetworkInterface', 'eni-0123456789abcdef0', 'InvalidNetworkInterfaceID.NotFound'],
  ] as const)('are refused when the %s is not there', async (ResourceType, id, code) => {
    const { ec2 } = await openEndpoint();
    await expect(ec2.send(request(ResourceType, id))).rejects.toMatchObject({ name: code });
  });

  test('stay when the subnet is deleted', async () => {
    const { ec2, sandbox, subnetId } = await estate();
    await ec2.send(request('Subnet', subnetId));
    await ec2.send(new DeleteSubnetCommand({ SubnetId: subnetId }));
    await sandbox.advance(60);
    expect((await ec2.send(new DescribeFlowLogsCommand({}))).FlowLogs).toHaveLength(1);
  });
});
