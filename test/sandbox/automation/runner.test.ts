import type { AutomationExecution } from '../../../sandbox/automation/executions';
import { NO_FAULTS } from '../../../sandbox/faults';
import { answers, playedWorld, secondsOf, stepsOf } from './played';
import { branch, call, choice, documentOf, property, sleep } from './steps';

type Outcome = 'succeeds' | 'fails';

const REFUSED = { error: { name: 'Refused', message: 'as told' } };
const vpc = (State: string) => ({ output: { Vpcs: [{ State }] } });

/** Runs a document whose calls end as told, one after the other, and then succeed. */
async function run(
  document: Readonly<Record<string, unknown>>,
  outcomes: readonly Outcome[] = [],
): Promise<AutomationExecution> {
  const told = outcomes.map((outcome) => (outcome === 'fails' ? REFUSED : { output: {} }));
  const { start, advance } = playedWorld(answers(...told, { output: {} }));
  const execution = start(document);
  await advance(24 * 3600);
  return execution;
}

describe('an execution', () => {
  test('runs the steps as they are listed', async () => {
    const execution = await run(documentOf(sleep('One'), sleep('Two')));
    expect(stepsOf(execution)).toEqual(['One Success', 'Two Success']);
    expect(execution.status).toBe('Success');
    expect(secondsOf(execution)).toBe(21);
  });

  test('goes to nextStep instead', async () => {
    const execution = await run(
      documentOf(sleep('One', { nextStep: 'Three' }), sleep('Two'), sleep('Three')),
    );
    expect(stepsOf(execution)).toEqual(['One Success', 'Three Success']);
  });

  test('ends at a step with isEnd, also when a nextStep is given', async () => {
    const execution = await run(documentOf(sleep('One', { isEnd: true, nextStep: 'Two' }), sleep('Two')));
    expect(stepsOf(execution)).toEqual(['One Success']);
    expect(execution.status).toBe('Success');
  });

  test.each([
    ['isEnd', { isEnd: true, onFailure: 'step:Two' }],
    ['Abort', { onFailure: 'Abort' }],
    ['nothing said', {}],
  ])('ends at a step that fails with %s', async (_, members) => {
    const execution = await run(documentOf(call('One', members), sleep('Two')), ['fails']);
    expect(stepsOf(execution)).toEqual(['One Failed']);
    expect(execution).toMatchObject({ status: 'Failed', failureMessage: 'One: Refused: as told' });
  });

  test('that is aborted has failed, whether the step is critical or not', async () => {
    const execution = await run(documentOf(call('One', { onFailure: 'Abort', isCritical: false })), [
      'fails',
    ]);
    expect(execution.status).toBe('Failed');
  });

  test('that ends at a failed step with isEnd succeeds when the step is not critical', async () => {
    const execution = await run(documentOf(call('One', { isEnd: true, isCritical: false })), ['fails']);
    expect(execution.status).toBe('Success');
  });

  test.each([
    ['Continue', undefined, 'Success', ['One Failed', 'Two Success', 'Three Success']],
    ['Continue', true, 'Failed', ['One Failed', 'Two Success', 'Three Success']],
    ['step:Three', undefined, 'Failed', ['One Failed', 'Three Success']],
    ['step:Three', false, 'Success', ['One Failed', 'Three Success']],
  ])(
    'after a failure with onFailure %s, isCritical %p is a %s',
    async (onFailure, isCritical, status, steps) => {
      const members = { onFailure, ...(isCritical === undefined ? {} : { isCritical }) };
      const execution = await run(documentOf(call('One', members), sleep('Two'), sleep('Three')), ['fails']);
      expect(stepsOf(execution)).toEqual(steps);
      expect(execution.status).toBe(status);
    },
  );

  test.each([
    [3, ['fails', 'fails'], 'Success'],
    [3, ['fails', 'fails', 'fails'], 'Failed'],
    [1, ['fails'], 'Failed'],
  ] as const)(
    'with maxAttempts %i of a step that goes %p is a %s, of one step',
    async (maxAttempts, outcomes, status) => {
      const execution = await run(documentOf(call('One', { maxAttempts })), outcomes);
      expect(stepsOf(execution)).toEqual([`One ${status}`]);
      expect(execution.status).toBe(status);
    },
  );

  test('times out at a step that takes longer than its limit', async () => {
    const execution = await run(documentOf(sleep('One', { timeoutSeconds: 9 }), sleep('Two')));
    expect(stepsOf(execution)).toEqual(['One TimedOut']);
    expect(execution).toMatchObject({ status: 'TimedOut', failureMessage: 'One: timed out after 9 s' });
    expect(secondsOf(execution)).toBe(10);
  });

  test('waits for a step that takes no longer than its limit', async () => {
    expect((await run(documentOf(sleep('One', { timeoutSeconds: 10 })))).status).toBe('Success');
  });

  test('goes on after a step that timed out where onFailure says so', async () => {
    const members = { timeoutSeconds: 9, onFailure: 'Continue' };
    const execution = await run(documentOf(sleep('One', members), sleep('Two')));
    expect(stepsOf(execution)).toEqual(['One TimedOut', 'Two Success']);
    expect(execution.status).toBe('Success');
  });

  const region = (Contains: string, NextStep: string) => choice('{{ global:REGION }}', Contains, NextStep);

  test.each([
    [
      'its first match',
      { Choices: [region('us-', 'Two'), region('eu-', 'Three'), region('e', 'Two')] },
      {},
      'Three',
    ],
    ['its Default', { Choices: [region('us-', 'Two')], Default: 'Three' }, {}, 'Three'],
    ['the next step when nothing matches', { Choices: [region('us-', 'Three')] }, {}, 'Two'],
    ['nextStep when nothing matches', { Choices: [region('us-', 'Two')] }, { nextStep: 'Three' }, 'Three'],
  ])('branches to %s', async (_, inputs, members, expected) => {
    const steps = [branch('Fork', inputs, members), sleep('Two', { isEnd: true }), sleep('Three')];
    expect(stepsOf(await run(documentOf(...steps)))[1]).toBe(`${expected} Success`);
  });

  test('ends at a branch with isEnd where nothing matches, and goes on where something does', async () => {
    const steps = (match: string) => [
      branch('Fork', { Choices: [region(match, 'Two')] }, { isEnd: true }),
      sleep('Two'),
    ];
    expect(stepsOf(await run(documentOf(...steps('us-'))))).toEqual(['Fork Success']);
    expect(stepsOf(await run(documentOf(...steps('eu-'))))).toEqual(['Fork Success', 'Two Success']);
  });

  test('fails at a step that refers to an output of a step that has not run', async () => {
    const execution = await run(
      documentOf(branch('Fork', { Choices: [choice('{{ Later.Payload }}', 'x', 'Fork')] })),
    );
    expect(execution.failureMessage).toContain('{{ Later.Payload }} has no value');
  });

  test('raises the reason of its script', async () => {
    const execution = await run(
      documentOf({
        name: 'Fail',
        action: 'aws:executeScript',
        inputs: {
          Runtime: 'python3.12',
          Handler: 'fail',
          InputPayload: { reason: 'in {{ global:REGION }}' },
          Script:
            'def fail(events, context):\n    reason = str(events["reason"])\n    raise Exception("no luck " + reason)',
        },
      }),
    );
    expect(execution.failureMessage).toBe('Fail: no luck in eu-central-1');
  });
});

