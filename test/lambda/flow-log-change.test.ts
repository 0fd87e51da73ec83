import {
  GetResourceConfigHistoryCommand,
  ResourceNotDiscoveredException,
} from '@aws-sdk/client-config-service';
import {
  CAPTURE_TIME,
  FLOW_LOG,
  flowLogChange,
  OTHER_VPC,
  oversizedFlowLogChange,
  ruleEvent,
  VPC,
} from './events';
import { awsError, flowLog, stage, vpc } from './stage';

const deleted = { configurationItemStatus: 'ResourceDeleted', configuration: null };
const recorded = (resourceId: string) => ({ configuration: JSON.stringify({ resourceId }) });

describe('a change of a flow log', () => {
  // A rule for VPCs alone, as every peer's, is not told of it: a flow log is no part of its VPC's item.
  test('is reported on the VPC that it captures, ordered by the capture time of its item', async () => {
    const { invoke, putInputs } = stage({ flowLogs: [flowLog()] });

    await invoke(ruleEvent(flowLogChange()));

    expect(putInputs()[0]?.Evaluations).toEqual([
      expect.objectContaining({
        ComplianceResourceType: 'AWS::EC2::VPC',
        ComplianceResourceId: VPC,
        ComplianceType: 'COMPLIANT',
        OrderingTimestamp: new Date(CAPTURE_TIME),
      }),
    ]);
  });

  test.each(['ResourceDeleted', 'ResourceNotRecorded', 'ResourceDeletedNotRecorded'])(
    'with status %s has its VPC judged as it now is',
    async (configurationItemStatus) => {
      const { invoke, put } = stage({ flowLogs: [] });
      await invoke(ruleEvent(flowLogChange({ configurationItemStatus })));
      expect(put()).toEqual([`${VPC} NON_COMPLIANT`]);
    },
  );

  test.each(['ResourceDiscovered', 'OK'])(
    'with status %s that EC2 does not show yet gives no verdict: Lambda tries again',
    async (configurationItemStatus) => {
      const { invoke, config, put } = stage({ flowLogs: [flowLog({ FlowLogId: 'fl-0another' })] });
      config.on(GetResourceConfigHistoryCommand).resolves({ configurationItems: [recorded(VPC)] });
      await expect(invoke(ruleEvent(flowLogChange({ configurationItemStatus })))).rejects.toThrow(
        `nothing of ${FLOW_LOG}, allowed: the flow log that Config recorded`,
      );
      expect(put()).toEqual([]);
    },
  );

  test.each([
    [{ configurationItemStatus: 'ResourceDeleted' }],
    [{ configurationItemStatus: 'ResourceDeletedNotRecorded' }],
  ])(
    'that comes after the deletion it should have come before is judged all the same: %p',
    async (newest) => {
      const { invoke, config, put } = stage({ flowLogs: [] });
      config
        .on(GetResourceConfigHistoryCommand)
        .resolvesOnce({ configurationItems: [], nextToken: 'a' })
        .resolvesOnce({ configurationItems: [newest, recorded(VPC)] } as object);
      await invoke(ruleEvent(flowLogChange()));
      expect(put()).toEqual([`${VPC} NON_COMPLIANT`]);
    },
  );

  test.each([
    ['no history of', []],
    ['an item without a status of', [{}]],
  ])('that EC2 does not show and Config has %s gives no verdict', async (_, configurationItems) => {
    const { invoke, config, put } = stage({ flowLogs: [] });
    config.on(GetResourceConfigHistoryCommand).resolves({ configurationItems });
    await expect(invoke(ruleEvent(flowLogChange()))).rejects.toThrow(`nothing of ${FLOW_LOG}`);
    expect(put()).toEqual([]);
  });

  test.each(['ResourceDeleted', 'ResourceDeletedNotRecorded'])(
    'with status %s does not count any more, though EC2 goes on listing it for a while',
    async (configurationItemStatus) => {
      const { invoke, put } = stage({ flowLogs: [flowLog()] });
      await invoke(ruleEvent(flowLogChange({ configurationItemStatus })));
      expect(put()).toEqual([`${VPC} NON_COMPLIANT`]);
    },
  );

  test.each(['ResourceDeleted', 'ResourceDeletedNotRecorded'])(
    'with status %s that EC2 still lists makes the rest of the list doubtful: no verdict that the VPC is covered',
    async (configurationItemStatus) => {
      const another = flowLog({ FlowLogId: 'fl-0another' });
      const { invoke, put } = stage({ flowLogs: [flowLog(), another] });
      await expect(invoke(ruleEvent(flowLogChange({ configurationItemStatus })))).rejects.toThrow(
        'a flow log that Config recorded as deleted, allowed: the flow logs that there are',
      );
      expect(put()).toEqual([]);
    },
  );

  test.each(['ResourceDeleted', 'ResourceDeletedNotRecorded'])(
    'with status %s that EC2 does not list any more leaves the others as they are',
    async (configurationItemStatus) => {
      const { invoke, put } = stage({ flowLogs: [flowLog({ FlowLogId: 'fl-0another' })] });
      await invoke(ruleEvent(flowLogChange({ configurationItemStatus })));
      expect(put()).toEqual([`${VPC} COMPLIANT`]);
    },
  );

  test('is judged though the flow log left the scope of the rule: it may cover its VPC all the same', async () => {
    const { invoke, put } = stage({ flowLogs: [flowLog()] });
    await invoke(ruleEvent(flowLogChange(), { eventLeftScope: true }));
    expect(put()).toEqual([`${VPC} COMPLIANT`]);
  });

  test('that Config only stops recording counts as long as EC2 lists it', async () => {
    const { invoke, put } = stage({ flowLogs: [flowLog()] });
    await invoke(ruleEvent(flowLogChange({ configurationItemStatus: 'ResourceNotRecorded' })));
    expect(put()).toEqual([`${VPC} COMPLIANT`]);
  });

  test('of a VPC that is out of scope needs no look at its flow logs, new or not', async () => {
    const { invoke, put, calls } = stage({ vpcs: [vpc({ OwnerId: '444455556666' })] });
    await invoke(ruleEvent(flowLogChange()));
    expect(put()).toEqual([`${VPC} NOT_APPLICABLE`]);
    expect(calls).toEqual(['DescribeVpcs', 'PutEvaluations']);
  });

  test.each(['subnet-0a', 'eni-0a', 'tgw-0a', 'tgw-attach-0a'])(
    'that captures %s evaluates nothing and puts nothing',
    async (resourceId) => {
      const { invoke, calls } = stage();
      await invoke(ruleEvent(flowLogChange({ configuration: { resourceId } })));
      expect(calls).toEqual([]);
    },
  );

  test('that is new, whose VPC was deleted since, makes that VPC not applicable', async () => {
    const { invoke, config, put } = stage({ vpcs: [] });
    config
      .on(GetResourceConfigHistoryCommand, { resourceType: 'AWS::EC2::VPC', resourceId: VPC })
      .resolves({ configurationItems: [{ configurationItemStatus: 'ResourceDeleted' }] });
    await invoke(ruleEvent(flowLogChange()));
    expect(put()).toEqual([`${VPC} NOT_APPLICABLE`]);
  });

  test.each([[[]], [[{ configurationItemStatus: 'ResourceDiscovered' as const }]]])(
    'that is new gives no verdict on a VPC that EC2 does not show yet, with the history %j',
    async (configurationItems) => {
      const { invoke, config, put } = stage({ vpcs: [] });
      config.on(GetResourceConfigHistoryCommand).resolves({ configurationItems });
      await expect(invoke(ruleEvent(flowLogChange()))).rejects.toThrow(`nothing of ${VPC}`);
      expect(put()).toEqual([]);
    },
  );

  test('that was deleted with its VPC makes that VPC not applicable, and asks no history', async () => {
    const { invoke, put, calls } = stage({ vpcs: [] });
    await invoke(ruleEvent(flowLogChange({ configurationItemStatus: 'ResourceDeleted' })));
    expect(put()).toEqual([`${VPC} NOT_APPLICABLE`]);
    expect(calls).not.toContain('GetResourceConfigHistory');
  });
});

