import { type Evaluation, PutEvaluationsCommand } from '@aws-sdk/client-config-service';
import { ruleEvent, scheduled, VPC, vpcChange } from './events';
import { awsError, stage, vpc } from './stage';

const vpcsOf = (count: number) => Array.from({ length: count }, (_, at) => vpc({ VpcId: `vpc-${at}` }));

/** Config that leaves these out of its first so many calls. */
function refusing(ids: readonly string[], times: number) {
  let calls = 0;
  return ({ Evaluations }: { Evaluations: readonly Evaluation[] }) => {
    calls += 1;
    const left = Evaluations.filter(({ ComplianceResourceId }) => ids.includes(ComplianceResourceId ?? ''));
    return Promise.resolve({ FailedEvaluations: calls > times ? [] : left.map((each) => ({ ...each })) });
  };
}

describe('evaluations', () => {
  test.each([
    [1, [1]],
    [100, [100]],
    [101, [100, 1]],
    [250, [100, 100, 50]],
  ])('of %i VPCs go to Config in batches of at most 100 with the same token', async (count, sizes) => {
    const { invoke, putInputs } = stage({ vpcs: vpcsOf(count) });
    await invoke(ruleEvent(scheduled()));
    expect(putInputs().map(({ Evaluations }) => Evaluations?.length)).toEqual(sizes);
    expect(new Set(putInputs().map(({ ResultToken }) => ResultToken))).toEqual(new Set(['token-1']));
  });

  test('that Config did not take are put again, only those, after a pause that doubles', async () => {
    const { invoke, config, putInputs, pauses, records } = stage({ vpcs: vpcsOf(3) });
    config.on(PutEvaluationsCommand).callsFake(refusing(['vpc-1'], 2));

    await invoke(ruleEvent(scheduled()));

    const ids = putInputs().map(({ Evaluations }) => Evaluations?.map((each) => each.ComplianceResourceId));
    expect(ids).toEqual([['vpc-0', 'vpc-1', 'vpc-2'], ['vpc-1'], ['vpc-1']]);
    expect(putInputs()[2]?.Evaluations?.[0]).toEqual(putInputs()[0]?.Evaluations?.[1]);
    expect(pauses).toEqual([1_000, 2_000]);
    expect(records).toEqual([expect.objectContaining({ reported: 3 })]);
  });

  test('go to Config in several calls at once, but never more than four', async () => {
    const { invoke, config, putInputs } = stage({ vpcs: vpcsOf(1_050) });
    let underWay = 0;
    let most = 0;
    config.on(PutEvaluationsCommand).callsFake(async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await new Promise((resolve) => setImmediate(resolve));
      underWay -= 1;
      return { FailedEvaluations: [] };
    });

    await invoke(ruleEvent(scheduled()));

    expect(most).toBe(4);
    const ids = putInputs().flatMap(({ Evaluations = [] }) =>
      Evaluations.map((each) => each.ComplianceResourceId),
    );
    expect(new Set(ids).size).toBe(1_050);
    expect(ids).toHaveLength(1_050);
  });

  test('that Config refuses three times are an error', async () => {
    const { invoke, config, putInputs, pauses } = stage({ vpcs: vpcsOf(100) });
    config.on(PutEvaluationsCommand).callsFake(refusing(['vpc-7', 'vpc-8'], 9));
    await expect(invoke(ruleEvent(scheduled()))).rejects.toThrow(
      'config:PutEvaluations left 2 evaluations out after 3 attempts, the first on vpc-7',
    );
    expect(putInputs().map(({ Evaluations }) => Evaluations?.length)).toEqual([100, 2, 2]);
    expect(pauses).toHaveLength(2);
  });

  test('are put again, and the run fails, when Config names one of ours and another', async () => {
    const { invoke, config } = stage({ vpcs: vpcsOf(3) });
    config.on(PutEvaluationsCommand).resolves({
      FailedEvaluations: [
        { ComplianceResourceId: 'vpc-1' },
        { ComplianceResourceId: 'vpc-x' },
      ] as Evaluation[],
    });
    await expect(invoke(ruleEvent(scheduled()))).rejects.toThrow('failed evaluations that were not put');
  });

  test('are not taken for accepted when the answer is not one of Config', async () => {
    const { invoke, config } = stage();
    config.on(PutEvaluationsCommand).resolves({});
    await expect(invoke(ruleEvent(vpcChange()))).rejects.toThrow('answered without FailedEvaluations');
  });

  test('are put in test mode for the very token of test runs only', async () => {
    const { invoke, putInputs } = stage();
    await invoke(ruleEvent(vpcChange(), { resultToken: 'TESTMODE2' }));
    expect(putInputs()).toEqual([expect.objectContaining({ TestMode: false })]);
  });

  test('are not taken for accepted when Config names others as failed', async () => {
    const { invoke, config } = stage();
    config
      .on(PutEvaluationsCommand)
      .resolves({ FailedEvaluations: [{ ComplianceResourceId: 'vpc-x' } as Evaluation] });
    await expect(invoke(ruleEvent(vpcChange()))).rejects.toThrow('failed evaluations that were not put');
  });

  test('end with the error of PutEvaluations itself, after which no further batch is put', async () => {
    const { invoke, config, putInputs, records } = stage({ vpcs: vpcsOf(2_000) });
    let calls = 0;
    config.on(PutEvaluationsCommand).callsFake(async () => {
      calls += 1;
      if (calls === 2) throw awsError('InvalidResultTokenException', 'expired');
      await new Promise((resolve) => setImmediate(resolve));
      return { FailedEvaluations: [] };
    });
    const failure = invoke(ruleEvent(scheduled()));
    await expect(failure).rejects.toThrow(
      'config:PutEvaluations failed: InvalidResultTokenException: expired',
    );
    await expect(failure).rejects.toHaveProperty('cause.name', 'InvalidResultTokenException');
    for (let turn = 0; turn < 9; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(putInputs()).toHaveLength(4);
    expect(records).toEqual([expect.objectContaining({ outcome: 'failed' })]);
  });

  test('of a sweep that failed half way are all put when Lambda repeats it, the same as before', async () => {
    const { invoke, config, putInputs } = stage({ vpcs: vpcsOf(250) });
    const took: Evaluation[] = [];
    let calls = 0;
    config.on(PutEvaluationsCommand).callsFake(({ Evaluations }) => {
      calls += 1;
      if (calls === 2) return Promise.reject(awsError('InternalFailure'));
      took.push(...Evaluations);
      return Promise.resolve({ FailedEvaluations: [] });
    });
    await expect(invoke(ruleEvent(scheduled()))).rejects.toThrow('InternalFailure');
    const before = [...took];
    expect(before.length).toBeGreaterThan(0);
    const first = putInputs().length;

    await invoke(ruleEvent(scheduled()));

    const again = putInputs()
      .slice(first)
      .flatMap(({ Evaluations = [] }) => Evaluations);
    expect(again).toHaveLength(250);
    for (const evaluation of before) expect(again).toContainEqual(evaluation);
  });

  test('of a test run are put in test mode', async () => {
    const { invoke, putInputs, records } = stage();
    await invoke(ruleEvent(vpcChange(), { resultToken: 'TESTMODE' }));
    expect(putInputs()).toEqual([expect.objectContaining({ ResultToken: 'TESTMODE', TestMode: true })]);
    expect(records).toEqual([expect.objectContaining({ testMode: true })]);
  });

  test.each([undefined, ''])(
    'are judged and logged but not put when the result token is %p',
    async (resultToken) => {
      const { invoke, put, records } = stage();
      await invoke(ruleEvent(vpcChange(), { resultToken }));
      expect(put()).toEqual([]);
      expect(records).toEqual([
        expect.objectContaining({
          outcome: 'judged',
          counts: { COMPLIANT: 0, NON_COMPLIANT: 1, NOT_APPLICABLE: 0, exempt: 0 },
          reported: 0,
        }),
      ]);
    },
  );

  test('carry an annotation that Config accepts', async () => {
    const { invoke, putInputs } = stage({ vpcs: [vpc()] });
    await invoke(ruleEvent(vpcChange()));
    const [evaluation] = putInputs()[0]?.Evaluations ?? [];
    expect(evaluation?.ComplianceResourceId).toBe(VPC);
    expect(evaluation?.Annotation?.length).toBeGreaterThan(0);
    expect(evaluation?.Annotation?.length).toBeLessThanOrEqual(256);
  });
});
