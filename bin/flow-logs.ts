import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Outcome } from '../fleet/outcome';
import { runFlowLogs } from '../fleet/program';
import { runCommand } from './run-command';

/** Written by the bundler from package.json. */
declare const FLOW_LOGS_VERSION: string | undefined;

const EXIT_CODES: Readonly<Record<Outcome, number>> = { fine: 0, error: 1, 'to-do': 2 };
/** As a shell has it of a program that SIGINT ended: 128 and the signal's number. */
const INTERRUPTED = 130;

const { env, stdout, stderr } = process;

// Whoever reads only the first lines closes the pipe.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

const interruption = new AbortController();
const { signal } = interruption;

process.on('SIGINT', () => {
  if (signal.aborted) process.exit(INTERRUPTED);
  stderr.write('\ninterrupted: what is under way is finished first; again ends it at once\n');
  interruption.abort();
});

runCommand(async () => {
  const outcome = await runFlowLogs({
    args: process.argv.slice(2),
    version: typeof FLOW_LOGS_VERSION === 'string' ? FLOW_LOGS_VERSION : 'from a checkout',
    now: new Date(),
    clock: () => new Date(),
    interrupted: signal,
    sleep: (milliseconds) => setTimeout(milliseconds, undefined, { signal }).catch(endEarly),
    region: env['AWS_REGION'] || env['AWS_DEFAULT_REGION'] || undefined,
    hasOwnEndpoint: Boolean(env['AWS_ENDPOINT_URL'] || env['AWS_ENDPOINT_URL_S3']),
    color: stdout.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
    progress: stderr.isTTY && env['TERM'] !== 'dumb',
    out: (text) => stdout.write(text),
    err: (text) => stderr.write(text),
    readFile: readIfThere,
    writeFile: async (path, content) => {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, content);
    },
    rename,
  });
  return signal.aborted ? INTERRUPTED : EXIT_CODES[outcome];
}, []);

function endEarly(error: unknown): void {
  if (!signal.aborted) throw error;
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
