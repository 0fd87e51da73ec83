import { printColumns } from '../scenarios/table';
import { INVARIANTS, type Invariant } from './invariants';
import type { FaultKind } from './kinds';
import type { ChaosRun } from './run';

/** What is kept of one run of a series, as plain data: it may come from another process. */
export interface SeedOutcome {
  readonly seed: number;
  readonly violations: readonly (readonly [invariant: Invariant, text: string])[];
  readonly counts: readonly (readonly [kind: FaultKind, times: number])[];
  readonly executions: number;
  readonly flowLogsCreated: number;
  readonly evaluations: number;
  readonly fingerprint: string;
}

export const outcomeOf = (seed: number, run: ChaosRun): SeedOutcome => ({
  seed,
  violations: run.violations.map(({ invariant, time, text }) => [
    invariant,
    `${time.toISOString()}  ${INVARIANTS[invariant]}: ${text}`,
  ]),
  counts: run.kinds.map((kind) => [kind, run.counts.of(kind)]),
  executions: run.executions,
  flowLogsCreated: run.flowLogsCreated,
  evaluations: run.evaluations,
  fingerprint: run.fingerprint,
});

/** What a series was played with. */
export interface SeriesOptions {
  readonly assembly: string;
  readonly vpcs: number;
  readonly hours: number;
}

const SHOWN_VIOLATIONS = 3;
const WIDTH = { seed: 4, count: 6 } as const;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const faultsOf = ({ counts }: SeedOutcome): number => sum(counts.map(([, times]) => times));

/** One line; where something did not hold, what, and how to play it again. */
export function printOutcome(outcome: SeedOutcome, { assembly, vpcs, hours }: SeriesOptions): string {
  const { seed, violations, executions, flowLogsCreated, fingerprint } = outcome;
  const line = [
    `seed ${String(seed).padStart(WIDTH.seed)}`,
    `${violations.length} violations`,
    `${String(executions).padStart(WIDTH.count)} executions`,
    `${String(flowLogsCreated).padStart(WIDTH.count)} flow logs created`,
    `${String(faultsOf(outcome)).padStart(WIDTH.count)} faults and deeds`,
    `run ${fingerprint}`,
  ].join('  ');
  if (violations.length === 0) return line;
  const again = `npm run chaos -- --assembly ${assembly} --vpcs ${vpcs} --hours ${hours} --seed ${seed}`;
  const shown = violations.slice(0, SHOWN_VIOLATIONS).map(([, text]) => `  ${text}`);
  return [line, ...shown, `  again: ${again}`].join('\n');
}

/** All seeds together, for a document. */
export function printSeries(outcomes: readonly SeedOutcome[], { vpcs, hours }: SeriesOptions): string {
  const total = (of: (outcome: SeedOutcome) => number): string =>
    sum(outcomes.map(of)).toLocaleString('en-US');
  const broken = (invariant: Invariant): number =>
    sum(outcomes.map(({ violations }) => violations.filter(([each]) => each === invariant).length));
  return [
    printColumns(
      ['injected', 'times', 'fewest in a seed'],
      injected(outcomes).map(([kind, times]) => [kind, String(sum(times)), String(Math.min(...times))]),
    ),
    '',
    printColumns(
      ['invariant', 'violations'],
      (Object.entries(INVARIANTS) as [Invariant, string][]).map(([invariant, text]) => [
        text,
        String(broken(invariant)),
      ]),
    ),
    '',
    `${outcomes.length} seeds of ${vpcs} VPCs, each ${hours} virtual hours of faults, then of peace: ` +
      `${total(({ executions }) => executions)} executions, ` +
      `${total(({ flowLogsCreated }) => flowLogsCreated)} flow logs created, ` +
      `${total(({ evaluations }) => evaluations)} verdicts that were news, ` +
      `${total(faultsOf)} faults and deeds, ${total(({ violations }) => violations.length)} violations`,
  ].join('\n');
}

/** How often each kind was injected, by seed. */
function injected(outcomes: readonly SeedOutcome[]): readonly (readonly [FaultKind, readonly number[]])[] {
  const times = new Map<FaultKind, number[]>();
  for (const { counts } of outcomes)
    for (const [kind, count] of counts) times.set(kind, [...(times.get(kind) ?? []), count]);
  return [...times];
}

/** Kinds that no seed has injected. */
export const missingInSeries = (outcomes: readonly SeedOutcome[]): readonly string[] =>
  injected(outcomes)
    .filter(([, times]) => sum(times) === 0)
    .map(([kind]) => kind);
