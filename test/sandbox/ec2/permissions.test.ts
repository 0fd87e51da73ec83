import { parsePolicyDocument } from '../../../sandbox/iam/policy-document';
import { openEndpoint } from '../endpoint';

const ROLE = 'arn:aws:iam::111122223333:role/network';
const ARN = 'arn:aws:ec2:eu-central-1:111122223333:';

/** A role with these statements, the administrator who prepares what it calls on, and what EC2 asked of the role. */
async function withRole(...Statement: readonly object[]) {
  const { sandbox } = await openEndpoint();
  const { world, place } = sandbox;
  const trust = parsePolicyDocument(
    { Statement: { Effect: 'Allow', Principal: { Service: 'x.amazonaws.com' }, Action: 'sts:AssumeRole' } },
    'trust',
  );
  const policies = new Map([['Inline', parsePolicyDocument({ Version: '2012-10-17', Statement }, 'Inline')]]);
  world.addRole({ arn: ROLE, name: 'network', trust, policies });
  const { accountId } = place;
  const callAs =
    (caller: Parameters<typeof world.awsApi.call>[0]['caller']) =>
    async (api: string, input: Readonly<Record<string, unknown>>): Promise<any> => {
      const answer = await world.awsApi.call({ caller, place, service: 'ec2', api, input });
      return 'error' in answer ? answer.error.name : answer.output;
    };
  const asked = () =>
    world.trace.calls
      .filter(({ caller }) => caller === ROLE)
      .map(({ action, resource }) => `${action} ${resource.replace(ARN, '')}`);
  return {
    asRole: callAs({ kind: 'role', roleArn: ROLE, accountId }),
    asAdministrator: callAs({ kind: 'administrator', accountId }),
    asked,
  };
}

const allow = (Action: string, Resource: string, Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...(Condition ? { Condition } : {}),
});
const everything = allow('ec2:*', '*');
const tags = (ResourceType: string) => [{ ResourceType, Tags: [{ Key: 'Team', Value: 'web' }] }];

/** A VPC with one subnet and one interface. */
async function estate(asAdministrator: Awaited<ReturnType<typeof withRole>>['asAdministrator']) {
  const { Vpc } = await asAdministrator('CreateVpc', { CidrBlock: '10.0.0.0/16' });
  const { Subnet } = await asAdministrator('CreateSubnet', { VpcId: Vpc.VpcId, CidrBlock: '10.0.0.0/24' });
  const { NetworkInterface } = await asAdministrator('CreateNetworkInterface', { SubnetId: Subnet.SubnetId });
  return {
    VPC: Vpc.VpcId as string,
    SUBNET: Subnet.SubnetId as string,
    INTERFACE: NetworkInterface.NetworkInterfaceId as string,
  };
}

describe('EC2 asks what the Service Authorization Reference says', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    [
      'CreateSubnet',
      { VpcId: 'VPC', CidrBlock: '10.0.1.0/24' },
      ['ec2:CreateSubnet subnet/*', 'ec2:CreateSubnet vpc/VPC'],
    ],
    [
      'CreateSubnet',
      { VpcId: 'VPC', CidrBlock: '10.0.1.0/24', TagSpecifications: tags('subnet') },
      ['ec2:CreateSubnet subnet/*', 'ec2:CreateSubnet vpc/VPC', 'ec2:CreateTags subnet/*'],
    ],
    ['CreateVpc', { CidrBlock: '10.0.0.0/16' }, ['ec2:CreateVpc vpc/*']],
    [
      'CreateVpc',
      { CidrBlock: '10.0.0.0/16', TagSpecifications: tags('vpc') },
      ['ec2:CreateVpc vpc/*', 'ec2:CreateTags vpc/*'],
    ],
    ['DescribeSubnets', {}, ['ec2:DescribeSubnets *']],
    ['DescribeNetworkInterfaces', {}, ['ec2:DescribeNetworkInterfaces *']],
    ['DeleteSubnet', { SubnetId: 'SUBNET' }, ['ec2:DeleteSubnet subnet/SUBNET']],
    [
      'CreateNetworkInterface',
      { SubnetId: 'SUBNET', TagSpecifications: tags('network-interface') },
      [
        'ec2:CreateNetworkInterface network-interface/*',
        'ec2:CreateNetworkInterface subnet/SUBNET',
        'ec2:CreateTags network-interface/*',
      ],
    ],
    [
      'DeleteNetworkInterface',
      { NetworkInterfaceId: 'INTERFACE' },
      ['ec2:DeleteNetworkInterface network-interface/INTERFACE'],
    ],
    ['CreateTags', { Resources: ['VPC'], Tags: [{ Key: 'a', Value: 'b' }] }, ['ec2:CreateTags vpc/VPC']],
    ['DeleteTags', { Resources: ['VPC'] }, ['ec2:DeleteTags vpc/VPC']],
    ['DeleteTags', { Resources: ['SUBNET'] }, ['ec2:DeleteTags subnet/SUBNET']],
    ['DeleteTags', { Resources: ['INTERFACE'] }, ['ec2:DeleteTags network-interface/INTERFACE']],
    [
      'DeleteTags',
      { Resources: ['fl-0123456789abcdef0'] },
      ['ec2:DeleteTags vpc-flow-log/fl-0123456789abcdef0'],
    ],
  ])('%s %j', async (api, input, expected) => {
    const { asRole, asAdministrator, asked } = await withRole(everything);
    const ids = Object.entries(await estate(asAdministrator));
    const named = (text: string): string => ids.reduce((done, [name, id]) => done.replaceAll(name, id), text);
    await asRole(api, JSON.parse(named(JSON.stringify(input))));
    expect(asked()).toEqual(expected.map(named));
  });
});

