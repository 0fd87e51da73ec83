import { inParallel } from '../../fleet/in-parallel';

test('results come in the order of the items, with no more under way than allowed', async () => {
  let [running, most] = [0, 0];
  const results = await inParallel([5, 1, 4, 2, 3], 2, async (item) => {
    running += 1;
    most = Math.max(most, running);
    for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
    running -= 1;
    return item * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
});

test('nothing is worked on after a failure, which is thrown', async () => {
  const started: number[] = [];
  const work = (item: number): Promise<void> => {
    started.push(item);
    return item === 2 ? Promise.reject(new Error('broke')) : Promise.resolve();
  };
  await expect(inParallel([1, 2, 3, 4], 1, work)).rejects.toThrow('broke');
  expect(started).toEqual([1, 2]);
});

test('of nothing comes nothing', async () => {
  await expect(inParallel([], 3, () => Promise.reject(new Error('never')))).resolves.toEqual([]);
});
