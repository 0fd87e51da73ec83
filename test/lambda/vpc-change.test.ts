import { DescribeFlowLogsCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { CAPTURE_TIME, itemChange, oversizedVpcChange, ruleEvent, VPC, vpcChange } from './events';
import { awsError, flowLog, stage, vpc } from './stage';

describe('a change of a VPC', () => {
  test('is answered with one evaluation on that VPC, ordered by the capture time of the item', async () => {
    const { invoke, putInputs } = stage({ vpcs: [vpc()], flowLogs: [flowLog()] });

    await invoke(ruleEvent(vpcChange()));

    expect(putInputs()).toEqual([
      {
        ResultToken: 'token-1',
        TestMode: false,
        Evaluations: [
          {
            ComplianceResourceType: 'AWS::EC2::VPC',
            ComplianceResourceId: VPC,
            ComplianceType: 'COMPLIANT',
            Annotation: expect.stringContaining('captures ALL'),
            OrderingTimestamp: new Date(CAPTURE_TIME),
          },
        ],
      },
    ]);
  });

  test.each([
    ['its flow logs cover it', [flowLog()], 'COMPLIANT'],
    ['it has none', [], 'NON_COMPLIANT'],
    ['only another VPC has one', [flowLog({ ResourceId: 'vpc-1' })], 'NON_COMPLIANT'],
    ['EC2 reports a failing delivery', [flowLog({ DeliverLogsStatus: 'FAILED' })], 'NON_COMPLIANT'],
  ])('is judged by what EC2 says now: %s', async (_, flowLogs, complianceType) => {
    const { invoke, put } = stage({ flowLogs });
    await invoke(ruleEvent(vpcChange()));
    expect(put()).toEqual([`${VPC} ${complianceType}`]);
  });

  // Prowler passes over VPCs without network interfaces: what comes first would go unrecorded.
  test('is judged though nothing runs in the VPC, for a flow log cannot be had afterwards', async () => {
    const { invoke, put, calls } = stage();
    await invoke(ruleEvent(vpcChange({ relationships: [] })));
    expect(put()).toEqual([`${VPC} NON_COMPLIANT`]);
    expect(calls).not.toContain('DescribeNetworkInterfaces');
  });

  test('follows the rule parameters', async () => {
    const { invoke, put } = stage({ flowLogs: [flowLog({ TrafficType: 'REJECT' })] });
    await invoke(ruleEvent(vpcChange(), { ruleParameters: '{"trafficType":"REJECT"}' }));
    expect(put()).toEqual([`${VPC} COMPLIANT`]);
  });

  test.each(['missing', 'empty'])(
    'means the default requirement when the rule parameters are %s',
    async (how) => {
      const { invoke, put } = stage({ flowLogs: [flowLog()] });
      await invoke(ruleEvent(vpcChange(), { ruleParameters: how === 'empty' ? '' : undefined }));
      expect(put()).toEqual([`${VPC} COMPLIANT`]);
    },
  );

  test('that is oversized is judged the same, without a look into the history', async () => {
    const { invoke, put, calls } = stage({ flowLogs: [flowLog()] });
    await invoke(ruleEvent(oversizedVpcChange()));
    expect(put()).toEqual([`${VPC} COMPLIANT`]);
    expect(calls).toEqual(['DescribeVpcs', 'DescribeFlowLogs', 'PutEvaluations']);
  });

  test.each([
    ['ResourceDeleted', false, 'does not exist any more'],
    ['ResourceDeletedNotRecorded', false, 'does not exist any more'],
    ['ResourceDeleted', true, 'does not exist any more'],
    ['ResourceNotRecorded', false, 'does not record'],
    ['ResourceNotRecorded', true, 'does not record'],
    ['OK', true, 'left the scope'],
    ['ResourceDiscovered', true, 'left the scope'],
  ])(
    'with status %s and eventLeftScope %s is not applicable, and EC2 is not asked',
    async (status, eventLeftScope, why) => {
      const { invoke, putInputs, ec2 } = stage();
      await invoke(ruleEvent(vpcChange({ configurationItemStatus: status }), { eventLeftScope }));
      expect(putInputs()[0]?.Evaluations).toEqual([
        expect.objectContaining({
          ComplianceType: 'NOT_APPLICABLE',
          Annotation: expect.stringContaining(why),
          OrderingTimestamp: new Date(CAPTURE_TIME),
        }),
      ]);
      expect(ec2.calls()).toEqual([]);
    },
  );

  test('of a VPC that was deleted since is not applicable', async () => {
    const { invoke, put } = stage({ vpcs: [] });
    await invoke(ruleEvent(vpcChange()));
    expect(put()).toEqual([`${VPC} NOT_APPLICABLE`]);
  });

  test('of a VPC that another account shares with us is not applicable', async () => {
    const { invoke, put } = stage({ vpcs: [vpc({ OwnerId: '444455556666' })] });
    await invoke(ruleEvent(vpcChange()));
    expect(put()).toEqual([`${VPC} NOT_APPLICABLE`]);
  });

  test('that is told twice is answered twice with the same evaluation, so that Config keeps one', async () => {
    const { invoke, putInputs } = stage({ flowLogs: [flowLog()] });
    await invoke(ruleEvent(vpcChange()));
    await invoke(ruleEvent(vpcChange(), { resultToken: 'token-2' }));
    const [first, second] = putInputs().map(({ Evaluations }) => Evaluations);
    expect(first).toHaveLength(1);
    expect(second).toEqual(first);
  });

  test('that is told late is judged by what EC2 says now, and ordered by when it happened', async () => {
    const { invoke, putInputs } = stage({ flowLogs: [flowLog()] });
    const late = { configurationItemCaptureTime: '2027-02-01T00:00:00.000Z' };
    await invoke(ruleEvent(vpcChange()));
    await invoke(ruleEvent(vpcChange(late)));
    const [, second] = putInputs();
    expect(second?.Evaluations).toEqual([
      expect.objectContaining({
        ComplianceType: 'COMPLIANT',
        OrderingTimestamp: new Date(late.configurationItemCaptureTime),
      }),
    ]);
  });

  test('never touches the verdicts on other VPCs', async () => {
    const { invoke, put, calls } = stage({ remembered: ['vpc-0dead'] });
    await invoke(ruleEvent(vpcChange()));
    expect(put()).toEqual([`${VPC} NON_COMPLIANT`]);
    expect(calls).not.toContain('GetComplianceDetailsByConfigRule');
  });

  test.each([
    ['DescribeVpcs', DescribeVpcsCommand],
    ['DescribeFlowLogs', DescribeFlowLogsCommand],
    // Prowler fails every VPC when it may not list flow logs: an auditor would read that as a finding.
  ] as const)('gives no verdict when %s fails', async (action, command) => {
    const { invoke, ec2, putInputs } = stage();
    ec2.on(command).rejects(awsError('UnauthorizedOperation'));
    await expect(invoke(ruleEvent(vpcChange()))).rejects.toThrow(
      `ec2:${action} failed: UnauthorizedOperation: said AWS`,
    );
    expect(putInputs()).toEqual([]);
  });

  test.each(['AWS::EC2::Subnet', 'AWS::EC2::NetworkInterface'])('of an %s is refused', async (type) => {
    const { invoke, calls } = stage();
    await expect(invoke(ruleEvent(itemChange(type, 'x-1')))).rejects.toThrow(
      `got "${type}", allowed: AWS::EC2::VPC, AWS::EC2::FlowLog; correct the scope of the rule`,
    );
    expect(calls).toEqual([]);
  });
});
