import type { OutputValue } from './output-value';

/** What a step came to. */
export interface StepResult {
  /** How long it took, in virtual seconds. */
  readonly seconds: number;
  readonly failure?: string;
  readonly text: string;
  /** By name. */
  readonly outputs: Readonly<Record<string, OutputValue>>;
  readonly goTo?: string;
  /** What it waits for is not there yet: it looks again after the seconds that it took. */
  readonly isWaiting?: boolean;
}

/** How long a call takes. */
export const CALL_SECONDS = 1;

export const failed = (failure: string): StepResult => ({
  seconds: CALL_SECONDS,
  failure,
  text: failure,
  outputs: {},
});
