/** The time that smoke lives in: real, or a rehearsal's. */
export interface Clock {
  readonly now: () => Date;
  /** Ends early, with an error, when the signal aborts. */
  readonly sleep: (seconds: number, signal?: AbortSignal) => Promise<void>;
}

export interface Patience {
  /** Seconds. */
  readonly atMost: number;
  readonly every: number;
}

/** What `look` finds, as soon as it finds something; undefined when the time is over. */
export async function until<T>(
  { now, sleep }: Clock,
  { atMost, every }: Patience,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  const end = now().getTime() + atMost * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined || now().getTime() >= end) return found;
    await sleep(every);
  }
}

export const secondsBetween = (earlier: Date, later: Date): number =>
  Math.round((later.getTime() - earlier.getTime()) / 1000);