describe('a role', () => {
  test('needs the VPC as well as the subnet to be', async () => {
    const subnetOnly = allow('ec2:CreateSubnet', `${ARN}subnet/*`);
    const { asRole, asAdministrator } = await withRole(subnetOnly);
    const { VPC } = await estate(asAdministrator);
    const input = { VpcId: VPC, CidrBlock: '10.0.1.0/24' };
    expect(await asRole('CreateSubnet', input)).toBe('UnauthorizedOperation');
    const both = await withRole(subnetOnly, allow('ec2:CreateSubnet', `${ARN}vpc/*`));
    const { VPC: other } = await estate(both.asAdministrator);
    expect(await both.asRole('CreateSubnet', { ...input, VpcId: other })).toHaveProperty('Subnet');
  });

  test('that may tag while creating VPCs only may not tag the VPC later', async () => {
    const condition = { StringEquals: { 'ec2:CreateAction': 'CreateVpc' } };
    const { asRole } = await withRole(allow('ec2:CreateVpc', '*'), allow('ec2:CreateTags', '*', condition));
    const input = { CidrBlock: '10.0.0.0/16', TagSpecifications: tags('vpc') };
    const { Vpc } = await asRole('CreateVpc', input);
    const tag = { Resources: [Vpc.VpcId], Tags: [{ Key: 'Team', Value: 'web' }] };
    expect(await asRole('CreateTags', tag)).toBe('UnauthorizedOperation');
  });

  test('that may not tag creates no VPC with tags', async () => {
    const { asRole } = await withRole(allow('ec2:CreateVpc', '*'));
    const input = { CidrBlock: '10.0.0.0/16', TagSpecifications: tags('vpc') };
    expect(await asRole('CreateVpc', input)).toBe('UnauthorizedOperation');
    expect(await asRole('CreateVpc', { CidrBlock: '10.0.0.0/16' })).toHaveProperty('Vpc');
  });

  test('that may tag while creating subnets may not tag a VPC', async () => {
    const condition = { StringEquals: { 'ec2:CreateAction': 'CreateSubnet' } };
    const { asRole, asAdministrator } = await withRole(
      allow('ec2:CreateSubnet', '*'),
      allow('ec2:CreateTags', '*', condition),
    );
    const { VPC } = await estate(asAdministrator);
    const input = { VpcId: VPC, CidrBlock: '10.0.1.0/24', TagSpecifications: tags('subnet') };
    expect(await asRole('CreateSubnet', input)).toHaveProperty('Subnet');
    const tag = { Resources: [VPC], Tags: [{ Key: 'Team', Value: 'web' }] };
    expect(await asRole('CreateTags', tag)).toBe('UnauthorizedOperation');
  });

  test.each([
    ['CreateTags', [{ Key: 'exempt-until', Value: '2027-02-01' }], 'UnauthorizedOperation'],
    ['DeleteTags', [{ Key: 'exempt-until' }], 'UnauthorizedOperation'],
    ['DeleteTags', [{ Key: 'exempt-until', Value: '2027-02-01' }], 'UnauthorizedOperation'],
    ['CreateTags', [{ Key: 'Team', Value: 'web' }], {}],
    ['DeleteTags', [{ Key: 'Team' }], {}],
  ])('to which a tag key is denied: %s %j', async (api, Tags, expected) => {
    const denial = {
      Effect: 'Deny',
      Action: ['ec2:CreateTags', 'ec2:DeleteTags'],
      Resource: 'arn:aws:ec2:*:*:vpc/*',
      Condition: { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'exempt-until' } },
    };
    const { asRole, asAdministrator } = await withRole(everything, denial);
    const { VPC } = await estate(asAdministrator);
    expect(await asRole(api, { Resources: [VPC], Tags })).toEqual(expected);
  });

  test.each([
    ['Subnet', 'SUBNET'],
    ['NetworkInterface', 'INTERFACE'],
  ] as const)('that may create flow logs on VPCs only may not on a %s', async (ResourceType, resource) => {
    const { asRole, asAdministrator } = await withRole(
      allow('ec2:CreateFlowLogs', `${ARN}vpc/*`),
      allow('ec2:CreateFlowLogs', `${ARN}vpc-flow-log/*`),
      allow('logs:CreateLogDelivery', '*'),
    );
    const ids = await estate(asAdministrator);
    const input = { TrafficType: 'ALL', LogDestinationType: 's3', LogDestination: 'arn:aws:s3:::logs' };
    const onResource = { ...input, ResourceType, ResourceIds: [ids[resource]] };
    expect(await asRole('CreateFlowLogs', onResource)).toBe('UnauthorizedOperation');
    const onVpc = { ...input, ResourceType: 'VPC', ResourceIds: [ids.VPC] };
    expect(await asRole('CreateFlowLogs', onVpc)).toHaveProperty('FlowLogIds');
  });
});
