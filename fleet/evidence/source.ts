import { ReadError } from '../../inventory/read-error';
import { explainError } from '../aws/explain-error';
import type { SourceState } from './evidence';

/** What a source said, beside whether it could be read. Where it could not, the value is what is known without it. */
export interface Source<T> {
  readonly state: SourceState;
  readonly value: T;
}

export interface Reading<T> {
  readonly value: T;
  /** What was left out. */
  readonly note?: string | undefined;
}

/**
 * One source that cannot be read hides nothing of the others.
 *
 * @param offCause says of an error that the source is switched off; undefined where it is another error
 * @throws what is a fault of ours
 */
export async function attemptSource<T>(
  nothing: T,
  read: () => Promise<Reading<T>>,
  offCause: (error: Error) => string | undefined = () => undefined,
): Promise<Source<T>> {
  try {
    const { value, note } = await read();
    return { state: { state: 'read', ...(note ? { note } : {}) }, value };
  } catch (error) {
    return { state: unreadState(error, offCause), value: nothing };
  }
}

function unreadState(error: unknown, offCause: (error: Error) => string | undefined): SourceState {
  const origin = error instanceof ReadError && error.cause !== undefined ? error.cause : error;
  const off = origin instanceof Error ? offCause(origin) : undefined;
  if (off !== undefined) return { state: 'off', cause: off };
  const cause = explainError(error);
  if (cause === undefined) throw error;
  return { state: 'unknown', cause };
}
