import {
  ExecutionLimitExceeded,
  MOST_QUEUED,
  MOST_RUNNING,
  recordedExecutions,
} from '../../../sandbox/automation/executions';
import { playedWorld, secondsOf, stepsOf } from './played';
import { call, documentOf, sleep } from './steps';

const long = sleep('Long', { inputs: { Duration: 'PT1H' } });

describe('executions', () => {
  test(`run ${MOST_RUNNING} at a time; the others wait for their turn`, async () => {
    const { start, advance } = playedWorld();
    const all = Array.from({ length: MOST_RUNNING + 2 }, () => start(documentOf(sleep('Wait'))));
    await advance(5);
    const waiting = all.slice(MOST_RUNNING);
    expect(waiting.map(({ status }) => status)).toEqual(['Pending', 'Pending']);
    expect(all.filter(({ status }) => status === 'InProgress')).toHaveLength(MOST_RUNNING);
    await advance(60);
    expect(waiting.map(secondsOf)).toEqual([22, 22]);
    expect(start(documentOf(sleep('Wait'))).status).toBe('InProgress');
  });

  test(`are refused when ${MOST_QUEUED} wait`, () => {
    const { start } = playedWorld();
    for (let count = 0; count < MOST_RUNNING + MOST_QUEUED; count += 1) start(documentOf(long));
    expect(() => start(documentOf(long))).toThrow(ExecutionLimitExceeded);
  });

  test('that are cancelled while they wait leave the queue and take no turn', async () => {
    const { start, advance, region } = playedWorld();
    for (let count = 0; count < MOST_RUNNING; count += 1) start(documentOf(sleep('Wait')));
    const [first, second] = [start(documentOf(sleep('Wait'))), start(documentOf(sleep('Wait')))];
    second.stop?.('Cancel');
    expect([first.status, second.status]).toEqual(['Pending', 'Cancelled']);
    expect(region.automation.queue).toHaveLength(1);
    await advance(60);
    expect([stepsOf(first), stepsOf(second)]).toEqual([['Wait Success'], []]);
    expect(region.automation.running).toBe(0);
  });

  test('are forgotten thirty days after their end, and not before', async () => {
    const { start, advance, region, world } = playedWorld();
    const { id } = start(documentOf(sleep('Wait')));
    await advance(30 * 86_400);
    expect([...recordedExecutions(region, world.scheduler.now()).keys()]).toEqual([id]);
    await advance(60);
    expect(recordedExecutions(region, world.scheduler.now()).size).toBe(0);
  });
});

describe('an execution that is stopped', () => {
  test('by Cancel ends its running step and goes no further', async () => {
    const { start, advance } = playedWorld();
    const execution = start(documentOf(long, sleep('Next')));
    await advance(10);
    execution.stop?.('Cancel');
    expect(execution.status).toBe('Cancelling');
    expect(stepsOf(execution)).toEqual(['Long Cancelling']);
    await advance(3600);
    expect(execution.status).toBe('Cancelled');
    expect(stepsOf(execution)).toEqual(['Long Cancelled']);
    expect(secondsOf(execution)).toBe(11);
  });

  test('by Complete lets its running step end and goes no further', async () => {
    const { start, advance } = playedWorld();
    const execution = start(documentOf(long, sleep('Next')));
    await advance(10);
    execution.stop?.('Complete');
    expect(stepsOf(execution)).toEqual(['Long InProgress']);
    await advance(2 * 3600);
    expect(execution.status).toBe('Cancelled');
    expect(stepsOf(execution)).toEqual(['Long Success']);
  });

  test('by Complete at a step that then fails is cancelled too, and the step is not tried again', async () => {
    const { start, advance, world } = playedWorld(() => ({ error: { name: 'Refused', message: '' } }));
    const execution = start(documentOf(call('One', { maxAttempts: 3, onFailure: 'Continue' }), sleep('Two')));
    world.scheduler.after(1, () => execution.stop?.('Complete'));
    await advance(3600);
    expect([execution.status, ...stepsOf(execution)]).toEqual(['Cancelled', 'One Failed']);
    expect(secondsOf(execution)).toBe(2);
  });

  test('before its first step never begins', async () => {
    const { start, advance, region } = playedWorld();
    const execution = start(documentOf(long));
    execution.stop?.('Cancel');
    await advance(60);
    expect([execution.status, ...stepsOf(execution)]).toEqual(['Cancelled']);
    expect(region.automation.running).toBe(0);
  });

  test('goes where onCancel says, and on from there, and is cancelled in the end', async () => {
    const { start, advance } = playedWorld();
    const execution = start(
      documentOf(
        { ...long, onCancel: 'step:CleanUp' },
        sleep('Skipped'),
        call('CleanUp'),
        sleep('After', { isEnd: true }),
        sleep('Never'),
      ),
    );
    await advance(10);
    execution.stop?.('Cancel');
    await advance(3600);
    expect(stepsOf(execution)).toEqual(['Long Cancelled', 'CleanUp Success', 'After Success']);
    expect(execution).toMatchObject({ status: 'Cancelled', failureMessage: undefined });
  });

  test('spends no more than two minutes on what onCancel leads to', async () => {
    const { start, advance } = playedWorld();
    const execution = start(
      documentOf(
        { ...long, onCancel: 'step:CleanUp' },
        call('CleanUp'),
        sleep('Slow', { inputs: { Duration: 'PT10M' } }),
      ),
    );
    await advance(10);
    execution.stop?.('Cancel');
    await advance(3600);
    expect(stepsOf(execution)).toEqual(['Long Cancelled', 'CleanUp Success', 'Slow Cancelled']);
    expect(secondsOf(execution)).toBe(10 + 1 + 120);
  });

  test.each([
    ['that has ended', 3600],
    ['that is being cancelled', 10],
  ])('%s cannot be stopped again', async (_, seconds) => {
    const { start, advance } = playedWorld();
    const execution = start(documentOf(sleep('Wait', { inputs: { Duration: 'PT1M' } })));
    await advance(seconds);
    execution.stop?.('Cancel');
    expect(execution.stop).toBeUndefined();
  });
});
