import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { runFlowLogs } from '../../fleet/program';
import type { Sandbox } from '../../sandbox/sandbox';
import { buildCli } from '../../tools/build-cli';
import { ROOT } from '../assembly';

const CLI = join(ROOT, 'dist', 'loop-cli', 'flow-logs.js');

/** Builds the command line as `npm run build` does. */
export const buildCommandLine = (): Promise<unknown> => buildCli(CLI);

// As Node16 resolution has it, the program names its commands with an extension that no source file has.
for (const room of ['doctor', 'prune', 'remediation']) {
  const command = join(ROOT, 'fleet', room, 'command');
  jest.doMock(`${command}.js`, () => jest.requireActual(command), { virtual: true });
}

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

type Environment = Readonly<Record<string, string>>;

/** The built command line in a process of its own, with an environment of its own. */
export async function flowLogsProcess(args: readonly string[], environment: Environment): Promise<Ended> {
  const env = { PATH: process.env['PATH'] ?? '', HOME: '/nowhere', AWS_EC2_METADATA_DISABLED: 'true' };
  const child = spawn(CLI, args, { env: { ...env, ...environment } });
  const written = { out: '', error: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    written.out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    written.error += chunk.toString();
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
): Promise<Ended> {
  const written = { out: '', error: '' };
  const outcome = await withEnvironment({ ...environmentOf(sandbox), ...credentials }, () =>
    runFlowLogs({
      args,
      version: 'from a test',
      now: sandbox.world.scheduler.now(),
      region: sandbox.place.region,
      hasOwnEndpoint: true,
      color: false,
      out: (text) => {
        written.out += text;
      },
      err: (text) => {
        written.error += text;
      },
    }),
  );
  return { code: EXIT_CODES[outcome], ...written };
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
