import { inParallel } from '../in-parallel';
import type { PlaceRun } from './place-run';

export interface FollowOptions {
  /** Places that are asked at once. */
  readonly concurrency: number;
  readonly pollSeconds: number;
  /** Ends early when it is interrupted. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly signal: AbortSignal;
  /** Told after each look. */
  readonly onProgress: () => void;
}

/** Until every place is done, or somebody interrupts it. */
export async function followAll(runs: readonly PlaceRun[], options: FollowOptions): Promise<void> {
  const { concurrency, pollSeconds, sleep, signal, onProgress } = options;
  for (;;) {
    const open = runs.filter(({ isDone }) => !isDone);
    await inParallel(open, concurrency, (run) => run.step());
    onProgress();
    if (signal.aborted || runs.every(({ isDone }) => isDone)) return;
    await sleep(pollSeconds * 1000);
    if (signal.aborted) return;
  }
}
