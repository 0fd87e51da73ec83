import type { EstateFlags } from '../estate/estate-flags';
import type { Outcome } from '../outcome';
import { runCommand } from '../run-command';
import type { Surroundings } from '../surroundings';
import type { Change } from './plan';
import { reportStatus } from './report-status';
import { runChange } from './run-change';
import { readStatus, type Selection } from './status';

export interface RemediationFlags extends EstateFlags {
  readonly vpc?: readonly string[];
  readonly requirement?: string;
  readonly rule?: string;
  readonly all?: boolean;
  readonly apply?: boolean;
}

export const runStatus = (flags: RemediationFlags, surroundings: Surroundings): Promise<Outcome> =>
  runCommand('remediation status', flags, surroundings, async (station, terminal) => {
    const status = await readStatus(station, selectionOf(flags), surroundings.now);
    return reportStatus(status, flags.all ?? (flags.vpc?.length ?? 0) > 0, terminal);
  });

export const runRemediationChange = (
  change: Change,
  flags: RemediationFlags,
  surroundings: Surroundings,
): Promise<Outcome> =>
  runCommand(`remediation ${change}`, flags, surroundings, (station, terminal) => {
    const options = { change, selection: selectionOf(flags), applies: flags.apply ?? false };
    return runChange(station, { ...options, now: surroundings.now }, terminal);
  });

const selectionOf = ({ vpc: vpcIds = [], requirement, rule: ruleName }: RemediationFlags): Selection => ({
  vpcIds,
  requirement,
  ruleName,
});
