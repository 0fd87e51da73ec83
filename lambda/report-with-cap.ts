import { inBatches } from '../inventory/batches';
import { complianceTypeOf } from '../policy';
import { inParallel } from './in-parallel';
import { CONCURRENT_CALLS, type EvaluationSink, type Report } from './put-evaluations';
import { type Postponed, planReleases } from './release-plan';
import { BY_OTHERS, MOST_KEYS, type RemediationExceptions, type Waiting } from './remediation-exceptions';
import type { RememberedVerdicts } from './remembered-results';

/** How many VPCs a sweep may have remediated, and what has to be known for it. */
export interface Cap {
  readonly cap: number;
  /** What Config shows before this report. */
  readonly remembered: RememberedVerdicts;
  readonly now: Date;
}

/**
 * Reports every verdict as it is, and holds back the remediation of all but the first VPCs.
 *
 * Config makes exceptions only of what it shows NON_COMPLIANT. Where it does already, the exception comes before the
 * evaluation that could start a remediation. Elsewhere the evaluations come first, batch by batch, and the exceptions right
 * after them: what Config starts between those two calls stays open. So does an exception that Config makes by itself
 * between our reading and our putting: ours replaces it.
 *
 * @returns how many are held back
 */
export async function reportWithCap(
  report: Report,
  evaluations: EvaluationSink,
  exceptions: RemediationExceptions,
  { cap, remembered, now }: Cap,
): Promise<number> {
  const isShown = (vpcId: string): boolean => remembered.get(vpcId)?.complianceType === 'NON_COMPLIANT';
  const reportOf = (chosen: (vpcId: string) => boolean): Promise<void> =>
    evaluations.put({ ...report, verdicts: report.verdicts.filter(({ vpcId }) => chosen(vpcId)) });

  const nonCompliant = report.verdicts.filter((verdict) => complianceTypeOf(verdict) === 'NON_COMPLIANT');
  const heldBack = await exceptions.of(nonCompliant.map(({ vpcId }) => vpcId));
  const candidates = nonCompliant.flatMap(({ vpcId }) => {
    const held = heldBack.get(vpcId);
    return held === BY_OTHERS ? [] : [{ vpcId, isKnown: isShown(vpcId), waitsUntil: held }];
  });
  const { postponed, waiting } = planReleases(candidates, cap, now);

  const unprotected = new Set(postponed.map(({ vpcId }) => vpcId).filter((vpcId) => !isShown(vpcId)));
  const ahead = postponed.filter(({ vpcId }) => !unprotected.has(vpcId));
  await inParallel(batchesOf(ahead, cap), CONCURRENT_CALLS, async (batch) => {
    for (const vpcId of await exceptions.offer(batch)) unprotected.add(vpcId);
  });
  await reportOf((vpcId) => !unprotected.has(vpcId));
  const after = postponed.filter(({ vpcId }) => unprotected.has(vpcId));
  await inParallel(batchesOf(after, cap), CONCURRENT_CALLS, async (batch) => {
    await reportOf((vpcId) => batch.vpcIds.includes(vpcId));
    await exceptions.put(batch);
  });
  return waiting;
}

/** One call puts exceptions that end together. */
function* batchesOf(postponed: readonly Postponed[], cap: number): Generator<Waiting, void, undefined> {
  const ends = new Map<number, string[]>();
  for (const { until, vpcId } of postponed) {
    const together = ends.get(until.getTime()) ?? [];
    together.push(vpcId);
    ends.set(until.getTime(), together);
  }
  for (const [end, vpcIds] of ends)
    for (const batch of inBatches(vpcIds, MOST_KEYS)) yield { vpcIds: batch, until: new Date(end), cap };
}
