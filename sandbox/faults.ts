import type { Caller } from './access';
import type { Input } from './operation';
import type { ApiCall } from './wire/call';
import type { World } from './world';

export type Output = Record<string, unknown>;

/** A call whose caller is known. */
export interface MadeCall extends ApiCall {
  readonly caller: Caller;
}

/** What goes wrong at AWS, asked wherever it would. A rehearsal has none; chaos has its own. */
export interface Faults {
  /** Has the call performed, in full or in part, before or after; or answers without it. */
  call(world: World, call: MadeCall, perform: (input: Input) => Promise<Output>): Promise<Output>;
  /** Seconds after which a notification is delivered, once for each: [0] is the usual, none is lost. */
  deliveries(about: string): readonly number[];
  /** Seconds that an event waits in Lambda's own queue beyond the usual. */
  queued(requestId: string): number;
  /** Whether a function that has ended is killed before its answer leaves. */
  killsAnswer(invocation: string): boolean;
  /** Seconds that a step of an execution takes beyond the usual. */
  slowsStep(executionId: string, stepName: string, time: Date): number;
  /** From CreateFlowLogs until DescribeFlowLogs shows the flow log, in seconds. */
  showsFlowLogAfter(flowLogId: string, usual: number): number;
  /** The most items on one page: AWS may give fewer than it was asked for. */
  readonly longestPage: number;
}

export const NO_FAULTS: Faults = {
  call: (_world, { input }, perform) => perform(input),
  deliveries: () => [0],
  queued: () => 0,
  killsAnswer: () => false,
  slowsStep: () => 0,
  showsFlowLogAfter: (_flowLogId, usual) => usual,
  longestPage: Number.POSITIVE_INFINITY,
};
