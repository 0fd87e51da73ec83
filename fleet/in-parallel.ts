/** What becomes of each item, in their order, with so many under way at once. The first failure ends it. */
export async function inParallel<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results = new Map<number, Result>();
  const queue = oneByOne(items);
  const worker = async (): Promise<void> => {
    for (const [index, item] of queue) results.set(index, await work(item));
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return [...results].sort(([left], [right]) => left - right).map(([, result]) => result);
}

/** As a generator it ends for every worker when one of them fails. */
function* oneByOne<Item>(items: readonly Item[]): Generator<[number, Item], void, undefined> {
  yield* items.entries();
}
