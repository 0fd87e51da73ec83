/** Works on the items in order, so many at a time; after the first failure no further one is begun. */
export async function inParallel<T>(
  items: Generator<T, void, undefined>,
  limit: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const worker = async (): Promise<void> => {
    for (let next = items.next(); !next.done; next = items.next()) await work(next.value);
  };
  try {
    await Promise.all(Array.from({ length: limit }, worker));
  } finally {
    items.return();
  }
}
