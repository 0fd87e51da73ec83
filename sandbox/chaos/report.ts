import { printColumns } from '../scenarios/table';
import { INVARIANTS, type Invariant } from './invariants';
import type { ChaosOptions, ChaosRun } from './run';

const SHOWN_VIOLATIONS = 20;

/** What was injected, what held, and how the VPCs ended. */
export function printChaos(run: ChaosRun, { vpcs, seed, hours = 24 }: ChaosOptions): string {
  const { violations } = run;
  const rows = (Object.entries(INVARIANTS) as [Invariant, string][]).map(([invariant, text]) => [
    text,
    String(violations.filter((each) => each.invariant === invariant).length),
  ]);
  const shown = violations
    .slice(0, SHOWN_VIOLATIONS)
    .map(({ invariant, time, text }) => `${time.toISOString()}  ${INVARIANTS[invariant]}: ${text}`);
  return [
    printColumns(
      ['injected', 'times'],
      run.kinds.map((kind) => [kind, String(run.counts.of(kind))]),
    ),
    '',
    printColumns(['invariant', 'violations'], rows),
    '',
    ...shown,
    ...(violations.length > shown.length ? [`and ${violations.length - shown.length} more violations`] : []),
    `${vpcs} VPCs, seed ${seed}: ${hours} virtual hours of faults, then of peace; ` +
      `${run.executions} executions, ${run.flowLogsCreated} flow logs created, ${run.evaluations} verdicts that were news`,
    `at the end: ${[...run.endings].map(([ending, count]) => `${count} ${ending}`).join(', ')}`,
    `run ${run.fingerprint}: the same seed and code give the same run`,
  ].join('\n');
}

/** Whether every kind was injected: a run that lacks one shows nothing about it. */
export const missingKinds = ({ kinds, counts }: ChaosRun): readonly string[] =>
  kinds.filter((kind) => counts.of(kind) === 0);
