import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Names of the figures to measure. */
  readonly only: readonly string[];
  readonly readme: boolean;
  readonly help: boolean;
}

export const helpFor = (
  names: readonly string[],
): string => `Measures the function, the remediation and the fleet's commands against their goals; the exit code is 1 when one is missed.

  npm run bench                     measure everything, in about ten minutes
  npm run bench -- --only NAME      measure one of ${names.join(', ')}; may be given again
  npm run bench -- --readme         write the table into README.md too
  npm run bench -- --help           show this
`;

/** A mistake on the command line, with what is allowed. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError */
export function readOptions(args: readonly string[], names: readonly string[]): BenchOptions {
  const { only = names, readme, help } = parse(args, names);
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new UsageError(`--only ${unknown}, allowed: ${names.join(', ')}`);
  if (readme && only !== names)
    throw new UsageError('--readme with --only would write half a table, allowed: one of the two');
  return { only, readme, help };
}

function parse(args: readonly string[], names: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true },
        readme: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${helpFor(names)}`);
  }
}
