import { ReadError } from './read-error';

export interface Page<T> {
  readonly items: readonly T[] | undefined;
  readonly nextToken: string | undefined;
}

/**
 * Every item of a paged list. Pages may be empty before the last one; a token that comes again is refused, since it
 * would be followed for ever.
 */
export async function* readPages<T>(
  action: string,
  readPage: (token: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<T, void, undefined> {
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const page = await readPage(token).catch((cause: unknown) => {
      throw ReadError.failed(action, cause);
    });
    yield* page.items ?? [];
    token = page.nextToken || undefined;
    if (token !== undefined && seen.has(token))
      throw ReadError.broken(action, 'a next token that it had given before', 'a new token on every page');
    if (token !== undefined) seen.add(token);
  } while (token !== undefined);
}

export async function readAll<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
