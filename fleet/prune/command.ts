import type { EstateFlags } from '../estate/estate-flags';
import type { Outcome } from '../outcome';
import { runCommand } from '../run-command';
import type { Surroundings } from '../surroundings';
import { prune } from './prune';
import { reportPruned } from './report';

export interface PruneFlags extends EstateFlags {
  readonly vpc?: readonly string[];
  readonly requirement?: string;
  readonly formerDestination?: readonly string[];
  readonly all?: boolean;
  readonly apply?: boolean;
}

export const runPrune = (flags: PruneFlags, surroundings: Surroundings): Promise<Outcome> =>
  runCommand('prune', flags, surroundings, async (station, terminal) => {
    const { vpc: vpcIds = [], requirement, formerDestination: formerDestinations = [] } = flags;
    const pruned = await prune(station, {
      chosen: { vpcIds, requirement, formerDestinations },
      applies: flags.apply ?? false,
      now: surroundings.now,
      onProgress: (text) => terminal.note(text),
    });
    return reportPruned(pruned, flags.all ?? false, terminal);
  });
