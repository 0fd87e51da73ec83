import { HOUR, MINUTE, openSandbox, type Rehearsal, rehearse, Rehearsal as Steps } from './rehearsal';

const inDays = (rehearsal: Rehearsal, days: number): string =>
  new Date(rehearsal.sandbox.world.scheduler.now().getTime() + days * 86_400_000).toISOString().slice(0, 10);

/** Verdicts on one VPC, in order, without their annotations. */
const verdicts = (rehearsal: Rehearsal, vpcId: string): readonly string[] =>
  rehearsal.story.flatMap((line) => new RegExp(`config: ${vpcId} (\\w+):`).exec(line)?.[1] ?? []);

describe('a new VPC', () => {
  test('is judged non-compliant, remediated, and judged compliant', async () => {
    const rehearsal = await rehearse();
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(2 * MINUTE);
    expect(await rehearsal.result(vpcId)).toEqual({ type: 'NON_COMPLIANT', annotation: 'no flow log' });
    await rehearsal.advance(HOUR);
    const [flowLog, ...others] = await rehearsal.flowLogsOf(vpcId);
    expect(others).toEqual([]);
    expect(flowLog).toMatchObject({ ResourceId: vpcId, TrafficType: 'ALL', LogDestinationType: 's3' });
    expect(await rehearsal.result(vpcId)).toEqual({
      type: 'COMPLIANT',
      annotation: expect.stringContaining(`${flowLog?.FlowLogId} captures ALL to arn:aws:s3:::`),
    });
    expect(verdicts(rehearsal, vpcId)).toEqual(['NON_COMPLIANT', 'COMPLIANT']);
  });

  test('is judged without waiting for the schedule', async () => {
    const rehearsal = await rehearse();
    await rehearsal.advance(HOUR);
    const vpcId = await rehearsal.createVpc();
    expect(
      await rehearsal.minutesUntil(async () => (await rehearsal.compliance(vpcId)) !== 'not judged'),
    ).toBe(2);
  });

  test('gets one flow log, tagged with the execution that created it', async () => {
    const rehearsal = await rehearse();
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(HOUR);
    const [execution, ...others] = await rehearsal.executions();
    expect(others).toEqual([]);
    expect(execution?.AutomationExecutionStatus).toBe('Success');
    const [flowLog] = await rehearsal.flowLogsOf(vpcId);
    expect(flowLog?.Tags).toContainEqual({
      Key: 'vpc-flow-logs-compliance:execution',
      Value: execution?.AutomationExecutionId,
    });
  });

  test('whose own code creates a flow log during the settle time gets no second one', async () => {
    const rehearsal = await rehearse();
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(4 * MINUTE);
    const [execution] = await rehearsal.executions();
    expect(execution?.StepExecutions?.at(-1)).toMatchObject({ StepName: 'Settle', StepStatus: 'InProgress' });
    const own = await rehearsal.createFlowLog(vpcId);
    await rehearsal.advance(HOUR);
    expect((await rehearsal.flowLogsOf(vpcId)).map(({ FlowLogId }) => FlowLogId)).toEqual([own]);
    expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
    expect((await rehearsal.executions()).map(Steps.steps)).toEqual([
      ['JudgeVpc', 'BranchOnJudgement', 'Settle', 'JudgeSettled', 'BranchOnSettled', 'EndCovered'],
    ]);
  });
});

describe('a covered VPC', () => {
  test('whose flow log is deleted is found and covered again', async () => {
    const rehearsal = await rehearse();
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(HOUR);
    const [first] = await rehearsal.ours(vpcId);
    await rehearsal.deleteFlowLog(first);
    await rehearsal.advance(2 * MINUTE);
    expect(await rehearsal.compliance(vpcId)).toBe('NON_COMPLIANT');
    await rehearsal.advance(HOUR);
    expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
    expect(await rehearsal.ours(vpcId)).toEqual([expect.not.stringMatching(first ?? '')]);
  });

  test('whose bucket is closed to the delivery service becomes non-compliant, and its remediation fails with the cause', async () => {
    const rehearsal = await rehearse();
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(HOUR);
    for (const name of rehearsal.refs('AWS::S3::Bucket')) {
      const bucket = rehearsal.sandbox.world.bucket(`arn:aws:s3:::${name}`);
      if (bucket) bucket.policy = undefined;
    }
    await rehearsal.advance(7 * HOUR);
    expect(await rehearsal.result(vpcId)).toEqual({
      type: 'NON_COMPLIANT',
      annotation: expect.stringContaining('fails to deliver: Access error'),
    });
    const last = (await rehearsal.executions()).at(-1);
    expect(last?.AutomationExecutionStatus).toBe('Failed');
    expect(last?.FailureMessage).toContain('and fails: Access error');
    expect(await rehearsal.ours(vpcId)).toHaveLength(1);
  });

  test('is remediated no more, however late Config records the flow log', async () => {
    const rehearsal = await rehearse({ delays: { recording: 20 * MINUTE } });
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(3 * HOUR);
    expect(await rehearsal.ours(vpcId)).toHaveLength(1);
    // Config retries failures; what succeeded waits for a new evaluation.
    expect(await rehearsal.executions()).toHaveLength(1);
    expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
  });
});

