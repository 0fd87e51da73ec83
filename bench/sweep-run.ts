import { type Estate, estateOf } from './estate';
import { scheduled } from './events';
import { withFunction } from './loaded-function';
import { type Loopback, sumOf, type Tally } from './loopback';

export interface SweepRun {
  /** Of the invocation alone: neither the process's start nor the module's initialisation. */
  readonly durationMs: number;
  /** Peak of resident memory above that of the process when it had loaded the bundle. */
  readonly grownBytes: number;
  readonly calls: number;
}

export type CheckTally = (tally: Tally, estate: Pick<Estate, 'vpcs' | 'uncovered'>) => void;

/** A first sweep in a fresh process, as Lambda does it every six hours. */
export async function runSweep(
  bundle: string,
  loopback: Loopback,
  vpcs: number,
  check: CheckTally,
): Promise<SweepRun> {
  await loopback.play(vpcs);
  await loopback.takeTally();
  return withFunction(bundle, loopback.url, async ({ idleBytes, invoke }) => {
    const { durationMs, peakBytes } = await invoke(scheduled());
    const tally = await loopback.takeTally();
    check(tally, estateOf(vpcs));
    return { durationMs, grownBytes: peakBytes - idleBytes, calls: sumOf(tally.calls) };
  });
}

/** A sweep that is fast because it does less would measure nothing. */
export const reportedEveryVerdict: CheckTally = ({ evaluations }, { vpcs, uncovered }) => {
  const { COMPLIANT = 0, NON_COMPLIANT = 0 } = evaluations;
  if (
    COMPLIANT + NON_COMPLIANT !== sumOf(evaluations) ||
    NON_COMPLIANT !== uncovered ||
    sumOf(evaluations) !== vpcs.length
  )
    throw new Error(
      `the sweep reported ${JSON.stringify(evaluations)} of ${vpcs.length} VPCs, of which ${uncovered} are uncovered`,
    );
};

export const reportedEveryVpc: CheckTally = ({ evaluations }, { vpcs }) => {
  if (sumOf(evaluations) !== vpcs.length)
    throw new Error(`the bare sweep reported ${sumOf(evaluations)} of ${vpcs.length} VPCs`);
};
