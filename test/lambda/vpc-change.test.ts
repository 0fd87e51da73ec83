import {
  GetResourceConfigHistoryCommand,
  ResourceNotDiscoveredException,
} from '@aws-sdk/client-config-service';
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

  test('of a VPC that another account shares with us is not applicable, which takes no look into the history', async () => {
    const { invoke, put, calls } = stage({ vpcs: [vpc({ OwnerId: '444455556666' })] });
    await invoke(ruleEvent(vpcChange()));
    expect(put()).toEqual([`${VPC} NOT_APPLICABLE`]);
    expect(calls).toEqual(['DescribeVpcs', 'PutEvaluations']);
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

describe('a change of a VPC that EC2 does not show', () => {
  const NEW = ['OK', 'ResourceDiscovered'] as const;
  const DELETED = ['ResourceDeleted', 'ResourceDeletedNotRecorded'] as const;
  const recorded = (configurationItemStatus: string): object => ({ configurationItemStatus });

  /** A Region without VPCs, and what Config has of this one: pages of items, newest first. */
  function unshown(...pages: readonly (readonly object[])[]) {
    const staged = stage({ vpcs: [] });
    const history = staged.config.on(GetResourceConfigHistoryCommand);
    for (const [index, configurationItems] of pages.entries())
      history.resolvesOnce({
        configurationItems,
        nextToken: index + 1 < pages.length ? `page-${index + 1}` : undefined,
      } as object);
    return staged;
  }

  test.each(NEW.flatMap((told) => DELETED.map((newest) => [told, newest] as const)))(
    'with status %s is not applicable when the newest item of its history says %s',
    async (configurationItemStatus, newest) => {
      const { invoke, put, putInputs, config } = unshown([recorded(newest), recorded('OK')]);
      await invoke(ruleEvent(vpcChange({ configurationItemStatus })));
      expect(put()).toEqual([`${VPC} NOT_APPLICABLE`]);
      expect(putInputs()[0]?.Evaluations?.[0]).toMatchObject({
        Annotation: 'the VPC does not exist any more',
        OrderingTimestamp: new Date(CAPTURE_TIME),
      });
      const asked = config.commandCalls(GetResourceConfigHistoryCommand);
      // One item of a VPC can be hundreds of kilobytes.
      expect(asked.map((call) => call.args[0].input)).toEqual([
        { resourceType: 'AWS::EC2::VPC', resourceId: VPC, limit: 1 },
      ]);
    },
  );

  test('is not applicable when the deletion is on a later page, for pages may be empty', async () => {
    const { invoke, put } = unshown([], [], [recorded('ResourceDeleted')]);
    await invoke(ruleEvent(vpcChange()));
    expect(put()).toEqual([`${VPC} NOT_APPLICABLE`]);
  });

  const undeleted: readonly (readonly [string, readonly object[]])[] = [
    ['empty', []],
    ['of one item that says OK', [recorded('OK')]],
    ['of one item that says ResourceDiscovered', [recorded('ResourceDiscovered')]],
    ['of one item that says ResourceNotRecorded', [recorded('ResourceNotRecorded')]],
    ['of one item without a status', [{}]],
    ['of a deletion and a newer item', [recorded('OK'), recorded('ResourceDeleted')]],
  ];

  test.each(NEW.flatMap((told) => undeleted.map(([which, items]) => [told, which, items] as const)))(
    'with status %s gives no verdict when its history is %s: Lambda tries again',
    async (configurationItemStatus, _, items) => {
      const { invoke, putInputs } = unshown(items);
      await expect(invoke(ruleEvent(vpcChange({ configurationItemStatus })))).rejects.toThrow(
        `ec2:DescribeVpcs answered with nothing of ${VPC}, allowed: the VPC that Config recorded`,
      );
      expect(putInputs()).toEqual([]);
    },
  );

  test('gives no verdict when Config has no history of it', async () => {
    const { invoke, config, putInputs } = unshown();
    config
      .on(GetResourceConfigHistoryCommand)
      .rejects(new ResourceNotDiscoveredException({ message: 'unknown', $metadata: {} }));
    await expect(invoke(ruleEvent(vpcChange()))).rejects.toThrow(`nothing of ${VPC}`);
    expect(putInputs()).toEqual([]);
  });

  test('that is oversized gives no verdict either', async () => {
    const { invoke, putInputs } = unshown([recorded('OK')]);
    await expect(invoke(ruleEvent(oversizedVpcChange()))).rejects.toThrow(`nothing of ${VPC}`);
    expect(putInputs()).toEqual([]);
  });

  test('gives no verdict when its history cannot be read', async () => {
    const { invoke, config, putInputs } = unshown();
    config.on(GetResourceConfigHistoryCommand).rejects(awsError('AccessDeniedException'));
    await expect(invoke(ruleEvent(vpcChange()))).rejects.toThrow(
      'config:GetResourceConfigHistory failed: AccessDeniedException: said AWS',
    );
    expect(putInputs()).toEqual([]);
  });

  test('is judged by the retry that finds it shown', async () => {
    const hidden = unshown([recorded('ResourceDiscovered')]);
    const event = ruleEvent(vpcChange({ configurationItemStatus: 'ResourceDiscovered' }));
    await expect(hidden.invoke(event)).rejects.toThrow(`nothing of ${VPC}`);
    const shown = stage({ vpcs: [vpc()] });
    await shown.invoke(event);
    expect(shown.put()).toEqual([`${VPC} NON_COMPLIANT`]);
    expect(shown.calls).toEqual(['DescribeVpcs', 'DescribeFlowLogs', 'PutEvaluations']);
  });
});
