import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ACCOUNT } from './place';
import type { PythonEnvironment } from './python-environment';
import { Trouble } from './trouble';

export interface Moto {
  readonly url: string;
  close(): Promise<void>;
}

const START_TIMEOUT = 60_000;

/** Starts moto on 127.0.0.1, in a process that ends with ours. */
export async function startMoto({ python }: PythonEnvironment, env: NodeJS.ProcessEnv): Promise<Moto> {
  const server = spawn(python, [join(__dirname, 'python', 'moto_server.py')], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...env, MOTO_ACCOUNT_ID: ACCOUNT, PYTHONDONTWRITEBYTECODE: '1' },
  });
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    const failed = () => reject(new Trouble('moto did not start'));
    server.once('error', failed);
    server.once('close', failed);
    setTimeout(failed, START_TIMEOUT).unref();
    createInterface(server.stdout).once('line', resolve);
  });
  return {
    url,
    close: async () => {
      server.stdin.end();
      await ended;
    },
  };
}
