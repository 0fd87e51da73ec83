import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runFlowLogs } from '../../fleet/program';
import type { Surroundings } from '../../fleet/surroundings';
import type { Sandbox } from '../../sandbox/sandbox';
import { buildCli } from '../../tools/build-cli';
import { ROOT } from '../assembly';
import { surroundingsOf } from './surroundings';

export const CLI = join(ROOT, 'dist', 'loop-cli', 'flow-logs.js');

/** Builds the command line as `npm run build` does. */
export const buildCommandLine = (): Promise<unknown> => buildCli(CLI);

// As Node16 resolution has it, the program names its commands with an extension that no source file has.
for (const room of readdirSync(join(ROOT, 'fleet'))) {
  const command = join(ROOT, 'fleet', room, 'command');
  if (!existsSync(`${command}.ts`)) continue;
  jest.doMock(`${command}.js`, () => jest.requireActual(command), { virtual: true });
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

interface Written extends Ended {
  /** By path. */
  readonly files: ReadonlyMap<string, string>;
}

type Environment = Readonly<Record<string, string>>;

export interface Interruption {
  readonly at: string;
  readonly signal: 'SIGINT' | 'SIGTERM';
}

/**
 * The built command line in a process of its own, with an environment of its own.
 *
 * @param interruption sent when it has written this to standard error
 */
export async function flowLogsProcess(
  args: readonly string[],
  environment: Environment,
  interruption?: Interruption,
): Promise<Ended> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: '/nowhere', AWS_EC2_METADATA_DISABLED: 'true' };
  const child = spawn(CLI, args, { env: { ...env, ...environment } });
  const written = { out: '', error: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    written.out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    const before = written.error;
    written.error += chunk.toString();
    if (interruption === undefined || before.includes(interruption.at)) return;
    if (written.error.includes(interruption.at)) child.kill(interruption.signal);
  });
  const [code]: readonly (number | null)[] = await once(child, 'close');
  return { code: code ?? null, ...written };
}

const EXIT_CODES = { fine: 0, error: 1, 'to-do': 2 } as const;

/** The command line in this process, at the sandbox's time and as its account's administrator unless told otherwise. */
export async function flowLogs(
  args: readonly string[],
  sandbox: Sandbox,
  credentials: Environment = {},
  given: Partial<Surroundings> = {},
): Promise<Written> {
  const { surroundings, written } = surroundingsOf({
    args,
    version: 'from a test',
    now: sandbox.world.scheduler.now(),
    clock: () => sandbox.world.scheduler.now(),
    sleep: (milliseconds) => sandbox.advance(milliseconds / 1000),
    region: sandbox.place.region,
    hasOwnEndpoint: true,
    ...given,
  });
  const outcome = await withEnvironment({ ...environmentOf(sandbox), ...credentials }, () =>
    runFlowLogs(surroundings),
  );
  return { code: EXIT_CODES[outcome], out: written.out, error: written.err, files: written.files };
}

/** The SDK finds endpoint and credentials there, as it does for whoever types the command. */
async function withEnvironment<T>(environment: Environment, work: () => Promise<T>): Promise<T> {
  const before = Object.keys(environment).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, environment);
  try {
    return await work();
  } finally {
    for (const [name, value] of before)
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  }
}

/** What leads the SDK to a sandbox, as its account's administrator. */
export const environmentOf = ({ endpointUrl, place }: Sandbox): Environment => ({
  AWS_ENDPOINT_URL: endpointUrl,
  AWS_REGION: place.region,
  AWS_ACCESS_KEY_ID: place.accountId,
  AWS_SECRET_ACCESS_KEY: 'any',
});
