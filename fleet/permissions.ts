import { PERMISSIONS as AUDIT } from './audit/permissions';
import { PERMISSIONS as BACKFILL, APPLY_PERMISSIONS as BACKFILL_APPLY } from './backfill/permissions';
import { PERMISSIONS as DISCOVERY } from './deployed/permissions';
import { PERMISSIONS as EVIDENCE } from './evidence/permissions';
import { PERMISSIONS as NEIGHBOURS } from './neighbours/permissions';
import { type Permission, PERMISSIONS as PREFLIGHT } from './preflight/permissions';
import { PERMISSIONS as PRUNE, APPLY_PERMISSIONS as PRUNE_APPLY } from './prune/permissions';
import {
  CLEAR_PERMISSIONS as CLEAR,
  PERMISSIONS as REMEDIATION,
  RETRY_PERMISSIONS as RETRY,
} from './remediation/permissions';

/** What a command calls in an account, apart from finding out its Regions. */
export interface CommandAccess {
  /** Whether every enabled Region is asked when no Region is named. */
  readonly everyRegion: boolean;
  readonly reads: readonly Permission[];
  /** All that it calls with `--apply`; absent where there is no such flag. */
  readonly applies?: readonly Permission[];
}

/** By the words of the command. */
export const COMMANDS = {
  audit: { everyRegion: true, reads: AUDIT },
  backfill: { everyRegion: true, reads: BACKFILL, applies: BACKFILL_APPLY },
  doctor: { everyRegion: true, reads: [...DISCOVERY, ...PREFLIGHT, ...NEIGHBOURS] },
  evidence: { everyRegion: true, reads: EVIDENCE },
  prune: { everyRegion: false, reads: PRUNE, applies: PRUNE_APPLY },
  'remediation status': { everyRegion: false, reads: REMEDIATION },
  'remediation retry': { everyRegion: false, reads: REMEDIATION, applies: RETRY },
  'remediation clear': { everyRegion: false, reads: REMEDIATION, applies: CLEAR },
} as const satisfies Readonly<Record<string, CommandAccess>>;

export type CommandName = keyof typeof COMMANDS;

const REGIONS: Permission = { action: 'ec2:DescribeRegions', resource: '*' };
/** https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
const NEEDS_NONE = 'sts:GetCallerIdentity';

export interface Usage {
  readonly applies: boolean;
  /** Whether every enabled Region is asked. */
  readonly everyRegion: boolean;
}

/** All that a command calls in an account. */
export function permissionsOf(name: CommandName, { applies, everyRegion }: Usage): readonly Permission[] {
  const access: CommandAccess = COMMANDS[name];
  const called = applies ? (access.applies ?? access.reads) : access.reads;
  const all = [...(everyRegion ? [REGIONS] : []), ...called];
  return all.filter(
    ({ action, resource }, index) =>
      action !== NEEDS_NONE &&
      all.findIndex((each) => each.action === action && each.resource === resource) === index,
  );
}

/** Of each command with its usual Regions, and of each with `--apply`: `prune`, `prune --apply`. */
export const COMMAND_PERMISSIONS: Readonly<Record<string, readonly Permission[]>> = Object.fromEntries(
  (Object.keys(COMMANDS) as CommandName[]).flatMap((name) => {
    const { everyRegion, applies }: CommandAccess = COMMANDS[name];
    const plain = [name, permissionsOf(name, { everyRegion, applies: false })] as const;
    return applies
      ? [plain, [`${name} --apply`, permissionsOf(name, { everyRegion, applies: true })] as const]
      : [plain];
  }),
);
