import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Outcome } from '../fleet/outcome';
import { runFlowLogs } from '../fleet/program';
import { runCommand } from './run-command';

/** Written by the bundler from package.json. */
declare const FLOW_LOGS_VERSION: string | undefined;

const EXIT_CODES: Readonly<Record<Outcome, number>> = { fine: 0, error: 1, 'to-do': 2 };
/** As a shell has it of a program that a signal ended: 128 and the signal's number. */
const INTERRUPTED = { SIGINT: 130, SIGTERM: 143 } as const;

const { env, stdout, stderr } = process;

// Whoever reads only the first lines closes the pipe.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

// What is under way is told there: it goes on when nobody listens.
stderr.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
});

const interruption = new AbortController();
const { signal } = interruption;
let interrupted: number | undefined;

function interrupt(name: keyof typeof INTERRUPTED): void {
  if (interrupted !== undefined) process.exit(interrupted);
  interrupted = INTERRUPTED[name];
  stderr.write('\ninterrupted: what is under way is finished first; again ends it at once\n');
  interruption.abort();
}

process.on('SIGINT', interrupt);
process.on('SIGTERM', interrupt);

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
    writeFile: writeForOneself,
    rename,
  });
  return interrupted ?? EXIT_CODES[outcome];
}, []);

function endEarly(error: unknown): void {
  if (!signal.aborted) throw error;
}

/** It tells of accounts: others may not read it. A new file in place of an old one, whose link or mode would stay. */
async function writeForOneself(path: string, content: string | Iterable<string>): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await rm(path, { force: true });
  await writeFile(path, content, { flag: 'wx', mode: 0o600 });
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
