import {
  CreateFlowLogsCommand,
  type CreateFlowLogsCommandInput,
  CreateVpcCommand,
  DescribeFlowLogsCommand,
} from '@aws-sdk/client-ec2';
import type { Assumptions } from '../../../sandbox/assumptions';
import { parsePolicyDocument } from '../../../sandbox/iam/policy-document';
import { LogGroup } from '../../../sandbox/logs/log-group';
import { openEndpoint } from '../endpoint';

const ROLE = 'arn:aws:iam::111122223333:role/delivery';
const GROUP = 'arn:aws:logs:eu-central-1:111122223333:log-group:vpcs';
const WRITE = [
  ...['logs:CreateLogStream', 'logs:PutLogEvents'],
  ...['logs:DescribeLogGroups', 'logs:DescribeLogStreams'],
];
const LISTS_GROUPS = /DescribeLogGroups/;
const SOURCE = {
  StringEquals: { 'aws:SourceAccount': '111122223333' },
  ArnLike: { 'aws:SourceArn': 'arn:aws:ec2:eu-central-1:111122223333:vpc-flow-log/*' },
};

interface Delivery {
  readonly service?: string;
  readonly condition?: object;
  readonly actions?: readonly string[];
  readonly resource?: string;
  readonly hasGroup?: boolean;
  readonly assumptions?: Partial<Assumptions>;
}

/** A VPC, a log group and a role that may write to it, unless something else is said. */
async function estate(delivery: Delivery = {}) {
  const { service = 'vpc-flow-logs.amazonaws.com', condition = SOURCE, actions = WRITE } = delivery;
  const { resource = `${GROUP}:*`, hasGroup = true, assumptions = {} } = delivery;
  const { ec2, sandbox } = await openEndpoint({ assumptions });
  const { world, home } = sandbox;
  const trust = {
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sts:AssumeRole',
    Condition: condition,
  };
  const writing = { Effect: 'Allow', Action: actions.filter((action) => !LISTS_GROUPS.test(action)) };
  const listing = { Effect: 'Allow', Action: actions.filter((action) => LISTS_GROUPS.test(action)) };
  const Statement = [
    { ...writing, Resource: resource },
    { ...listing, Resource: '*' },
  ].filter(({ Action }) => Action.length > 0);
  const policies = new Map([['Write', parsePolicyDocument({ Statement }, 'Write')]]);
  const role = {
    arn: ROLE,
    name: 'delivery',
    trust: parsePolicyDocument({ Statement: trust }, 'trust'),
    policies,
  };
  world.addRole(role);
  if (hasGroup) home.logGroups.set('vpcs', new LogGroup('vpcs', GROUP, new Date(0)));
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const vpcId = Vpc?.VpcId ?? '';
  const create = (others: Partial<CreateFlowLogsCommandInput> = {}) =>
    ec2.send(
      new CreateFlowLogsCommand({
        ResourceType: 'VPC',
        ResourceIds: [vpcId],
        TrafficType: 'ALL',
        LogDestinationType: 'cloud-watch-logs',
        LogGroupName: 'vpcs',
        DeliverLogsPermissionArn: ROLE,
        ...others,
      }),
    );
  const listed = async () => {
    await sandbox.advance(world.delays.firstDelivery);
    return (await ec2.send(new DescribeFlowLogsCommand({}))).FlowLogs ?? [];
  };
  return { ec2, sandbox, create, listed, role, vpcId };
}