describe('a flow log whose item does not tell the VPC', () => {
  test.each([
    ['is deleted', flowLogChange(deleted)],
    ['is oversized', oversizedFlowLogChange()],
    ['has an empty configuration', flowLogChange({ configuration: {} })],
    ['has an empty resource id', flowLogChange({ configuration: { resourceId: '' } })],
  ])('has it looked up in the history: %s', async (_, notification) => {
    const { invoke, config, put } = stage({
      vpcs: [vpc(), vpc({ VpcId: OTHER_VPC })],
      flowLogs: [flowLog({ DeliverLogsStatus: 'FAILED' })],
    });
    config.on(GetResourceConfigHistoryCommand).resolves({ configurationItems: [recorded(VPC)] });

    await invoke(ruleEvent(notification));

    expect(put()).toEqual([`${VPC} NON_COMPLIANT`]);
    expect(config.commandCalls(GetResourceConfigHistoryCommand)[0]?.args[0].input).toMatchObject({
      resourceType: 'AWS::EC2::FlowLog',
      resourceId: FLOW_LOG,
    });
  });

  test('is looked for on every page, past items that tell nothing', async () => {
    const { invoke, config, put } = stage({ vpcs: [vpc(), vpc({ VpcId: OTHER_VPC })] });
    const history = config.on(GetResourceConfigHistoryCommand);
    history
      .resolvesOnce({ configurationItems: [{}, { configuration: 'null' }], nextToken: 'a' })
      .resolvesOnce({ configurationItems: [], nextToken: 'b' })
      .resolvesOnce({
        configurationItems: [{ configuration: 'no JSON' }, recorded(OTHER_VPC), recorded(VPC)],
      });

    await invoke(ruleEvent(flowLogChange(deleted)));

    expect(put()).toEqual([`${OTHER_VPC} NON_COMPLIANT`]);
    const tokens = config
      .commandCalls(GetResourceConfigHistoryCommand)
      .map((call) => call.args[0].input.nextToken);
    expect(tokens).toEqual([undefined, 'a', 'b']);
  });

  test('reads no more of the history than it needs', async () => {
    const { invoke, config } = stage();
    config
      .on(GetResourceConfigHistoryCommand)
      .resolves({ configurationItems: [recorded(VPC)], nextToken: 'more' });
    await invoke(ruleEvent(flowLogChange(deleted)));
    expect(config.commandCalls(GetResourceConfigHistoryCommand)).toHaveLength(1);
  });

  test('evaluates nothing when it captured a subnet', async () => {
    const { invoke, config, putInputs } = stage();
    config.on(GetResourceConfigHistoryCommand).resolves({ configurationItems: [recorded('subnet-0a')] });
    await invoke(ruleEvent(flowLogChange(deleted)));
    expect(putInputs()).toEqual([]);
  });

  test.each([
    [
      'Config does not know the flow log',
      () => Promise.reject(new ResourceNotDiscoveredException({ message: 'unknown', $metadata: {} })),
    ],
    ['its history is empty', () => Promise.resolve({ configurationItems: [] })],
    [
      'no recorded item tells',
      () => Promise.resolve({ configurationItems: [recorded(''), { configuration: '{}' }] }),
    ],
  ])('has every VPC of the Region judged, and none cleared, when %s', async (_, history) => {
    const { invoke, config, put, putInputs, calls } = stage({
      vpcs: [vpc(), vpc({ VpcId: OTHER_VPC })],
      flowLogs: [flowLog()],
      remembered: ['vpc-0dead'],
    });
    config.on(GetResourceConfigHistoryCommand).callsFake(history);

    await invoke(ruleEvent(flowLogChange(deleted)));

    // EC2 still lists the very flow log that Config recorded as deleted.
    expect(put()).toEqual([`${VPC} NON_COMPLIANT`, `${OTHER_VPC} NON_COMPLIANT`]);
    expect(putInputs()[0]?.Evaluations?.[0]?.OrderingTimestamp).toEqual(new Date(CAPTURE_TIME));
    expect(calls).not.toContain('GetComplianceDetailsByConfigRule');
  });

  test('that is deleted and still listed changes nothing where its VPC is not judged by flow logs', async () => {
    const { invoke, config, put } = stage({
      vpcs: [vpc(), vpc({ VpcId: OTHER_VPC, OwnerId: '444455556666' })],
      flowLogs: [flowLog({ ResourceId: OTHER_VPC }), flowLog({ FlowLogId: 'fl-0another' })],
    });
    config.on(GetResourceConfigHistoryCommand).resolves({ configurationItems: [] });
    await invoke(ruleEvent(flowLogChange(deleted)));
    expect([...put()].sort()).toEqual([`${VPC} COMPLIANT`, `${OTHER_VPC} NOT_APPLICABLE`]);
  });

  test('gives no verdict when neither EC2 nor the history shows what Config recorded', async () => {
    const { invoke, config, put } = stage({ vpcs: [vpc()], flowLogs: [] });
    config.on(GetResourceConfigHistoryCommand).resolves({ configurationItems: [] });
    await expect(invoke(ruleEvent(oversizedFlowLogChange()))).rejects.toThrow(`nothing of ${FLOW_LOG}`);
    expect(put()).toEqual([]);
  });

  test('asks for as many items as Config gives at most', async () => {
    const { invoke, config } = stage();
    config.on(GetResourceConfigHistoryCommand).resolves({ configurationItems: [recorded(VPC)] });
    await invoke(ruleEvent(flowLogChange(deleted)));
    const [call] = config.commandCalls(GetResourceConfigHistoryCommand);
    expect(call?.args[0].input.limit).toBe(100);
  });

  test.each(['NoAvailableConfigurationRecorderException', 'InvalidTimeRangeException'])(
    'gives no verdict when Config answers %s, which is not that it knows nothing',
    async (name) => {
      const { invoke, config, put } = stage();
      config.on(GetResourceConfigHistoryCommand).rejects(awsError(name));
      await expect(invoke(ruleEvent(flowLogChange(deleted)))).rejects.toThrow(name);
      expect(put()).toEqual([]);
    },
  );

  test('gives no verdict when the history cannot be read', async () => {
    const { invoke, config, putInputs } = stage();
    config.on(GetResourceConfigHistoryCommand).rejects(awsError('AccessDeniedException'));
    await expect(invoke(ruleEvent(flowLogChange(deleted)))).rejects.toThrow(
      'config:GetResourceConfigHistory failed: AccessDeniedException: said AWS',
    );
    expect(putInputs()).toEqual([]);
  });

  test('gives no verdict when the history has no list', async () => {
    const { invoke, config, putInputs } = stage();
    config.on(GetResourceConfigHistoryCommand).resolves({});
    await expect(invoke(ruleEvent(flowLogChange(deleted)))).rejects.toThrow('answered with no list');
    expect(putInputs()).toEqual([]);
  });

  test('gives no verdict when the history never ends', async () => {
    const { invoke, config, putInputs } = stage();
    config.on(GetResourceConfigHistoryCommand).resolves({ configurationItems: [], nextToken: 'same' });
    await expect(invoke(ruleEvent(flowLogChange(deleted)))).rejects.toThrow(
      'a next token that it had given before',
    );
    expect(putInputs()).toEqual([]);
  });
});
