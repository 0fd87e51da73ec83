/** What must be so of the deployed requirements for a kind of fault to be possible at all. */
export type Condition =
  | 'always'
  | 's3'
  | 'cloud-watch-logs'
  | 'kinesis-data-firehose'
  | 'scope tags'
  | 'exemptions'
  | 'all traffic asked for'
  | 'several requirements';

/** Everything that a run of chaos injects, each at least once in an estate of 200 VPCs where it is possible. */
const KINDS = {
  'call throttled': 'always',
  'call failed with 5xx': 'always',
  'answer of a call lost': 'always',
  'service out for minutes': 'always',
  'report late by minutes': 'always',
  'evaluations left out': 'always',
  'page cut short': 'always',
  'notification lost': 'always',
  'notification doubled': 'always',
  'notification late, out of order': 'always',
  'event queued for minutes': 'always',
  'function killed half way': 'always',
  'function killed at its end': 'always',
  'step slowed': 'always',
  'flow log shown late': 'always',
  'execution cancelled': 'always',
  'bucket closed and restored': 's3',
  'bucket deleted and restored': 's3',
  'log group deleted and recreated': 'cloud-watch-logs',
  'delivery role without policy, then repaired': 'cloud-watch-logs',
  'delivery role without trust, then repaired': 'cloud-watch-logs',
  'stream deleted and recreated': 'kinesis-data-firehose',
  'tag of a stream removed and restored': 'kinesis-data-firehose',
  'flow log deleted by a third party': 'always',
  'flow log created while settling': 'always',
  'our destination taken by others': 'always',
  'ACCEPT and REJECT completed by others': 'all traffic asked for',
  'two requirements at one VPC at once': 'several requirements',
  'VPC created': 'always',
  'VPC deleted': 'always',
  'VPC exempted': 'exemptions',
  'VPC tagged into scope': 'scope tags',
  'VPC tagged out of scope': 'scope tags',
  'scope tag written in another case': 'scope tags',
} as const satisfies Readonly<Record<string, Condition>>;
export type FaultKind = keyof typeof KINDS;

export const FAULT_KINDS = Object.keys(KINDS) as readonly FaultKind[];

export const conditionOf = (kind: FaultKind): Condition => KINDS[kind];

/** The kinds that can be injected under these conditions. */
export const kindsUnder = (conditions: ReadonlySet<Condition>): readonly FaultKind[] =>
  FAULT_KINDS.filter((kind) => conditionOf(kind) === 'always' || conditions.has(conditionOf(kind)));

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
