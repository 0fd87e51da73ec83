import { parseDocument } from '../../../sandbox/automation/document';
import { type AutomationExecution, startExecution } from '../../../sandbox/automation/executions';
import { parsePolicyDocument } from '../../../sandbox/iam/policy-document';
import { World } from '../../../sandbox/world';
import { branch, call, choice, documentOf, sleep } from './steps';

const START = new Date('2027-01-04T08:00:00Z');
const PLACE = { partition: 'aws', accountId: '111122223333', region: 'eu-central-1' };
const ROLE = 'arn:aws:iam::111122223333:role/Automation';

type Outcome = 'succeeds' | 'fails';

/** Runs a document whose calls end as told, one after the other, and then succeed. */
async function run(
  document: Readonly<Record<string, unknown>>,
  outcomes: readonly Outcome[] = [],
): Promise<AutomationExecution> {
  const world = new World({ start: START });
  const left = [...outcomes];
  world.connect({
    functionHost: { invoke: () => Promise.reject(new Error('no function is played')) },
    awsApi: {
      call: () =>
        Promise.resolve(
          left.shift() === 'fails' ? { error: { name: 'Refused', message: 'as told' } } : { output: {} },
        ),
    },
  });
  const trust = parsePolicyDocument(
    { Statement: { Effect: 'Allow', Principal: { Service: 'ssm.amazonaws.com' }, Action: 'sts:AssumeRole' } },
    'trust',
  );
  world.addRole({ arn: ROLE, name: 'Automation', trust, policies: new Map() });
  const region = world.region(PLACE);
  const content = parseDocument({ assumeRole: ROLE, ...document });
  region.documents.set('Document', { name: 'Document', content });
  const execution = startExecution(world, region, { documentName: 'Document', parameters: {} });
  await world.scheduler.advance(24 * 3600);
  return execution;
}

const stepsOf = ({ steps }: AutomationExecution): readonly string[] =>
  steps.map(({ name, status }) => `${name} ${status}`);

const secondsOf = ({ startTime, endTime }: AutomationExecution): number =>
  ((endTime?.getTime() ?? Number.NaN) - startTime.getTime()) / 1000;

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
