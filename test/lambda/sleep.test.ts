import { sleep } from '../../lambda/sleep';

describe('a pause', () => {
  test('ends by itself', async () => {
    await expect(sleep(1, new AbortController().signal)).resolves.toBeUndefined();
  });

  test('ends with an error when the invocation does, and leaves nobody to go on', async () => {
    const ending = new AbortController();
    const pause = sleep(10_000, ending.signal);
    ending.abort(new Error('the invocation is over'));
    await expect(pause).rejects.toThrow('the invocation is over');
  });
});
