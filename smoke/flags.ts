import { isRunId } from './names';
import { UserMistake } from './user-mistake';

/** As `parseArgs` gives them. */
export interface GivenFlags {
  readonly account?: string;
  readonly region?: string;
  readonly profile?: string;
  readonly rule?: string;
  readonly only?: string;
  readonly run?: string;
  readonly 'endpoint-url'?: string;
  readonly 'keep-going'?: boolean;
  readonly clean?: boolean;
}

export interface Flags {
  readonly mode: 'settle' | 'clean';
  readonly account: string;
  readonly region: string;
  readonly profile: string | undefined;
  readonly endpoint: string | undefined;
  readonly ruleName: string | undefined;
  /** Numbers of rows. @default - all */
  readonly only: readonly number[] | undefined;
  readonly run: string | undefined;
  readonly keepGoing: boolean;
}

/** @throws UserMistake with all problems at once */
export function readFlags(given: GivenFlags): Flags {
  const { account, region, only, run } = given;
  const problems = [
    ...(account !== undefined && /^\d{12}$/.test(account)
      ? []
      : [
          `--account: got ${account ?? 'nothing'}; name the test account, 12 digits: smoke creates resources in it`,
        ]),
    ...(region !== undefined && /^[a-z]{2}(-[a-z]+){1,3}-\d$/.test(region)
      ? []
      : [`--region: got ${region ?? 'nothing'}; name the Region of the stack, such as eu-central-1`]),
    ...(only === undefined || /^\d+(,\d+)*$/.test(only)
      ? []
      : [`--only: got ${only}; give numbers of rows, such as 1,5`]),
    ...(run === undefined || isRunId(run) ? [] : [`--run: got ${run}; give the id that the run printed`]),
    ...(run !== undefined && !given.clean ? ['--run goes with --clean only: leave it out'] : []),
  ];
  if (problems.length > 0 || account === undefined || region === undefined)
    throw new UserMistake(problems.join('\n'));
  return {
    mode: given.clean ? 'clean' : 'settle',
    account,
    region,
    profile: given.profile,
    endpoint: given['endpoint-url'],
    ruleName: given.rule,
    only: only?.split(',').map(Number),
    run,
    keepGoing: given['keep-going'] ?? false,
  };
}
