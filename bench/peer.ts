import { fork } from 'node:child_process';
import { once } from 'node:events';

/** A child process that greets when it is ready, and answers one message at a time. */
export interface Peer<Reply> {
  readonly greeting: Reply;
  ask(message: object): Promise<Reply>;
  end(): Promise<void>;
}

export interface PeerOptions {
  readonly file: string;
  readonly args?: readonly string[];
  /** All of its environment. */
  readonly env: NodeJS.ProcessEnv;
  readonly execArgv?: readonly string[];
}

/** Far longer than any answer takes. */
const PATIENCE_MS = 120_000;

/** What it prints is not ours to show; why it died is. */
export async function startPeer<Reply>(options: PeerOptions): Promise<Peer<Reply>> {
  const { file, args = [], env, execArgv = [] } = options;
  const child = fork(file, [...args], {
    env,
    execArgv: [...execArgv],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaints = '';
  child.stderr?.on('data', (chunk) => {
    complaints += chunk;
  });
  const nextReply = async (): Promise<Reply> => {
    const settled = new AbortController();
    const signal = AbortSignal.any([settled.signal, AbortSignal.timeout(PATIENCE_MS)]);
    const message = once(child, 'message', { signal }).then(([reply]) => reply);
    const exit = once(child, 'exit', { signal }).then(([code]) => {
      throw new Error(`${file} ended with ${code}: ${complaints}`);
    });
    try {
      return await Promise.race([message, exit]);
    } finally {
      settled.abort();
    }
  };
  const end = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  };
  try {
    const greeting = await nextReply();
    const ask = (message: object): Promise<Reply> => {
      child.send(message);
      return nextReply();
    };
    return { greeting, ask, end };
  } catch (error) {
    await end();
    throw error;
  }
}
