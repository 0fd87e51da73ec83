import type { GlobalFlags } from '../global-flags';
import type { Outcome } from '../outcome';
import { COMMANDS, type CommandAccess, type CommandName, permissionsOf } from '../permissions';
import type { Surroundings } from '../surroundings';
import { printJson } from '../terminal/plain-text';
import { UserMistake } from '../user-mistake';
import { callerDocument, type PolicyDocument, policyDocument } from './policy-document';

export interface PolicyFlags extends GlobalFlags {
  readonly apply?: boolean;
  readonly regions?: 'all' | readonly string[];
  readonly caller?: boolean;
  readonly roleName?: string;
  readonly accounts?: readonly string[];
}

/** Prints what a command needs; asks nobody. */
export function runPolicy(words: readonly string[], flags: PolicyFlags, surroundings: Surroundings): Outcome {
  const document = documentFor(commandOf(words), flags, partitionOf(flags, surroundings));
  surroundings.out(`${printJson(document)}\n`);
  return 'fine';
}

function commandOf(words: readonly string[]): CommandName {
  const name = words.join(' ');
  if (isCommand(name)) return name;
  const got = name === '' ? 'no command' : `'${name}'`;
  throw new UserMistake(`policy: Got ${got}, allowed: ${Object.keys(COMMANDS).join(', ')}`);
}

const isCommand = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name);

function documentFor(name: CommandName, flags: PolicyFlags, partition: string): PolicyDocument {
  if (flags.caller) return documentOfCaller(flags, partition);
  if (flags.roleName !== undefined || flags.accounts)
    throw new UserMistake('--role-name and --accounts: give them with --caller');
  const access: CommandAccess = COMMANDS[name];
  if (flags.apply && !access.applies)
    throw new UserMistake(`--apply: flow-logs ${name} changes nothing, and has no such flag`);
  const everyRegion = flags.regions === undefined ? access.everyRegion : flags.regions === 'all';
  return policyDocument(permissionsOf(name, { everyRegion, applies: flags.apply ?? false }), partition);
}

function documentOfCaller({ roleName, accounts = [] }: PolicyFlags, partition: string): PolicyDocument {
  if (roleName === undefined)
    throw new UserMistake('--caller needs --role-name: the role that is to be assumed in each account');
  return callerDocument({ roleName, accounts }, partition);
}

/** What Regions' names begin with: https://github.com/boto/botocore/blob/develop/botocore/data/partitions.json */
const PARTITIONS: readonly (readonly [prefix: string, partition: string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['eu-isoe-', 'aws-iso-e'],
  ['us-isof-', 'aws-iso-f'],
  ['eusc-', 'aws-eusc'],
];

/** Of the Region that is named. */
function partitionOf({ region, regions }: PolicyFlags, surroundings: Surroundings): string {
  const first = regions === 'all' ? undefined : regions?.[0];
  const named = region ?? first ?? surroundings.region ?? '';
  return PARTITIONS.find(([prefix]) => named.startsWith(prefix))?.[1] ?? 'aws';
}
