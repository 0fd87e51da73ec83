import { parseArgs } from 'node:util';

/** One estate, whatever the seed. */
export interface EstateFlags {
  readonly assembly: string;
  readonly vpcs: number;
  readonly hours: number;
}

export type ChaosFlags =
  | { readonly mode: 'help' }
  | { readonly mode: 'planted'; readonly assemblies: readonly string[] }
  | ({ readonly mode: 'run'; readonly seed: number } & EstateFlags)
  /** Takes seeds from the process that started it. */
  | ({ readonly mode: 'job' } & EstateFlags)
  | ({ readonly mode: 'series'; readonly seeds: readonly number[]; readonly jobs: number } & EstateFlags);

/** Flags that cannot be taken. */
export class ChaosFlagError extends Error {
  constructor(problem: string) {
    super(`${problem}\nnpm run chaos -- --help lists the flags`);
    this.name = 'ChaosFlagError';
  }
}

const MOST_SEEDS = 1000;

export function readChaosFlags(args: readonly string[]): ChaosFlags {
  const { help, planted, job, assembly: assemblies = ['cdk.out'], ...run } = parse(args);
  if (help) return { mode: 'help' };
  if (planted) {
    refuse(run, '--planted, which has seeds and estates of its own');
    return { mode: 'planted', assemblies };
  }
  const { vpcs = '200', hours = '24', seed, seeds, jobs } = run;
  const [assembly = 'cdk.out', ...more] = assemblies;
  if (more.length > 0) throw new ChaosFlagError('--assembly: several go with --planted only');
  const estate = {
    assembly,
    vpcs: wholeNumber('vpcs', vpcs, 1),
    hours: wholeNumber('hours', hours, 1),
  };
  if (job) return { mode: 'job', ...estate };
  if (seeds === undefined) {
    refuse({ ...(jobs !== undefined && { jobs }) }, 'one seed');
    return { mode: 'run', ...estate, seed: wholeNumber('seed', seed ?? '1', 0) };
  }
  refuse({ ...(seed !== undefined && { seed }) }, '--seeds');
  return { mode: 'series', ...estate, seeds: range(seeds), jobs: wholeNumber('jobs', jobs ?? '1', 1) };
}

function refuse(flags: Readonly<Record<string, unknown>>, by: string): void {
  const [unread] = Object.keys(flags);
  if (unread !== undefined) throw new ChaosFlagError(`--${unread} does not go with ${by}`);
}

function parse(args: readonly string[]) {
  const options = {
    vpcs: { type: 'string' },
    seed: { type: 'string' },
    seeds: { type: 'string' },
    jobs: { type: 'string' },
    hours: { type: 'string' },
    assembly: { type: 'string', multiple: true },
    planted: { type: 'boolean' },
    job: { type: 'boolean' },
    help: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    if (error instanceof TypeError) throw new ChaosFlagError(error.message);
    throw error;
  }
}

function wholeNumber(name: string, text: string, least: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(number) || number < least)
    throw new ChaosFlagError(`--${name}: got '${text}', allowed is a whole number of at least ${least}`);
  return number;
}

/** `1-20` */
function range(text: string): readonly number[] {
  const [, first = '', last = ''] = /^(\d+)-(\d+)$/.exec(text) ?? [];
  const [from, to] = [Number(first), Number(last)];
  const isRange = first !== '' && Number.isSafeInteger(to) && from <= to && to - from < MOST_SEEDS;
  if (!isRange)
    throw new ChaosFlagError(
      `--seeds: got '${text}', allowed is a range such as 1-20, of at most ${MOST_SEEDS} seeds`,
    );
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
