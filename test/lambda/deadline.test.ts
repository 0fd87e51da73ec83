import { withinTime } from '../../lambda/deadline';

/** A timeout that the test lets happen. */
function clock() {
  const controller = new AbortController();
  const asked: number[] = [];
  return {
    asked,
    timeout: (milliseconds: number) => {
      asked.push(milliseconds);
      return controller.signal;
    },
    runOut: () => controller.abort(),
  };
}

describe('the time that Lambda leaves', () => {
  test('is used up to three seconds before its end', async () => {
    const { timeout, asked } = clock();
    await expect(withinTime(300_000, timeout, async () => 'done')).resolves.toBe('done');
    expect(asked).toEqual([297_000]);
  });

  test.each([2_999, 0, -5])('is over at once when %i ms are left', async (remaining) => {
    const { timeout, asked } = clock();
    await withinTime(remaining, timeout, async () => 'done');
    expect(asked).toEqual([0]);
  });

  test('ends what is under way when it is over, with an error that says so', async () => {
    const { timeout, runOut } = clock();
    let seen: AbortSignal | undefined;
    const outcome = withinTime(300_000, timeout, (signal) => {
      seen = signal;
      return new Promise(() => {});
    });
    expect(seen?.aborted).toBe(false);
    runOut();
    await expect(outcome).rejects.toThrow("the function's 300 s are over");
    expect(seen?.aborted).toBe(true);
  });

  test('ends what a failure leaves under way, which the next invocation would find at work', async () => {
    const { timeout } = clock();
    let seen: AbortSignal | undefined;
    const outcome = withinTime(300_000, timeout, (signal) => {
      seen = signal;
      return Promise.reject(new Error('denied'));
    });
    await expect(outcome).rejects.toThrow('denied');
    expect(seen?.aborted).toBe(true);
  });

  test('does not hide an error that is thrown before anything is awaited', async () => {
    const { timeout, runOut } = clock();
    const outcome = withinTime(300_000, timeout, () => {
      throw new Error('refused');
    });
    await expect(outcome).rejects.toThrow('refused');
    // Nobody waits for its error any more: unhandled, it would end the process.
    runOut();
    await new Promise((resolve) => setImmediate(resolve));
  });
});
