/** How the remediation of one VPC went, by whomever. */
export interface Remediated {
  /** Of the remediation itself by operation, without what noticed the VPC. */
  readonly calls: Readonly<Record<string, number>>;
  readonly steps: number;
  /** Of its steps that are scripts, which are charged by the second as well. */
  readonly scriptSeconds: number;
  /** Virtual seconds from CreateVpc until the remediation began. */
  readonly startedAfter: number;
  /** Virtual seconds from CreateVpc until the flow log existed; undefined when none was created. */
  readonly flowLogAfter: number | undefined;
  /** Virtual seconds of the remediation. */
  readonly seconds: number;
  /** That the VPC has when it has ended. */
  readonly flowLogs: number;
}

/** How often each operation was called. */
export function tally(operations: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const operation of operations) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
}
