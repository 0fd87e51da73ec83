import type { AutomationExecution } from './executions';

/** An execution that waits until fewer run. */
export interface QueuedExecution {
  readonly execution: AutomationExecution;
  readonly begin: () => void;
}

/** What Systems Manager counts for one account in one Region. */
export interface AutomationState {
  /** First come, first served. */
  readonly queue: QueuedExecution[];
  running: number;
  /** Starts that the quota still allows, as of `countedAt`. */
  startsLeft: number | undefined;
  countedAt: Date | undefined;
}

export const emptyAutomationState = (): AutomationState => ({
  queue: [],
  running: 0,
  startsLeft: undefined,
  countedAt: undefined,
});
