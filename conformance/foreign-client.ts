import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Sandbox } from '../sandbox/sandbox';
import type { PythonEnvironment } from './python-environment';

const run = promisify(execFile);

export interface ForeignClient {
  readonly checks: number;
  readonly failures: readonly string[];
}

/** boto3 as the client of a sandbox: another implementation of the same protocols. Its flow logs are visible at once. */
export async function callWithBoto3({ python }: PythonEnvironment, sandbox: Sandbox): Promise<ForeignClient> {
  const script = join(__dirname, 'python', 'client.py');
  const { stdout } = await run(python, ['-B', script, sandbox.endpointUrl]);
  const lines = stdout.trim().split('\n');
  return { checks: Number(lines.at(-1)), failures: lines.slice(0, -1) };
}
