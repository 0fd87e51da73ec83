import { DescribeFlowLogsCommand, DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import {
  FLOW_LOG,
  flowLogChange,
  itemDiff,
  OTHER_VPC,
  relationshipChange,
  ruleEvent,
  scheduled,
  VPC,
  vpcChange,
} from './events';
import { awsError, flowLog, result, stage, vpc } from './stage';

const accepting = { ruleParameters: '{"acceptSubnetCoverage":"true"}' };
const subnet = (SubnetId: string, VpcId = VPC) => ({ SubnetId, VpcId });
const ofSubnet = (ResourceId: string) => flowLog({ FlowLogId: `fl-${ResourceId}`, ResourceId });

const SUBNETS = [subnet('subnet-0a'), subnet('subnet-0b'), subnet('subnet-0z', OTHER_VPC)];
const VPCS = [vpc(), vpc({ VpcId: OTHER_VPC })];

describe('with acceptSubnetCoverage', () => {
  test.each([
    ['each has its own flow log', [ofSubnet('subnet-0a'), ofSubnet('subnet-0b')], 'COMPLIANT'],
    ['one has none', [ofSubnet('subnet-0a')], 'NON_COMPLIANT'],
    ['the VPC has one', [flowLog()], 'COMPLIANT'],
  ])('a change of a VPC is judged by its subnets as well: %s', async (_, flowLogs, complianceType) => {
    const { invoke, put, calls } = stage({ vpcs: VPCS, subnets: SUBNETS, flowLogs });
    await invoke(ruleEvent(vpcChange(), accepting));
    expect(put()).toEqual([`${VPC} ${complianceType}`]);
    expect(calls).toEqual(['DescribeVpcs', 'DescribeSubnets', 'DescribeFlowLogs', 'PutEvaluations']);
  });

  test('the flow logs of many subnets are asked for a hundred at a time', async () => {
    const subnets = Array.from({ length: 120 }, (_, at) => subnet(`subnet-${at}`));
    const { invoke, put, ec2 } = stage({
      subnets,
      flowLogs: subnets.map(({ SubnetId }) => ofSubnet(SubnetId)),
    });
    await invoke(ruleEvent(vpcChange(), accepting));
    expect(put()).toEqual([`${VPC} COMPLIANT`]);
    const sizes = ec2
      .commandCalls(DescribeFlowLogsCommand)
      .map((call) => call.args[0].input.Filter?.[0]?.Values?.length);
    expect(sizes).toEqual([100, 21]);
  });

  test('a sweep reads the subnets of the Region once, and judges each VPC by its own', async () => {
    const { invoke, put, calls } = stage({
      vpcs: VPCS,
      subnets: SUBNETS,
      flowLogs: [
        ofSubnet('subnet-0a'),
        ofSubnet('subnet-0b'),
        flowLog({ FlowLogId: 'fl-x', ResourceId: 'eni-0a' }),
      ],
      remembered: [result(VPC, { ComplianceType: 'COMPLIANT' }), OTHER_VPC],
    });
    await invoke(ruleEvent(scheduled(), accepting));
    expect(put()).toEqual([`${VPC} COMPLIANT`, `${OTHER_VPC} NON_COMPLIANT`]);
    expect(calls).toEqual([
      'GetComplianceDetailsByConfigRule',
      'DescribeVpcs',
      'DescribeSubnets',
      'DescribeFlowLogs',
      // Coverage by subnets is asked about again, for one could have come that the list lacks.
      'DescribeSubnets',
      'DescribeFlowLogs',
      'PutEvaluations',
    ]);
  });

  test('a list that lacks a subnet covers no VPC: EC2 is asked for its subnets before that is news', async () => {
    const { invoke, put, ec2 } = stage({ flowLogs: [ofSubnet('subnet-0a')], remembered: [VPC] });
    ec2
      .on(DescribeSubnetsCommand)
      .callsFake(({ Filters }) =>
        Promise.resolve({ Subnets: Filters ? SUBNETS.slice(0, 2) : SUBNETS.slice(0, 1) }),
      );
    await invoke(ruleEvent(scheduled(), accepting));
    expect(put()).toEqual([`${VPC} NON_COMPLIANT`]);
  });

  test('a flow log of a subnet is reported on the VPC of the subnet', async () => {
    const { invoke, put } = stage({
      vpcs: VPCS,
      subnets: SUBNETS,
      flowLogs: [flowLog({ FlowLogId: FLOW_LOG, ResourceId: 'subnet-0z' })],
    });
    await invoke(ruleEvent(flowLogChange({ configuration: { resourceId: 'subnet-0z' } }), accepting));
    expect(put()).toEqual([`${OTHER_VPC} COMPLIANT`]);
  });

  test('a flow log of a subnet that is gone evaluates nothing: its VPC changed as well', async () => {
    const { invoke, put, calls } = stage({ subnets: [] });
    await invoke(ruleEvent(flowLogChange({ configuration: { resourceId: 'subnet-0z' } }), accepting));
    expect(put()).toEqual([]);
    expect(calls).toEqual(['DescribeSubnets']);
  });

  test('subnets of VPCs that are not judged change nothing for the others', async () => {
    const { invoke, put } = stage({
      vpcs: [vpc({ VpcId: OTHER_VPC, OwnerId: '444455556666' }), vpc()],
      subnets: [subnet('subnet-0z', OTHER_VPC), subnet('subnet-0a'), subnet('subnet-0b')],
      flowLogs: [ofSubnet('subnet-0a'), ofSubnet('subnet-0b')],
      // So that a verdict that missed its subnets would be no news, and not be asked about again.
      remembered: [VPC],
    });
    await invoke(ruleEvent(scheduled(), accepting));
    expect([...put()].sort()).toEqual([`${VPC} COMPLIANT`, `${OTHER_VPC} NOT_APPLICABLE`].sort());
  });

  test('every page of subnets counts', async () => {
    const { invoke, put, ec2 } = stage({ flowLogs: [ofSubnet('subnet-0a')] });
    ec2
      .on(DescribeSubnetsCommand)
      .callsFake(({ NextToken }) =>
        Promise.resolve(
          NextToken ? { Subnets: [subnet('subnet-0b')] } : { Subnets: [subnet('subnet-0a')], NextToken: 'b' },
        ),
      );
    await invoke(ruleEvent(vpcChange(), accepting));
    expect(put()).toEqual([`${VPC} NON_COMPLIANT`]);
  });

  test('a subnet that EC2 confuses with another is an error', async () => {
    const { invoke, put, ec2 } = stage();
    ec2.on(DescribeSubnetsCommand).resolves({ Subnets: [subnet('subnet-0other')] });
    const change = flowLogChange({ configuration: { resourceId: 'subnet-0a' } });
    await expect(invoke(ruleEvent(change, accepting))).rejects.toThrow(
      'ec2:DescribeSubnets answered with nothing when asked for subnet-0a',
    );
    expect(put()).toEqual([]);
  });

  const changedSubnet = (changeType: 'CREATE' | 'DELETE', resourceId: string) => ({
    ...vpcChange(),
    configurationItemDiff: itemDiff({
      'Relationships.0': relationshipChange('AWS::EC2::Subnet', changeType, resourceId),
    }),
  });

  test('a new subnet that EC2 does not show yet leaves no VPC covered by the others: Lambda tries again', async () => {
    const { invoke, put } = stage({ subnets: SUBNETS.slice(0, 1), flowLogs: [ofSubnet('subnet-0a')] });
    await expect(invoke(ruleEvent(changedSubnet('CREATE', 'subnet-0new'), accepting))).rejects.toThrow(
      'ec2:DescribeSubnets answered with nothing of subnet-0new, allowed: the subnet that Config recorded',
    );
    expect(put()).toEqual([]);
  });

  test.each([
    [
      'EC2 shows it',
      [subnet('subnet-0a'), subnet('subnet-0new')],
      [ofSubnet('subnet-0a'), ofSubnet('subnet-0new')],
    ],
    ['the VPC has its own flow log', [subnet('subnet-0a')], [flowLog()]],
  ])('a new subnet is no obstacle where %s', async (_, subnets, flowLogs) => {
    const { invoke, put } = stage({ subnets, flowLogs });
    await invoke(ruleEvent(changedSubnet('CREATE', 'subnet-0new'), accepting));
    expect(put()).toEqual([`${VPC} COMPLIANT`]);
  });

  test('a subnet that went is not looked for: the others decide', async () => {
    const { invoke, put } = stage({ subnets: SUBNETS.slice(0, 1), flowLogs: [ofSubnet('subnet-0a')] });
    await invoke(ruleEvent(changedSubnet('DELETE', 'subnet-0b'), accepting));
    expect(put()).toEqual([`${VPC} COMPLIANT`]);
  });

  test('a flow log of a network interface evaluates nothing', async () => {
    const { invoke, calls } = stage({ subnets: SUBNETS });
    await invoke(ruleEvent(flowLogChange({ configuration: { resourceId: 'eni-0a' } }), accepting));
    expect(calls).toEqual([]);
  });

  test.each(['UnauthorizedOperation', 'RequestLimitExceeded'])(
    'no verdict is given when DescribeSubnets fails with %s',
    async (name) => {
      const { invoke, put, ec2 } = stage();
      ec2.on(DescribeSubnetsCommand).rejects(awsError(name));
      await expect(invoke(ruleEvent(vpcChange(), accepting))).rejects.toThrow(
        `ec2:DescribeSubnets failed: ${name}`,
      );
      await expect(
        invoke(ruleEvent(flowLogChange({ configuration: { resourceId: 'subnet-0a' } }), accepting)),
      ).rejects.toThrow(`ec2:DescribeSubnets failed: ${name}`);
      expect(put()).toEqual([]);
    },
  );
});

test('without acceptSubnetCoverage subnets are never asked for', async () => {
  const { invoke, put, ec2 } = stage({
    vpcs: VPCS,
    subnets: SUBNETS,
    flowLogs: [ofSubnet('subnet-0a'), ofSubnet('subnet-0b')],
  });
  await invoke(ruleEvent(scheduled()));
  await invoke(ruleEvent(vpcChange()));
  expect(new Set(put())).toEqual(new Set([`${VPC} NON_COMPLIANT`, `${OTHER_VPC} NON_COMPLIANT`]));
  expect(ec2.commandCalls(DescribeSubnetsCommand)).toEqual([]);
});
