import { parseArgs } from 'node:util';

export type ChaosFlags =
  | { readonly mode: 'help' }
  | { readonly mode: 'planted'; readonly assembly: string }
  | {
      readonly mode: 'run';
      readonly assembly: string;
      readonly vpcs: number;
      readonly seed: number;
      readonly hours: number;
    };

/** Flags that cannot be taken. */
export class ChaosFlagError extends Error {
  constructor(problem: string) {
    super(`${problem}\nnpm run chaos -- --help lists the flags`);
    this.name = 'ChaosFlagError';
  }
}

export function readChaosFlags(args: readonly string[]): ChaosFlags {
  const { help, planted, assembly = 'cdk.out', ...run } = parse(args);
  if (help) return { mode: 'help' };
  const { vpcs = '200', seed = '1', hours = '24' } = run;
  if (!planted) {
    return {
      ...{ mode: 'run', assembly },
      vpcs: wholeNumber('vpcs', vpcs, 1),
      seed: wholeNumber('seed', seed, 0),
      hours: wholeNumber('hours', hours, 1),
    };
  }
  const [unread] = Object.keys(run);
  if (unread !== undefined)
    throw new ChaosFlagError(
      `--${unread} does not go with --planted, which has seeds and estates of its own`,
    );
  return { mode: 'planted', assembly };
}

function parse(args: readonly string[]) {
  const options = {
    vpcs: { type: 'string' },
    seed: { type: 'string' },
    hours: { type: 'string' },
    assembly: { type: 'string' },
    planted: { type: 'boolean' },
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