describe('a flow log to CloudWatch Logs', () => {
  test.each([
    ['LogGroupName', {}, undefined],
    ['LogDestination', { LogGroupName: undefined, LogDestination: GROUP }, GROUP],
    ['no destination type', { LogDestinationType: undefined }, undefined],
  ])('is created with %s, listed as it was asked for, and delivers', async (_, others, destination) => {
    const { create, listed } = await estate();
    await create(others);
    const [flowLog] = await listed();
    expect(flowLog).toMatchObject({
      LogDestinationType: 'cloud-watch-logs',
      LogGroupName: 'vpcs',
      DeliverLogsPermissionArn: ROLE,
      DeliverLogsStatus: 'SUCCESS',
    });
    expect(flowLog?.LogDestination).toBe(destination);
    expect(flowLog).not.toHaveProperty('DestinationOptions');
  });

  test('is found by the name of its group', async () => {
    const { ec2, create, listed } = await estate();
    await create();
    await listed();
    const found = async (value: string) => {
      const Filter = [{ Name: 'log-group-name', Values: [value] }];
      return (await ec2.send(new DescribeFlowLogsCommand({ Filter }))).FlowLogs?.length;
    };
    expect([await found('vpcs'), await found('others')]).toEqual([1, 0]);
  });

  test('is one with a second to the same group, however that is named', async () => {
    const { create } = await estate();
    await create();
    const again = create({ LogGroupName: undefined, LogDestination: GROUP });
    await expect(again).rejects.toMatchObject({ name: 'FlowLogAlreadyExists' });
  });

  test.each<[string, Partial<CreateFlowLogsCommandInput>, string]>([
    ['a role', { DeliverLogsPermissionArn: undefined }, 'InvalidParameter'],
    ['a destination', { LogGroupName: undefined }, 'InvalidParameter'],
    ['one destination only', { LogDestination: GROUP }, 'InvalidParameter'],
    [
      'a group of its own Region',
      { LogGroupName: undefined, LogDestination: GROUP.replace('eu-central-1', 'eu-west-1') },
      'InvalidParameter',
    ],
    ['an ARN without a star', { LogGroupName: undefined, LogDestination: `${GROUP}:*` }, 'InvalidParameter'],
    [
      'the ARN of a group',
      { LogGroupName: undefined, LogDestination: 'arn:aws:s3:::logs' },
      'InvalidParameter',
    ],
    ['known members', { DestinationOptions: { FileFormat: 'parquet' } }, 'NotModelled'],
  ])('needs %s', async (_, wrong, name) => {
    const { create, sandbox } = await estate();
    await expect(create(wrong)).rejects.toMatchObject({ name });
    expect(sandbox.home.flowLogs.size).toBe(0);
  });

  test.each([
    ['trusts another service', { service: 'ec2.amazonaws.com' }],
    ['trusts for another account', { condition: { StringEquals: { 'aws:SourceAccount': '444455556666' } } }],
    [
      'trusts for another Region',
      { condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:ec2:eu-west-1:111122223333:vpc-flow-log/*' } } },
    ],
  ])('is refused with a role that %s', async (_, delivery) => {
    const { create } = await estate(delivery);
    await expect(create()).rejects.toMatchObject({
      name: 'InvalidParameter',
      message: 'Unable to assume given IAM role',
    });
  });

  const others = (action: string) => ({ actions: WRITE.filter((each) => each !== action) });

  describe.each<[string, Delivery]>([
    ['may make no streams', others('logs:CreateLogStream')],
    ['may write no events', others('logs:PutLogEvents')],
    ['may not list groups', others('logs:DescribeLogGroups')],
    ['may not list streams', others('logs:DescribeLogStreams')],
    ['may write to another group', { resource: GROUP.replace('vpcs', 'others:*') }],
    ['may not make the group, which is missing', { hasGroup: false }],
  ])('with a role that %s', (_, delivery) => {
    test('is created, and fails to deliver', async () => {
      const { create, listed } = await estate(delivery);
      expect((await create()).Unsuccessful).toEqual([]);
      expect((await listed())[0]).toMatchObject({
        DeliverLogsStatus: 'FAILED',
        DeliverLogsErrorMessage: 'Access error',
      });
    });

    test('is unsuccessful where creation tries the role', async () => {
      const { create, vpcId } = await estate({
        ...delivery,
        assumptions: { creationTriesDeliveryRole: true },
      });
      const { FlowLogIds = [], Unsuccessful } = await create();
      expect(FlowLogIds).toEqual([]);
      expect(Unsuccessful).toEqual([
        {
          ResourceId: vpcId,
          Error: {
            Code: '400',
            Message: 'Access Denied for LogDestination: vpcs. Please check LogDestination permission',
          },
        },
      ]);
    });
  });

  test('delivers without lists of groups and streams where delivery asks for none', async () => {
    const { create, listed } = await estate({
      actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      assumptions: { deliveryDescribesLogs: false },
    });
    await create();
    expect((await listed())[0]?.DeliverLogsStatus).toBe('SUCCESS');
  });

  test('has what its role does on record', async () => {
    const { create, listed, sandbox } = await estate();
    await create();
    await listed();
    const calls = sandbox.world.trace.calls.filter(({ caller, resource }) =>
      [caller, resource].includes(ROLE),
    );
    expect(calls.map(({ action, allowed }) => [action, allowed])).toEqual([
      ['iam:PassRole', true],
      ['sts:AssumeRole', true],
      ['sts:AssumeRole', true],
      ['logs:DescribeLogGroups', true],
      ['logs:DescribeLogStreams', true],
      ['logs:CreateLogStream', true],
      ['logs:PutLogEvents', true],
    ]);
  });

  test('delivers to a group that the role makes', async () => {
    const { create, listed, sandbox } = await estate({
      hasGroup: false,
      actions: [...WRITE, 'logs:CreateLogGroup'],
    });
    await create();
    expect((await listed())[0]?.DeliverLogsStatus).toBe('SUCCESS');
    expect(sandbox.home.logGroups.has('vpcs')).toBe(true);
  });

  test('fails to deliver once the role has lost its permissions', async () => {
    const { create, listed, role } = await estate();
    await create();
    role.policies.clear();
    expect((await listed())[0]).toMatchObject({
      DeliverLogsStatus: 'FAILED',
      DeliverLogsErrorMessage: 'Access error',
    });
  });

  test('fails to deliver where the boundary of the role leaves too little', async () => {
    const { create, listed, role, sandbox } = await estate();
    const { world } = sandbox;
    const arn = 'arn:aws:iam::111122223333:policy/boundary';
    const reading = { Effect: 'Allow', Action: 'logs:Describe*', Resource: '*' };
    const document = parsePolicyDocument({ Version: '2012-10-17', Statement: reading }, 'boundary');
    world.addManagedPolicy({ arn, name: 'boundary', document });
    await create();
    world.addRole({ ...role, boundaryArn: arn });
    expect((await listed())[0]?.DeliverLogsStatus).toBe('FAILED');
    const refused = world.trace.calls.find(({ allowed }) => !allowed);
    expect([refused?.caller, refused?.action]).toEqual([ROLE, 'logs:CreateLogStream']);
  });

  test('asks whether the caller may pass the role to VPC Flow Logs', async () => {
    const { sandbox, role, vpcId } = await estate();
    const { world, place } = sandbox;
    const input = {
      ...{ ResourceType: 'VPC', ResourceIds: [vpcId], TrafficType: 'ALL' },
      ...{ LogGroupName: 'vpcs', DeliverLogsPermissionArn: ROLE },
    };
    const callerWith = async (passedTo: string): Promise<unknown> => {
      const pass = {
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: ROLE,
        Condition: { StringEquals: { 'iam:PassedToService': passedTo } },
      };
      const statements = [{ Effect: 'Allow', Action: 'ec2:*', Resource: '*' }, pass];
      const roleArn = `arn:aws:iam::111122223333:role/${passedTo}`;
      const policies = new Map([['All', parsePolicyDocument({ Statement: statements }, 'All')]]);
      world.addRole({ arn: roleArn, name: passedTo, trust: role.trust, policies });
      const caller = { kind: 'role', roleArn, accountId: place.accountId } as const;
      const answer = await world.awsApi.call({ caller, place, service: 'ec2', api: 'CreateFlowLogs', input });
      return 'error' in answer ? answer.error.name : answer.output;
    };
    expect(await callerWith('ec2.amazonaws.com')).toBe('UnauthorizedOperation');
    expect(await callerWith('vpc-flow-logs.amazonaws.com')).toHaveProperty('FlowLogIds');
  });
});
