import { ReadError } from './read-error';

export interface Page<T> {
  /** Undefined when the answer has no list at all, which is no empty list. */
  readonly items: readonly T[] | undefined;
  readonly nextToken: string | undefined;
}

/**
 * Every item of a paged list, of which no more than a page is held. Pages may be empty before the last one; a token that
 * comes again is refused, since it would be followed for ever, and so is an answer without a list: the SDK reads any
 * XML, a proxy's error page too, and only finds nothing in it.
 */
export async function* readPages<T>(
  action: string,
  readPage: (token: string | undefined) => Promise<Page<T>>,
): AsyncGenerator<T, void, undefined> {
  const seen = new Set<string>();
  let token: string | undefined;
  do {
    const { items, nextToken } = await readPage(token).catch((cause: unknown) => {
      throw ReadError.failed(action, cause);
    });
    if (!items) throw ReadError.broken(action, 'no list', 'a list, be it empty');
    yield* items;
    token = nextToken || undefined;
    if (token !== undefined && seen.has(token))
      throw ReadError.broken(action, 'a next token that it had given before', 'a new token on every page');
    if (token !== undefined) seen.add(token);
  } while (token !== undefined);
}
