import type { AutomationExecution } from '../automation/executions';
import type { RegionState } from '../world';

export interface StepRow {
  readonly name: string;
  readonly action: string;
  readonly status: string;
  readonly failure: string;
}

export interface ExecutionRow {
  readonly id: string;
  readonly accountId: string;
  readonly region: string;
  readonly vpcId: string;
  readonly status: string;
  readonly failure: string;
  readonly startedAt: number;
  readonly endedAt: number | undefined;
  readonly steps: readonly StepRow[];
}

export const executionRow = (
  { place: { accountId, region } }: RegionState,
  { id, about, status, failureMessage, startTime, endTime, steps }: AutomationExecution,
  since: (time: Date) => number,
): ExecutionRow => ({
  id,
  accountId,
  region,
  vpcId: about ?? '',
  status,
  failure: failureMessage ?? '',
  startedAt: since(startTime),
  endedAt: endTime && since(endTime),
  steps: steps.map(({ name, action, status: stepStatus, failureMessage: failure = '' }) => ({
    name,
    action,
    status: stepStatus,
    failure,
  })),
});
