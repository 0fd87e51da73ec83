import { DescribeFlowLogsCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { OTHER_VPC, ruleEvent, SCHEDULE_TIME, scheduled, VPC } from './events';
import { flowLog, result, type Stage, stage, vpc } from './stage';

const COMPLIANT = { ComplianceType: 'COMPLIANT' } as const;

const filtersOf = ({ ec2 }: Stage, command: any): readonly unknown[] =>
  ec2
    .commandCalls(command)
    .map((call: any) => (call.args[0].input.Filter ?? call.args[0].input.Filters)?.[0]);

/** EC2 whose list of flow logs lacks these, though it gives them when asked for their VPC. */
function listingWithout(staged: Stage, listed: readonly object[], asked: readonly object[]): void {
  staged.ec2
    .on(DescribeFlowLogsCommand)
    .callsFake(({ Filter }) => Promise.resolve({ FlowLogs: Filter ? asked : listed }));
}

describe('a list that lacks a flow log', () => {
  test.each([
    ['was compliant', [result(VPC, COMPLIANT)]],
    ['was never judged', []],
  ])(
    'makes no VPC non-compliant that %s: EC2 is asked for it by id, and the answer counts',
    async (_, remembered) => {
      const staged = stage({ remembered });
      listingWithout(staged, [], [flowLog()]);
      await staged.invoke(ruleEvent(scheduled()));
      expect(staged.put()).toEqual([`${VPC} COMPLIANT`]);
      expect(filtersOf(staged, DescribeFlowLogsCommand)).toEqual([
        undefined,
        { Name: 'resource-id', Values: [VPC] },
      ]);
    },
  );

  test('is believed where Config shows the same verdict already: a steady state asks nothing twice', async () => {
    const { invoke, put, calls } = stage({ remembered: [VPC] });
    await invoke(ruleEvent(scheduled()));
    expect(put()).toEqual([`${VPC} NON_COMPLIANT`]);
    expect(calls.filter((call) => call === 'DescribeFlowLogs')).toHaveLength(1);
  });

  test('is asked about for a hundred VPCs at a time, and never for those that are covered or not judged', async () => {
    const ids = Array.from({ length: 150 }, (_, at) => `vpc-${at}`);
    const staged = stage({
      vpcs: [
        vpc(),
        vpc({ VpcId: OTHER_VPC, OwnerId: '444455556666' }),
        ...ids.map((VpcId) => vpc({ VpcId })),
      ],
      flowLogs: [flowLog()],
    });
    await staged.invoke(ruleEvent(scheduled()));
    expect(filtersOf(staged, DescribeFlowLogsCommand)).toEqual([
      undefined,
      { Name: 'resource-id', Values: ids.slice(0, 100) },
      { Name: 'resource-id', Values: ids.slice(100) },
    ]);
    expect(staged.put().filter((each) => each.endsWith('NON_COMPLIANT'))).toHaveLength(150);
  });

  test('gives no verdict at all when the question fails', async () => {
    const staged = stage({ remembered: [] });
    staged.ec2
      .on(DescribeFlowLogsCommand)
      .callsFake(({ Filter }) =>
        Filter ? Promise.reject(new Error('denied')) : Promise.resolve({ FlowLogs: [] }),
      );
    await expect(staged.invoke(ruleEvent(scheduled()))).rejects.toThrow('ec2:DescribeFlowLogs failed');
    expect(staged.put()).toEqual([]);
  });
});

describe('a list that lacks a VPC of which Config shows a verdict', () => {
  test('proves nothing: EC2 is asked by id, and a VPC that is there after all is judged', async () => {
    const staged = stage({ remembered: [OTHER_VPC], flowLogs: [flowLog({ ResourceId: OTHER_VPC })] });
    staged.ec2
      .on(DescribeVpcsCommand)
      .callsFake(({ Filters }) => Promise.resolve({ Vpcs: Filters ? [vpc({ VpcId: OTHER_VPC })] : [vpc()] }));
    await staged.invoke(ruleEvent(scheduled()));
    expect(staged.put()).toEqual([`${VPC} NON_COMPLIANT`, `${OTHER_VPC} COMPLIANT`]);
    expect(filtersOf(staged, DescribeVpcsCommand)).toEqual([
      undefined,
      { Name: 'vpc-id', Values: [OTHER_VPC] },
    ]);
  });

  const at = (OrderingTimestamp: Date | undefined) =>
    result(OTHER_VPC, {
      EvaluationResultIdentifier: {
        EvaluationResultQualifier: { ResourceType: 'AWS::EC2::VPC', ResourceId: OTHER_VPC },
        ...(OrderingTimestamp && { OrderingTimestamp }),
      },
    });

  test.each([
    ['is newer than the sweep: it was created meanwhile', new Date(Date.parse(SCHEDULE_TIME) + 1)],
    ['is as old as the sweep: it comes from an attempt before this one', new Date(SCHEDULE_TIME)],
    ['has no time', undefined],
  ])('is not cleared when that verdict %s', async (_, time) => {
    const { invoke, put, calls } = stage({ remembered: [VPC, at(time)] });
    await invoke(ruleEvent(scheduled()));
    expect(put()).toEqual([`${VPC} NON_COMPLIANT`]);
    expect(calls.filter((call) => call === 'DescribeVpcs')).toHaveLength(1);
  });

  test('is cleared when that verdict is a millisecond older than the sweep', async () => {
    const { invoke, put } = stage({ remembered: [VPC, at(new Date(Date.parse(SCHEDULE_TIME) - 1))] });
    await invoke(ruleEvent(scheduled()));
    expect(put()).toEqual([`${VPC} NON_COMPLIANT`, `${OTHER_VPC} NOT_APPLICABLE`]);
  });
});
