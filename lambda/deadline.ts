/** Enough to end what is under way and to log. */
const MARGIN_MS = 3_000;

/**
 * Ends the work shortly before Lambda would end the function, which leaves neither an error of ours nor a log line. The
 * signal also ends what still runs after a failure: Lambda freezes it, and the next invocation would find it at work.
 */
export async function withinTime<T>(
  remainingMs: number,
  timeout: (milliseconds: number) => AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ending = new AbortController();
  const tooLate = timeout(Math.max(0, remainingMs - MARGIN_MS));
  const late = new Promise<never>((_, reject) => {
    tooLate.addEventListener('abort', () => reject(outOfTime(remainingMs)), { once: true });
  });
  // The timer outlives the work: its error is then nobody's, and would end the process.
  late.catch(() => undefined);
  try {
    return await Promise.race([work(ending.signal), late]);
  } finally {
    ending.abort();
  }
}

const outOfTime = (remainingMs: number): Error =>
  new Error(
    `the function's ${Math.round(remainingMs / 1000)} s are over, got too slow or too few answers from AWS; ` +
      'Lambda repeats the event, and the next sweep judges every VPC again',
  );
