import { keepTime, nextStep } from '../../../sandbox/serve/clock';

describe('a step of the clock', () => {
  test.each([
    [0, 30, 0, 0, 'nothing has passed'],
    [100, 30, 0, 3000, 'a tick'],
    [200, 30, 3000, 3000, 'the next one'],
    [250, 30, 6000, 1500, 'less than a tick'],
    [100, 30, 6000, 0, 'already ahead'],
    [1, 0.5, 0, 0, 'less than a millisecond'],
    [3, 0.5, 0, 1, 'whole milliseconds only'],
    [10_000, 30, 0, 60_000, 'far behind: no more than a minute at once'],
    [10_000, 30, 240_000, 60_000, 'still behind'],
    [10_000, 30, 300_000, 0, 'caught up'],
  ])('at %d ms and speed %d, of which %d ms have passed, is %d ms: %s', (real, speed, passed, step) => {
    expect(nextStep(real, speed, passed)).toBe(step);
  });
});

/** A clock that is stopped after a number of steps, with what it did; real time stands at each `elapsed` in turn. */
async function kept(readings: readonly number[], advance: (seconds: number) => Promise<void>): Promise<void> {
  const stopping = new AbortController();
  const left = [...readings];
  const elapsed = (): number => {
    const reading = left.shift();
    if (left.length === 0) stopping.abort();
    return reading ?? 0;
  };
  await keepTime({ speed: 30, elapsed, advance }, stopping.signal);
}

describe('the clock', () => {
  test('lets as much virtual time pass as real time times the speed, without drift', async () => {
    const steps: number[] = [];
    await kept([5000, 5100, 5217, 5300], (seconds) => {
      steps.push(seconds);
      return Promise.resolve();
    });
    expect(steps).toEqual([3, 3.51, 2.49]);
  });

  test('ends one step before it begins the next, and catches up in steps of a minute', async () => {
    let running = 0;
    const steps: number[] = [];
    await kept([0, 5000, 5000, 5000, 5000], async (seconds) => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      steps.push(seconds);
    });
    expect(steps).toEqual([60, 60, 30]);
  });

  test('passes on what a step throws', async () => {
    await expect(kept([0, 100, 200], () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  });

  test('does nothing once it was stopped', async () => {
    const advance = jest.fn();
    await keepTime({ speed: 30, elapsed: () => 100, advance }, AbortSignal.abort());
    expect(advance).not.toHaveBeenCalled();
  });
});
