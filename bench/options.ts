import { parseArgs } from 'node:util';

export interface BenchOptions {
  /** Names of the figures to measure. */
  readonly only: readonly string[];
  readonly write: boolean;
  readonly help: boolean;
}

export const helpFor = (
  names: readonly string[],
): string => `Measures the function, the remediation and the fleet's commands against their goals; the exit code is 1 when one is missed.

  npm run bench                     measure everything, in about ten minutes
  npm run bench -- --only NAME      measure one of ${names.join(', ')}; may be given again
  npm run bench -- --write          write the table into docs/performance.md too
  npm run bench -- --help           show this
`;

/** A mistake on the command line, with what is allowed. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError */
export function readOptions(args: readonly string[], names: readonly string[]): BenchOptions {
  const { only = names, write, help } = parse(args, names);
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new UsageError(`--only ${unknown}, allowed: ${names.join(', ')}`);
  if (write && only !== names)
    throw new UsageError('--write with --only would write half a table, allowed: one of the two');
  return { only, write, help };
}

function parse(args: readonly string[], names: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true },
        write: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : error}\n\n${helpFor(names)}`);
  }
}
