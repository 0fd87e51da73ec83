import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';

export interface ClockOptions {
  /** Virtual seconds in a real one. */
  readonly speed: number;
  /** Real milliseconds since any moment, never going back. */
  readonly elapsed: () => number;
  /** Lets virtual seconds pass; they have passed when it ends. */
  readonly advance: (seconds: number) => Promise<void>;
}

/** Real milliseconds between two looks at the clock. */
const TICK = 100;
/** Virtual milliseconds. Whoever is far behind, after the machine slept, can be stopped between two steps. */
const LONGEST_STEP = 60_000;

/** Virtual milliseconds to let pass now, so that in all there have been `speed` times as many as real ones. */
export const nextStep = (realMilliseconds: number, speed: number, passed: number): number =>
  Math.min(Math.max(0, Math.floor(realMilliseconds * speed) - passed), LONGEST_STEP);

/**
 * Ties virtual time to real time until the signal aborts. Virtual time stands while a function runs and catches up
 * after it; one step ends before the next begins. Rejects when a step does.
 */
export async function keepTime(
  { speed, elapsed, advance }: ClockOptions,
  signal: AbortSignal,
): Promise<void> {
  const start = elapsed();
  let passed = 0;
  while (!signal.aborted) {
    const step = nextStep(elapsed() - start, speed, passed);
    if (step > 0) await advance(step / 1000);
    passed += step;
    if (step === LONGEST_STEP) await nextTurn();
    else await pause(TICK, undefined, { signal }).catch(() => undefined);
  }
}