describe('an execution that is started by hand', () => {
  const cases: readonly [string, (rehearsal: Rehearsal) => Promise<string>, string][] = [
    [
      'already covered',
      async (rehearsal) => {
        const vpcId = await rehearsal.createVpc();
        await rehearsal.createFlowLog(vpcId);
        await rehearsal.advance(MINUTE);
        return vpcId;
      },
      'EndCovered',
    ],
    [
      'gone',
      async (rehearsal) => {
        const vpcId = await rehearsal.createVpc();
        await rehearsal.deleteVpc(vpcId);
        return vpcId;
      },
      'EndNothingToDo',
    ],
    ['shared', (rehearsal) => rehearsal.sharedVpc(), 'EndNothingToDo'],
    [
      'exempt',
      (rehearsal) => rehearsal.createVpc({ 'flow-logs-exempt-until': inDays(rehearsal, 30) }),
      'EndNothingToDo',
    ],
  ];

  test.each(cases)('on a VPC that is %s creates nothing and succeeds', async (_, make, end) => {
    const rehearsal = await rehearse();
    const vpcId = await make(rehearsal);
    const before = rehearsal.sandbox.world.protectedState();
    const execution = await rehearsal.remediate(vpcId);
    expect(execution.AutomationExecutionStatus).toBe('Success');
    expect(Steps.steps(execution)).toEqual(['JudgeVpc', 'BranchOnJudgement', end]);
    expect(rehearsal.sandbox.world.protectedState()).toBe(before);
  });
});

describe('a VPC that is deleted', () => {
  test('becomes not applicable with its configuration item', async () => {
    const rehearsal = await rehearse();
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(HOUR);
    await rehearsal.deleteVpc(vpcId);
    await rehearsal.advance(2 * MINUTE);
    expect(await rehearsal.compliance(vpcId)).toBe('NOT_APPLICABLE');
  });

  test('becomes not applicable at the next sweep when the rule was not told', async () => {
    const rehearsal = await rehearse();
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(HOUR);
    rehearsal.sandbox.home.vpcs.delete(vpcId);
    await rehearsal.advance(4 * HOUR);
    expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
    await rehearsal.advance(2 * HOUR);
    expect(await rehearsal.compliance(vpcId)).toBe('NOT_APPLICABLE');
  });
});

describe('an account that holds VPCs before the rule', () => {
  test('is swept as soon as the rule is there, and nobody is asked twice', async () => {
    const rehearsal = await openSandbox();
    const covered = await rehearsal.createVpc();
    await rehearsal.createFlowLog(covered);
    const bare = await rehearsal.createVpc();
    await rehearsal.advance(HOUR);
    rehearsal.deploy();
    await rehearsal.advance(MINUTE);
    expect(await rehearsal.compliance(covered)).toBe('COMPLIANT');
    expect(await rehearsal.compliance(bare)).toBe('NON_COMPLIANT');
    await rehearsal.advance(HOUR);
    expect(await rehearsal.ours(covered)).toEqual([]);
    expect(await rehearsal.ours(bare)).toHaveLength(1);
    expect(await rehearsal.executions()).toHaveLength(1);
  });
});

describe('virtual time', () => {
  test('is what the function sees: an exemption ends when its day has passed', async () => {
    const rehearsal = await rehearse();
    const until = inDays(rehearsal, 2);
    const vpcId = await rehearsal.createVpc({ 'flow-logs-exempt-until': until });
    await rehearsal.advance(2 * 24 * HOUR);
    expect(await rehearsal.result(vpcId)).toEqual({
      type: 'NOT_APPLICABLE',
      annotation: `exempt until ${until} (UTC) by tag flow-logs-exempt-until`,
    });
    await rehearsal.advance(24 * HOUR);
    expect(verdicts(rehearsal, vpcId)).toEqual(['NOT_APPLICABLE', 'NON_COMPLIANT', 'COMPLIANT']);
  });

  test('dates what is recorded', async () => {
    const rehearsal = await rehearse();
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(HOUR);
    const [flowLog] = await rehearsal.flowLogsOf(vpcId);
    expect(flowLog?.CreationTime?.toISOString()).toMatch(/^2027-01-04T08:0\d/);
    const lines = [...rehearsal.sandbox.home.logGroups.values()].flatMap((group) => group.lines);
    const hours = new Set(lines.map((line) => String(JSON.parse(line).timestamp).slice(0, 13)));
    expect([...hours]).toEqual(['2027-01-04T08']);
  });
});

describe('a run', () => {
  const play = async (seed: number): Promise<readonly string[]> => {
    const rehearsal = await rehearse({ seed });
    for (let count = 0; count < 3; count += 1) await rehearsal.createVpc();
    await rehearsal.advance(HOUR);
    const [, first = ''] = /(vpc-\w+) COMPLIANT/.exec(rehearsal.story.join('\n')) ?? [];
    await rehearsal.deleteFlowLog((await rehearsal.ours(first))[0]);
    await rehearsal.advance(12 * HOUR);
    return rehearsal.story;
  };

  test('is the same twice, event by event, for the same seed', async () => {
    const first = await play(7);
    expect(first.length).toBeGreaterThan(40);
    expect(await play(7)).toEqual(first);
  });

  test('has other ids for another seed, and the same story', async () => {
    const [first, second] = [await play(7), await play(8)];
    expect(second).not.toEqual(first);
    const anonymous = (story: readonly string[]) =>
      story.map((line) => line.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{8,17}/g, '#'));
    expect(anonymous(second)).toEqual(anonymous(first));
  });
});
