import type { EstateFlags } from '../estate/estate-flags';
import { openEstate } from '../estate/open-estate';
import { terminalOf } from '../global-flags';
import type { Outcome } from '../outcome';
import { type RequirementFlags, requirementsOf } from '../requirements';
import type { Surroundings } from '../surroundings';
import { collectEvidence } from './collect-evidence';
import type { Evidence } from './evidence';
import { evidenceFiles } from './evidence-files';
import { reportEvidence } from './report';
import { holdsEvidence, writeEvidence } from './write-evidence';

export type EvidenceFlags = EstateFlags &
  RequirementFlags & {
    readonly out: string;
    readonly cloudtrail: boolean;
    /** Pages of each kind of events. */
    readonly cloudtrailPages: number;
  };

export async function runEvidence(flags: EvidenceFlags, surroundings: Surroundings): Promise<Outcome> {
  const { out: folder, cloudtrail, cloudtrailPages: mostPages } = flags;
  const requirements = await requirementsOf(flags, surroundings);
  const replaces = await holdsEvidence(folder, surroundings);
  const terminal = terminalOf(flags, surroundings);
  const { now, sleep, version } = surroundings;
  const estate = await openEstate(flags, surroundings, terminal, { everyRegion: true });
  try {
    const trail = cloudtrail ? { mostPages, sleep } : undefined;
    const evidence = await collectEvidence(estate, flags, terminal, { requirements, now, version, trail });
    const files = await writeEvidence(folder, evidenceFiles(evidence), surroundings);
    const outcome = outcomeOf(evidence);
    reportEvidence({ evidence, files, folder, replaces, outcome }, flags.format, terminal);
    return outcome;
  } finally {
    estate.close();
  }
}

/** As an audit's: a gap is certain, whatever else could not be read; what is unknown is no gap. Where nothing was read, all is. */
export function outcomeOf({ summary, unknown }: Pick<Evidence, 'summary' | 'unknown'>): Outcome {
  if (summary.standings.gap > 0) return 'to-do';
  return summary.regions === 0 || unknown.length > 0 ? 'error' : 'fine';
}