describe('a step', () => {
  const output = (Name: string, Selector: string, Type = 'String') => ({ Name, Selector, Type });

  test('hands its outputs on with their types, and to the execution as texts', async () => {
    const asked: unknown[] = [];
    const { start, advance } = playedWorld(({ input }) => {
      asked.push(input);
      return { output: { Vpcs: [{ VpcId: 'vpc-1' }, { VpcId: 'vpc-2' }], MaxResults: 5 } };
    });
    const outputs = [
      output('Ids', '$.Vpcs..VpcId', 'StringList'),
      output('First', '$.Vpcs[0].VpcId'),
      output('Most', '$.MaxResults', 'Integer'),
    ];
    const inputs = {
      Service: 'ec2',
      Api: 'DescribeVpcs',
      VpcIds: '{{ One.Ids }}',
      MaxResults: '{{ One.Most }}',
      NextToken: 'after {{ One.First }} of {{ One.Ids }}',
    };
    const execution = start(documentOf(call('One', { outputs }), call('Two', { inputs })));
    await advance(60);
    expect(asked[1]).toEqual({
      VpcIds: ['vpc-1', 'vpc-2'],
      MaxResults: 5,
      NextToken: 'after vpc-1 of ["vpc-1","vpc-2"]',
    });
    expect(execution.steps[0]?.outputs).toEqual({ Ids: ['vpc-1', 'vpc-2'], First: 'vpc-1', Most: 5 });
    expect(execution.steps[1]?.inputs).toEqual({ ...inputs, ...(asked[1] as object) });
  });

  test('fails when an output cannot be of its type', async () => {
    const execution = await run(documentOf(call('One', { outputs: [output('Vpc', '$.Vpcs[0]')] })));
    expect(execution.status).toBe('Success');
    const { start, advance } = playedWorld(() => ({ output: { Vpcs: [{ VpcId: 'vpc-1' }] } }));
    const failing = start(documentOf(call('One', { outputs: [output('Vpc', '$.Vpcs[0]')] })));
    await advance(60);
    expect(failing.failureMessage).toContain('output Vpc: {"VpcId":"vpc-1"} cannot be converted to String');
  });

  test('that waits for a property looks again until it is there', async () => {
    const { start, advance } = playedWorld(answers(vpc('pending'), { output: {} }, vpc('available')));
    const execution = start(documentOf(property('Wait')));
    await advance(3600);
    expect(stepsOf(execution)).toEqual(['Wait Success']);
    expect(secondsOf(execution)).toBe(22);
  });

  test.each([
    [undefined, 3600],
    [60, 60],
    [7200, 7200],
  ])(
    'that waits for a property with timeoutSeconds %p gives up after %i s',
    async (timeoutSeconds, seconds) => {
      const { start, advance } = playedWorld(() => vpc('pending'));
      const members = timeoutSeconds === undefined ? {} : { timeoutSeconds };
      const execution = start(documentOf(property('Wait', {}, members)));
      await advance(10_000);
      expect(stepsOf(execution)).toEqual(['Wait TimedOut']);
      expect(secondsOf(execution)).toBe(1 + seconds);
    },
  );

  test.each([
    ['as desired', 'available', {}, 'Assert Success'],
    ['something else', 'pending', {}, 'Assert Failed'],
    ['one of several', 'pending', { DesiredValues: ['available', 'pending'] }, 'Assert Success'],
    ['absent', 'available', { PropertySelector: '$.Vpcs[1].State' }, 'Assert Failed'],
    ['a flag, capitalized', true, { DesiredValues: ['True'] }, 'Assert Success'],
    ['a flag, not capitalized', true, { DesiredValues: ['true'] }, 'Assert Failed'],
  ] as const)('that asserts a property which is %s ends so', async (_, State, inputs, expected) => {
    const { start, advance } = playedWorld(() => ({ output: { Vpcs: [{ State }] } }));
    const execution = start(
      documentOf(property('Assert', inputs, { action: 'aws:assertAwsResourceProperty' })),
    );
    await advance(60);
    expect(stepsOf(execution)).toEqual([expected]);
  });

  test.each(['aws:waitForAwsResourceProperty', 'aws:assertAwsResourceProperty'])(
    'of %s fails when the call fails',
    async (action) => {
      const execution = await run(documentOf(property('Look', {}, { action })), ['fails']);
      expect(execution).toMatchObject({ status: 'Failed', failureMessage: 'Look: Refused: as told' });
    },
  );

  test.each([
    ['an API call', call('One', { timeoutSeconds: 600 }), 25],
    ['an API call that names a shorter limit', call('One', { timeoutSeconds: 20 }), 20],
    ['an assertion', property('One', {}, { action: 'aws:assertAwsResourceProperty' }), undefined],
  ])('that is slowed: %s times out after %p s', async (_, step, limit) => {
    const faults = { ...NO_FAULTS, slowsStep: () => 300 };
    const { start, advance } = playedWorld(() => vpc('available'), { faults });
    const execution = start(documentOf(step));
    await advance(3600);
    expect(execution.status).toBe(limit === undefined ? 'Success' : 'TimedOut');
    expect(secondsOf(execution)).toBe(1 + (limit ?? 301));
  });

  test('that branches by a number that is none fails', async () => {
    const Choices = [{ NextStep: 'Fork', Variable: '{{ global:REGION }}', NumericEquals: 1 }];
    const execution = await run(documentOf(branch('Fork', { Choices })));
    expect(execution.failureMessage).toContain('eu-central-1 is not a number');
  });
});
