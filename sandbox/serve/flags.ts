import { parseArgs } from 'node:util';
import { MEMBER_ACCOUNTS } from '../scenarios/estate/organization';
import { ESTATE_REGIONS } from '../scenarios/estate/vpcs';

export interface PlayFlags {
  readonly mode: 'play';
  readonly assembly: string;
  readonly plain: boolean;
  readonly remediated: boolean;
}

export interface ServeFlags {
  readonly mode: 'serve';
  readonly assembly: string;
  readonly plain: boolean;
  readonly quiet: boolean;
  readonly port: number;
  /** Virtual seconds in a real one. @default - as many as show the whole loop soon */
  readonly speed: number | undefined;
  readonly accountId: string;
  readonly region: string;
  readonly withEstate: boolean;
  /** The 31 VPCs in four Regions. */
  readonly estate: boolean;
}

export type Flags = { readonly mode: 'help' } | PlayFlags | ServeFlags;

/** Flags that cannot be taken: each with what was got, what is allowed and what to do. */
export class FlagError extends Error {
  constructor(problems: readonly string[]) {
    super([...problems, 'npm run sandbox -- --help lists the flags'].join('\n'));
    this.name = 'FlagError';
  }
}

export const FASTEST = 3600;
/** Where the estate's own stack is synthesized, unless another assembly is named. */
export const ESTATE_ASSEMBLY = 'dist/estate-assembly';
const USUAL_PORT = '4599';
/** The account that shares a VPC with the one of the ten VPCs. */
const NEIGHBOUR_ACCOUNT = '444455556666';

/** Flags that say how to serve, and nothing without it. */
const SERVE_ONLY = ['port', 'speed', 'account', 'region', 'with-estate', 'estate', 'quiet'] as const;

export function readFlags(args: readonly string[], isTerminal: boolean): Flags {
  const given = parse(args);
  if (given.help) return { mode: 'help' };
  const { plain = !isTerminal, estate = false } = given;
  const { assembly = estate ? ESTATE_ASSEMBLY : 'cdk.out' } = given;
  if (!given.serve) {
    const alone = SERVE_ONLY.filter((name) => given[name] !== undefined);
    if (alone.length > 0)
      throw new FlagError(
        alone.map((name) => `--${name} goes with --serve only: add --serve, or leave --${name} out`),
      );
    return { mode: 'play', assembly, plain, remediated: !given['no-remediation'] };
  }
  const { port = USUAL_PORT, speed, account = '111122223333', region = 'eu-central-1' } = given;
  const withEstate = given['with-estate'] ?? false;
  const problems = [
    ...(given['no-remediation']
      ? ['--no-remediation goes with a rehearsal only: leave out it or --serve']
      : []),
    ...(withEstate && estate ? ['--estate and --with-estate are two estates: leave one out'] : []),
    ...portProblems(port),
    ...(speed === undefined ? [] : speedProblems(speed)),
    ...accountProblems(account, estate ? MEMBER_ACCOUNTS : withEstate ? [NEIGHBOUR_ACCOUNT] : []),
    ...regionProblems(region, estate),
  ];
  if (problems.length > 0) throw new FlagError(problems);
  return {
    mode: 'serve',
    assembly,
    plain,
    quiet: given.quiet ?? false,
    port: Number(port),
    speed: speed === undefined ? undefined : Number(speed),
    accountId: account,
    region,
    withEstate,
    estate,
  };
}

function parse(args: readonly string[]) {
  const options = {
    assembly: { type: 'string' },
    plain: { type: 'boolean' },
    'no-remediation': { type: 'boolean' },
    help: { type: 'boolean' },
    serve: { type: 'boolean' },
    port: { type: 'string' },
    speed: { type: 'string' },
    account: { type: 'string' },
    region: { type: 'string' },
    'with-estate': { type: 'boolean' },
    estate: { type: 'boolean' },
    quiet: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    if (isAboutFlags(error)) throw new FlagError([error.message]);
    throw error;
  }
}

/** https://nodejs.org/api/errors.html#err_parse_args_invalid_option_value and its neighbours */
const isAboutFlags = (error: unknown): error is { readonly message: string } =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  String(error.code).startsWith('ERR_PARSE_ARGS');

const portProblems = (text: string): readonly string[] =>
  /^\d{1,5}$/.test(text) && Number(text) <= 65_535
    ? []
    : [`--port '${text}' is not a port: give a whole number from 0 to 65535, 0 for any free one`];

const speedProblems = (text: string): readonly string[] =>
  /^\d+(\.\d+)?$/.test(text) && Number(text) > 0 && Number(text) <= FASTEST
    ? []
    : [
        `--speed '${text}' is not a speed: give a number above 0, at most ${FASTEST}, or leave it out; 1 is real time`,
      ];

/** @param others accounts that the estate has beside it */
function accountProblems(text: string, others: readonly string[]): readonly string[] {
  if (!/^\d{12}$/.test(text)) return [`--account '${text}' is not an account: give 12 digits`];
  return others.includes(text)
    ? [`--account ${text} is the neighbour of the estate: give another, or serve without one`]
    : [];
}

function regionProblems(text: string, estate: boolean): readonly string[] {
  if (!/^[a-z]{2}(-[a-z]+){1,3}-\d$/.test(text))
    return [`--region '${text}' is not the name of a Region: give one such as eu-central-1`];
  return estate && !ESTATE_REGIONS.includes(text)
    ? [`--region ${text} is none of the estate's: give one of ${ESTATE_REGIONS.join(', ')}`]
    : [];
}
