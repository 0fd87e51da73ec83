import type { EstateFlags } from '../estate/estate-flags';
import { openEstate } from '../estate/open-estate';
import { visitStations } from '../estate/visit-stations';
import { terminalOf } from '../global-flags';
import type { Outcome } from '../outcome';
import { type RequirementFlags, requirementsOf } from '../requirements';
import type { Surroundings } from '../surroundings';
import { printJson } from '../terminal/plain-text';
import { applyPlans } from './apply';
import { type Backfill, missingOf, outcomeOf } from './backfill';
import { estimate } from './estimate';
import { limitPlans } from './plan';
import { planPlace, type Selection } from './plan-place';
import { backfillJson } from './report-json';
import { backfillLines } from './report-lines';

export interface BackfillFlags extends EstateFlags, RequirementFlags {
  readonly vpc?: readonly string[];
  readonly requirement?: string;
  readonly limit?: number;
  readonly apply?: boolean;
  readonly pollSeconds: number;
  readonly gigabytesPerVpc: number;
}

/** Plans, and with `--apply` starts and follows, what closes the gaps of every account and Region. */
export async function runBackfill(flags: BackfillFlags, surroundings: Surroundings): Promise<Outcome> {
  const terminal = terminalOf(flags, surroundings);
  const selection: Selection = { vpcIds: flags.vpc ?? [], requirement: flags.requirement };
  const whereUndeployed = await requirementsOf(flags, surroundings);
  const estate = await openEstate(flags, surroundings, terminal, { everyRegion: true });
  try {
    const { visited, unknown } = await visitStations(estate, flags, terminal, 'planning', (station) =>
      planPlace(station, selection, whereUndeployed, surroundings.now),
    );
    const places = limitPlans(
      visited.map(({ value }) => value),
      flags.limit ?? Number.POSITIVE_INFINITY,
    );
    const applied = flags.apply
      ? await applyPlans(places, {
          selection,
          isLimited: flags.limit !== undefined,
          concurrency: flags.concurrency,
          pollSeconds: flags.pollSeconds,
          surroundings,
          terminal,
        })
      : undefined;
    const backfill: Backfill = {
      places,
      applied,
      unknown,
      missing: missingOf(places, selection),
      estimate: estimate(places, flags.gigabytesPerVpc),
    };
    if (flags.format === 'json') terminal.result([printJson(backfillJson(backfill))]);
    else terminal.result(backfillLines(backfill, terminal));
    return outcomeOf(backfill);
  } finally {
    estate.close();
  }
}
