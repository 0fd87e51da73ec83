/** Everything that a run of chaos injects, each at least once in an estate of 200 VPCs. */
export const FAULT_KINDS = [
  'call throttled',
  'call failed with 5xx',
  'answer of a call lost',
  'service out for minutes',
  'report late by minutes',
  'evaluations left out',
  'page cut short',
  'notification lost',
  'notification doubled',
  'notification late, out of order',
  'event queued for minutes',
  'function killed half way',
  'function killed at its end',
  'step slowed',
  'flow log shown late',
  'execution cancelled',
  'destination closed and restored',
  'destination deleted and restored',
  'flow log deleted by a third party',
  'flow log created while settling',
  'our destination taken by others',
  'VPC created',
  'VPC deleted',
  'VPC exempted',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** How often each was injected. */
export class FaultCounts {
  private readonly counts = new Map<FaultKind, number>();

  add(kind: FaultKind, times = 1): void {
    this.counts.set(kind, this.of(kind) + times);
  }

  of(kind: FaultKind): number {
    return this.counts.get(kind) ?? 0;
  }
}
