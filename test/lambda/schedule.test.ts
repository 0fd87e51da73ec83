import {
  GetComplianceDetailsByConfigRuleCommand,
  PutEvaluationsCommand,
} from '@aws-sdk/client-config-service';
import { DescribeFlowLogsCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { OTHER_VPC, RULE, ruleEvent, SCHEDULE_TIME, scheduled, VPC } from './events';
import { awsError, flowLog, result, stage, vpc } from './stage';

const FLOW_LOG_RESULT = {
  EvaluationResultIdentifier: {
    EvaluationResultQualifier: { ResourceType: 'AWS::EC2::FlowLog', ResourceId: 'fl-1' },
    OrderingTimestamp: new Date(0),
  },
};

describe('the schedule', () => {
  test('judges every VPC of the Region, ordered by the time of the notification', async () => {
    const { invoke, put, putInputs } = stage({
      vpcs: [vpc(), vpc({ VpcId: OTHER_VPC }), vpc({ VpcId: 'vpc-0a', OwnerId: '444455556666' })],
      flowLogs: [flowLog()],
    });

    await invoke(ruleEvent(scheduled()));

    expect([...put()].sort()).toEqual([
      `${VPC} COMPLIANT`,
      'vpc-0a NOT_APPLICABLE',
      `${OTHER_VPC} NON_COMPLIANT`,
    ]);
    for (const evaluation of putInputs()[0]?.Evaluations ?? [])
      expect(evaluation.OrderingTimestamp).toEqual(new Date(SCHEDULE_TIME));
  });

  test('reads what Config remembers, and the VPCs before their flow logs, in a call each', async () => {
    const { invoke, calls } = stage({
      vpcs: [vpc(), vpc({ VpcId: OTHER_VPC })],
      flowLogs: [flowLog()],
      remembered: [OTHER_VPC],
    });
    await invoke(ruleEvent(scheduled()));
    expect(calls).toEqual([
      'GetComplianceDetailsByConfigRule',
      'DescribeVpcs',
      'DescribeFlowLogs',
      'PutEvaluations',
    ]);
  });

  // aws-config-rules and Prowler read the first page only: an account of more than a thousand VPCs is judged in part.
  test('follows every page of VPCs and of flow logs', async () => {
    const { invoke, ec2, put } = stage();
    ec2
      .on(DescribeVpcsCommand)
      .resolvesOnce({ Vpcs: [vpc()], NextToken: 'v' })
      .resolvesOnce({ Vpcs: [vpc({ VpcId: OTHER_VPC })] });
    ec2
      .on(DescribeFlowLogsCommand)
      .resolvesOnce({ FlowLogs: [flowLog()], NextToken: 'f' })
      .resolvesOnce({ FlowLogs: [flowLog({ ResourceId: OTHER_VPC, FlowLogId: 'fl-2' })] });

    await invoke(ruleEvent(scheduled()));

    expect(put()).toEqual([`${VPC} COMPLIANT`, `${OTHER_VPC} COMPLIANT`]);
  });

  test('reports a VPC once, though two pages list it', async () => {
    const { invoke, put } = stage({ vpcs: [vpc(), vpc()] });
    await invoke(ruleEvent(scheduled()));
    expect(put()).toEqual([`${VPC} NON_COMPLIANT`]);
  });

  test('clears the verdicts on VPCs that are gone, each once, and on no others', async () => {
    const { invoke, put } = stage({ vpcs: [vpc()], remembered: [VPC, 'vpc-0dead', 'vpc-0dead'] });
    await invoke(ruleEvent(scheduled()));
    expect(put()).toEqual([`${VPC} NON_COMPLIANT`, 'vpc-0dead NOT_APPLICABLE']);
  });

  test('asks Config for verdicts of this rule only, to the last page, and leaves other resource types alone', async () => {
    const { invoke, config, put } = stage({ vpcs: [] });
    config
      .on(GetComplianceDetailsByConfigRuleCommand)
      .resolvesOnce({ EvaluationResults: [result('vpc-01')], NextToken: 'n' })
      .resolvesOnce({ EvaluationResults: [result('vpc-02'), result('fl-1', FLOW_LOG_RESULT), {}] });

    await invoke(ruleEvent(scheduled()));

    expect(put()).toEqual(['vpc-01 NOT_APPLICABLE', 'vpc-02 NOT_APPLICABLE']);
    const inputs = config
      .commandCalls(GetComplianceDetailsByConfigRuleCommand)
      .map((call) => call.args[0].input);
    expect(inputs).toEqual([
      {
        ConfigRuleName: RULE,
        ComplianceTypes: ['COMPLIANT', 'NON_COMPLIANT'],
        Limit: 100,
        NextToken: undefined,
      },
      { ConfigRuleName: RULE, ComplianceTypes: ['COMPLIANT', 'NON_COMPLIANT'], Limit: 100, NextToken: 'n' },
    ]);
  });

  test('puts nothing in a Region without VPCs and without verdicts', async () => {
    const { invoke, calls } = stage({ vpcs: [] });
    await invoke(ruleEvent(scheduled()));
    expect(calls).not.toContain('PutEvaluations');
  });

  test('outlives a flow log with values that this version does not know, and its VPC is not covered', async () => {
    const { invoke, put } = stage({
      vpcs: [vpc(), vpc({ VpcId: OTHER_VPC })],
      flowLogs: [
        flowLog({ ResourceId: VPC, LogDestinationType: 'carrier-pigeon' as 's3' }),
        flowLog({ ResourceId: OTHER_VPC, FlowLogId: 'fl-2' }),
      ],
    });
    await invoke(ruleEvent(scheduled()));
    expect(put()).toEqual([`${VPC} NON_COMPLIANT`, `${OTHER_VPC} COMPLIANT`]);
  });

  test.each([
    ['config:GetComplianceDetailsByConfigRule', 'config', GetComplianceDetailsByConfigRuleCommand],
    ['ec2:DescribeVpcs', 'ec2', DescribeVpcsCommand],
    ['ec2:DescribeFlowLogs', 'ec2', DescribeFlowLogsCommand],
  ] as const)('gives no verdict when %s fails', async (action, client, command: any) => {
    const { invoke, putInputs, ...staged } = stage({ remembered: ['vpc-0dead'] });
    staged[client].on(command).rejects(awsError('InternalError'));
    await expect(invoke(ruleEvent(scheduled()))).rejects.toThrow(`${action} failed: InternalError`);
    expect(putInputs()).toEqual([]);
  });

  test('gives no verdict when the second page of VPCs fails', async () => {
    const { invoke, ec2, config } = stage();
    ec2
      .on(DescribeVpcsCommand)
      .resolvesOnce({ Vpcs: [vpc()], NextToken: 'v' })
      .rejects(awsError('RequestLimitExceeded'));
    await expect(invoke(ruleEvent(scheduled()))).rejects.toThrow('RequestLimitExceeded');
    expect(config.commandCalls(PutEvaluationsCommand)).toEqual([]);
  });
});
