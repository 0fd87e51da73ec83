import { FLOW_LOG_CREATION } from '../../../sandbox/ec2/flow-log-creation';
import { FLOW_LOG_OPERATIONS } from '../../../sandbox/ec2/flow-logs';
import { NETWORK_INTERFACE_OPERATIONS } from '../../../sandbox/ec2/network-interfaces';
import { SUBNET_OPERATIONS } from '../../../sandbox/ec2/subnets';
import { TAG_OPERATIONS } from '../../../sandbox/ec2/tagging';
import { VPC_OPERATIONS } from '../../../sandbox/ec2/vpcs';
import { parsePolicyDocument } from '../../../sandbox/iam/policy-document';
import { BUCKET, openEndpoint } from '../endpoint';

const ROLE = 'arn:aws:iam::111122223333:role/nobody';
const INPUTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  CreateVpc: { CidrBlock: '10.1.0.0/16' },
  CreateDefaultVpc: {},
  DeleteVpc: { VpcId: 'OWN_VPC' },
  DescribeVpcs: {},
  CreateSubnet: { VpcId: 'OWN_VPC', CidrBlock: '10.0.1.0/24' },
  DeleteSubnet: { SubnetId: 'OWN_SUBNET' },
  DescribeSubnets: {},
  CreateNetworkInterface: { SubnetId: 'OWN_SUBNET' },
  DeleteNetworkInterface: { NetworkInterfaceId: 'OWN_INTERFACE' },
  DescribeNetworkInterfaces: {},
  CreateTags: { Resources: ['OWN_VPC'], Tags: [{ Key: 'a', Value: 'b' }] },
  DeleteTags: { Resources: ['OWN_VPC'] },
  CreateFlowLogs: {
    ResourceType: 'VPC',
    ResourceIds: ['OWN_VPC'],
    TrafficType: 'ALL',
    LogDestinationType: 's3',
    LogDestination: BUCKET,
  },
  DescribeFlowLogs: {},
  DeleteFlowLogs: { FlowLogIds: ['fl-0123456789abcdef0'] },
};

const OPERATIONS = Object.keys({
  ...VPC_OPERATIONS,
  ...SUBNET_OPERATIONS,
  ...NETWORK_INTERFACE_OPERATIONS,
  ...TAG_OPERATIONS,
  ...FLOW_LOG_CREATION,
  ...FLOW_LOG_OPERATIONS,
});

/** A VPC with a subnet and an interface, and a role that may do nothing. */
async function estate() {
  const { sandbox } = await openEndpoint();
  const { world, place } = sandbox;
  const { accountId } = place;
  const statement = { Effect: 'Allow', Principal: { Service: 'x.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const trust = parsePolicyDocument({ Statement: statement }, 'trust');
  world.addRole({ arn: ROLE, name: 'nobody', trust, policies: new Map() });
  const call = async (
    isRole: boolean,
    api: string,
    input: Readonly<Record<string, unknown>>,
  ): Promise<any> => {
    const caller = isRole
      ? ({ kind: 'role', roleArn: ROLE, accountId } as const)
      : ({ kind: 'administrator', accountId } as const);
    const answer = await world.awsApi.call({ caller, place, service: 'ec2', api, input });
    return 'error' in answer ? answer.error.name : answer.output;
  };
  const { Vpc } = await call(false, 'CreateVpc', { CidrBlock: '10.0.0.0/16' });
  const { Subnet } = await call(false, 'CreateSubnet', { VpcId: Vpc.VpcId, CidrBlock: '10.0.0.0/24' });
  const { NetworkInterface } = await call(false, 'CreateNetworkInterface', { SubnetId: Subnet.SubnetId });
  const ids = {
    OWN_VPC: Vpc.VpcId,
    OWN_SUBNET: Subnet.SubnetId,
    OWN_INTERFACE: NetworkInterface.NetworkInterfaceId,
  };
  const named = (input: object) =>
    JSON.parse(
      Object.entries(ids).reduce((text, [name, id]) => text.replaceAll(name, id), JSON.stringify(input)),
    );
  return { world, call, named };
}

describe('DryRun', () => {
  test.each(OPERATIONS)('of %s says whether the caller may, and changes nothing', async (operation) => {
    const { world, call, named } = await estate();
    const before = world.protectedState();
    const input = { ...named(INPUTS[operation] ?? { unknown: true }), DryRun: true };
    expect(await call(false, operation, input)).toBe('DryRunOperation');
    expect(await call(true, operation, input)).toBe('UnauthorizedOperation');
    expect(world.protectedState()).toBe(before);
  });

  test('that is false is no dry run', async () => {
    const { call } = await estate();
    expect(await call(false, 'CreateVpc', { CidrBlock: '10.1.0.0/16', DryRun: false })).toHaveProperty('Vpc');
  });
});
