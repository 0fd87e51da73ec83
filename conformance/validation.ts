import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { PythonEnvironment } from './python-environment';

const run = promisify(execFile);
const MOST_OUTPUT = 64 * 1024 * 1024;

/** What a service model does not allow, and how often it occurs. */
export interface Problem {
  readonly text: string;
  readonly times: number;
}

/** What AWS's service models say of the recordings. */
export interface Validation {
  /** Exchanges by service and operation. */
  readonly services: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly problems: readonly Problem[];
  /** Mistakes that were planted into good exchanges. */
  readonly mutations: { readonly planted: number; readonly missed: readonly string[] };
}

export async function validate(
  { python }: PythonEnvironment,
  recordings: readonly string[],
): Promise<Validation> {
  const script = join(__dirname, 'python', 'validate.py');
  const { stdout } = await run(python, ['-B', script, ...recordings], { maxBuffer: MOST_OUTPUT });
  return JSON.parse(stdout) as Validation;
}
