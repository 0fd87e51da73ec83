export const ATTEMPTS = 3;
const FIRST_PAUSE_MS = 1_000;

/**
 * Config answers 200 and lists what it did not take; only that is put again.
 *
 * @param put answers with what has to be put again
 * @param notTaken the error about what is left after the last attempt
 */
export async function untilTaken<T>(
  items: readonly T[],
  put: (items: readonly T[]) => Promise<readonly T[]>,
  notTaken: (left: readonly T[]) => Error,
  pause: (milliseconds: number) => Promise<void>,
): Promise<void> {
  let pending = items;
  for (let attempt = 1; ; attempt++) {
    pending = await put(pending);
    if (pending.length === 0) return;
    if (attempt === ATTEMPTS) throw notTaken(pending);
    await pause(FIRST_PAUSE_MS * 2 ** (attempt - 1));
  }
}
