import { ANSWERS, type Assumptions, type Question } from '../../sandbox/assumptions';
import { HOUR, MINUTE, OWN_BUCKET, openSandbox, type Rehearsal, rehearse } from './rehearsal';
import { AUTOMATION_ROLE, forbid, stepOf } from './template-changes';

/** Answers under which it is not so: what happens then is in the files beside this one. */
const NOT_COVERED: Partial<Record<Question, true>> = {
  automationNamesItsSource: true,
  creationReadsBucketPolicy: true,
  creationDeletesLogDelivery: true,
  deliverySendsAcl: true,
  documentKeepsTypes: true,
  ec2AnswersEmptyLists: true,
  inputPayloadTextsParsed: true,
};

const OTHER_ANSWERS = Object.entries(ANSWERS)
  .filter(([question]) => !(question in NOT_COVERED))
  .map(([question, [, other]]) => [question, other, { [question]: other } as Partial<Assumptions>] as const);

/** Time for a sweep to put right what an event did not. */
const SWEPT = 9 * HOUR;

const ROWS = [['all', 'likely', {}] as const, ...OTHER_ANSWERS];

describe('under the other answer to each question that the loop survives', () => {
  test.each(ROWS)(
    '%s = %s: after a closed bucket and after a deletion, the VPC ends covered with one flow log of ours',
    async (_, __, assumptions) => {
      const rehearsal = await rehearse({ assumptions });
      const bucket = rehearsal.sandbox.world.bucket(`arn:aws:s3:::${rehearsal.refs('AWS::S3::Bucket')[0]}`);
      const policy = bucket?.policy;
      if (bucket) bucket.policy = undefined;
      const vpcId = await rehearsal.createVpc();
      await rehearsal.minutesUntil(
        async () => (await rehearsal.executions())[0]?.AutomationExecutionStatus === 'Failed',
      );
      if (bucket) bucket.policy = policy;
      await rehearsal.createInterface(await rehearsal.createSubnet(vpcId));
      await rehearsal.advance(SWEPT);
      const [first, ...others] = await rehearsal.ours(vpcId);
      expect(others).toEqual([]);
      expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
      await rehearsal.deleteFlowLog(first);
      await rehearsal.advance(SWEPT);
      const again = await rehearsal.ours(vpcId);
      expect(again).toHaveLength(1);
      expect(again).not.toContain(first);
      expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
    },
  );
});

describe('an assumption changes the run', () => {
  test.each([
    ['destination', 'FlowLogAlreadyExists'],
    ['configuration', undefined],
  ] as const)('alreadyExistsCompares %s', async (alreadyExistsCompares, error) => {
    const rehearsal = await rehearse({ assumptions: { alreadyExistsCompares } });
    const vpcId = await rehearsal.createVpc();
    await rehearsal.createFlowLog(vpcId, { TrafficType: 'ACCEPT' });
    const second = rehearsal.createFlowLog(vpcId, { TrafficType: 'REJECT' });
    if (error) await expect(second).rejects.toMatchObject({ name: error });
    else await expect(second).resolves.toMatch(/^fl-/);
    await expect(rehearsal.createFlowLog(vpcId, { TrafficType: 'ACCEPT' })).rejects.toMatchObject({
      name: 'FlowLogAlreadyExists',
    });
  });

  test.each([
    ['unsuccessful', /CreateFlowLogs answered .*"Code":"400"/],
    ['thrown', /CreateFlowLog failed: LogDestinationNotFound/],
  ] as const)('badDestinationIs %s', async (badDestinationIs, line) => {
    const rehearsal = await rehearse({
      assumptions: { badDestinationIs },
      change: (template) => {
        stepOf(template, 'CreateFlowLog')['inputs'].LogDestination = `arn:aws:s3:::${OWN_BUCKET}-missing`;
      },
    });
    await rehearsal.createVpc();
    await rehearsal.advance(HOUR);
    expect(rehearsal.story).toContainEqual(expect.stringMatching(line));
  });

  test.each([
    [false, 'BranchOnJudgement'],
    [true, 'JudgeVpc'],
  ])('functionErrorFailsStep %s', async (functionErrorFailsStep, last) => {
    const rehearsal = await rehearse({
      assumptions: { functionErrorFailsStep },
      change: (template) => {
        stepOf(template, 'JudgeVpc')['inputs'].InputPayload.ruleParameters = '{"trafficType":"NONE"}';
        stepOf(template, 'BranchOnJudgement')['isEnd'] = true;
        delete stepOf(template, 'BranchOnJudgement')['inputs'].Default;
        forbid(template, AUTOMATION_ROLE, 'ec2:CreateFlowLogs');
      },
    });
    const execution = await rehearsal.remediate(await rehearsal.createVpc());
    expect(execution.StepExecutions?.at(-1)?.StepName).toBe(last);
  });

  test.each([
    [false, 1],
    [true, 0],
  ])(
    'deletedItemKeepsConfiguration %s: the history is asked %i times',
    async (deletedItemKeepsConfiguration, asked) => {
      const rehearsal = await rehearse({ assumptions: { deletedItemKeepsConfiguration } });
      const vpcId = await rehearsal.createVpc();
      const flowLogId = await rehearsal.createFlowLog(vpcId);
      await rehearsal.advance(HOUR);
      await rehearsal.deleteFlowLog(flowLogId);
      await rehearsal.advance(2 * MINUTE);
      const { calls } = rehearsal.sandbox.world.trace;
      expect(calls.filter(({ action }) => action === 'config:GetResourceConfigHistory')).toHaveLength(asked);
    },
  );

  const judgements = ({ sandbox }: Rehearsal): number =>
    sandbox.world.trace.calls.filter(({ action }) => action === 'config:PutEvaluations').length;

  test.each([
    [true, 0],
    [false, 1],
  ])(
    'diffNamesRelationships %s: a VPC that has an interface more is judged %i times',
    async (diffNamesRelationships, times) => {
      const rehearsal = await rehearse({ assumptions: { diffNamesRelationships } });
      const vpcId = await rehearsal.createVpc();
      const subnetId = await rehearsal.createSubnet(vpcId);
      await rehearsal.advance(HOUR);
      const before = judgements(rehearsal);
      await rehearsal.createInterface(subnetId);
      await rehearsal.advance(5 * MINUTE);
      expect(judgements(rehearsal) - before).toBe(times);
      expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
    },
  );

  test.each([
    [false, 2],
    [true, 1],
  ])(
    'reevaluationCarriesDiff %s: a new rule judges a VPC that a subnet changed last %i times, once by its schedule',
    async (reevaluationCarriesDiff, times) => {
      const rehearsal = await openSandbox({ assumptions: { reevaluationCarriesDiff } });
      const vpcId = await rehearsal.createVpc();
      await rehearsal.advance(HOUR);
      await rehearsal.createInterface(await rehearsal.createSubnet(vpcId));
      await rehearsal.advance(HOUR);
      rehearsal.deploy();
      await rehearsal.advance(MINUTE);
      expect(judgements(rehearsal)).toBe(times);
      expect(await rehearsal.compliance(vpcId)).toBe('NON_COMPLIANT');
      await rehearsal.advance(HOUR);
      expect(await rehearsal.ours(vpcId)).toHaveLength(1);
    },
  );
});
