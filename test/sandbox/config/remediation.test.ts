import { DELAY, EXECUTION, remediatedRule, vpcs } from './remediated-rule';

const seconds = (times: readonly Date[]): readonly number[] =>
  times.map((time) => (time.getTime() - (times[0]?.getTime() ?? 0)) / 1000);

describe('automatic remediation', () => {
  test('starts no faster than one execution a second', async () => {
    const { judge, advance, executions } = await remediatedRule();
    await judge('NON_COMPLIANT', ...vpcs(4));
    await advance(DELAY + EXECUTION + 10);
    expect(seconds(executions().map(({ startTime }) => startTime))).toEqual([0, 1, 2, 3]);
  });

  test.each([
    [10, 1],
    [25, 2],
    [99, 9],
    [100, 10],
  ])('with ConcurrentExecutionRatePercentage %i of ten runs %i at once', async (percentage, atOnce) => {
    const { judge, advance, executions } = await remediatedRule({
      concurrentExecutionRatePercentage: percentage,
    });
    await judge('NON_COMPLIANT', ...vpcs(10));
    await advance(DELAY);
    let most = 0;
    for (let second = 0; second < 10 * EXECUTION; second += 1) {
      most = Math.max(most, executions().filter(({ status }) => status === 'InProgress').length);
      await advance(1);
    }
    expect(most).toBe(atOnce);
  });

  test('works from its snapshot: what turned compliant meanwhile is remediated too', async () => {
    const { judge, advance, called } = await remediatedRule({ concurrentExecutionRatePercentage: 50 });
    await judge('NON_COMPLIANT', 'vpc-0', 'vpc-1');
    await advance(DELAY + 1);
    await judge('COMPLIANT', 'vpc-1');
    await advance(600);
    expect(called).toEqual(['vpc-0', 'vpc-1']);
  });

  test('leaves to the next round what turned non-compliant during one', async () => {
    const { judge, advance, executions } = await remediatedRule();
    await judge('NON_COMPLIANT', 'vpc-0');
    await advance(DELAY + 1);
    await judge('NON_COMPLIANT', 'vpc-1');
    await advance(EXECUTION + DELAY - 5);
    expect(executions()).toHaveLength(1);
    await advance(10);
    expect(executions()).toHaveLength(2);
  });

  test.each([
    [3, 3600, 3],
    [1, 3600, 1],
    [3, 60, undefined],
  ])(
    'of %i attempts within %i s makes an exception after %p failures',
    async (maximumAutomaticAttempts, retryAttemptSeconds, failures) => {
      const { judge, advance, refused, executions, rule } = await remediatedRule({
        maximumAutomaticAttempts,
        retryAttemptSeconds,
      });
      refused.add('vpc-0');
      await judge('NON_COMPLIANT', 'vpc-0');
      await advance(1800);
      expect(rule.exceptions.get('vpc-0')?.message).toBe(
        failures && `${failures} automatic remediation attempts failed within ${retryAttemptSeconds} seconds`,
      );
      expect(executions().length).toBe(failures ?? 25);
    },
  );

  test('of 199 VPCs one at a time, one per cent rounded down, trips for each within two hundred executions an attempt', async () => {
    const count = 199;
    const { judge, advance, refused, rule, executions } = await remediatedRule({
      concurrentExecutionRatePercentage: 1,
      errorPercentage: 100,
      maximumAutomaticAttempts: 3,
      retryAttemptSeconds: 3 * 200 * (EXECUTION + 1),
    });
    for (const id of vpcs(count)) refused.add(id);
    await judge('NON_COMPLIANT', ...vpcs(count).slice(0, 100));
    await judge('NON_COMPLIANT', ...vpcs(count).slice(100));
    await advance(4 * 200 * (EXECUTION + 1));
    expect(rule.exceptions.size).toBe(count);
    expect(executions()).toHaveLength(3 * count);
  });

  test.each([
    [10, 2],
    [50, 6],
  ])('with ErrorPercentage %i stops a round of ten after %i failures', async (errorPercentage, failures) => {
    const { judge, advance, refused, executions } = await remediatedRule({
      errorPercentage,
      concurrentExecutionRatePercentage: 10,
    });
    for (const id of vpcs(10)) refused.add(id);
    await judge('NON_COMPLIANT', ...vpcs(10));
    await advance(DELAY + failures * EXECUTION + DELAY - 5);
    expect(executions()).toHaveLength(failures);
  });

  test.each<[string, (played: Awaited<ReturnType<typeof remediatedRule>>) => unknown]>([
    ['whose rule is deleted', ({ sandbox, rule }) => sandbox.home.config.rules.delete(rule.name)],
    ['that is removed', ({ rule }) => Object.assign(rule, { remediation: undefined })],
    [
      'that is made manual',
      ({ rule }) => Object.assign(rule, { remediation: { ...rule.remediation, automatic: false } }),
    ],
  ])('%s starts no more, neither in a round nor before its first', async (_, change) => {
    const running = await remediatedRule({ concurrentExecutionRatePercentage: 50 });
    await running.judge('NON_COMPLIANT', ...vpcs(4));
    await running.advance(DELAY + 5);
    change(running);
    await running.advance(3600);
    expect(running.executions()).toHaveLength(2);
    expect(running.rule.remediations.size).toBe(2);

    const waiting = await remediatedRule();
    await waiting.judge('NON_COMPLIANT', 'vpc-0');
    change(waiting);
    await waiting.advance(3600);
    expect(waiting.executions()).toEqual([]);
    expect(waiting.rule.remediations.size).toBe(0);
  });

  test.each([
    ['its document is missing', 'document Gone does not exist', { documentName: 'Gone' }],
    [
      'a parameter is not the document’s',
      'parameter Other is not defined in the document',
      { parameters: { Other: { kind: 'resource-id' } } },
    ],
  ] as const)('fails without an execution when %s', async (_, problem, others) => {
    const { judge, advance, executions, rule } = await remediatedRule(others);
    await judge('NON_COMPLIANT', 'vpc-0');
    await advance(DELAY);
    expect(rule.remediations.get('vpc-0')).toMatchObject({ state: 'FAILED', startFailure: problem });
    await advance(3600);
    expect(rule.exceptions.has('vpc-0')).toBe(true);
    expect(executions()).toEqual([]);
  });

  test('waits where somebody else used up what StartAutomationExecution allows', async () => {
    const { judge, advance, executions, sandbox } = await remediatedRule();
    await judge('NON_COMPLIANT', 'vpc-0');
    await advance(DELAY - 1);
    Object.assign(sandbox.home.automation, { startsLeft: -2, countedAt: sandbox.world.scheduler.now() });
    await advance(2);
    expect(executions()).toEqual([]);
    await advance(5);
    expect(executions()).toHaveLength(1);
  });
});
