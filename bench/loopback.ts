import { join } from 'node:path';
import { startPeer } from './peer';

export type ServerRequest =
  | { readonly kind: 'play'; readonly vpcs: number }
  | { readonly kind: 'take-tally' };

export type ServerReply =
  | { readonly kind: 'listening'; readonly url: string }
  | { readonly kind: 'playing' }
  | { readonly kind: 'tally'; readonly tally: Tally };

/** What was asked since the last tally was taken. */
export interface Tally {
  /** By operation. */
  readonly calls: Readonly<Record<string, number>>;
  /** Evaluations that were put, by compliance type. */
  readonly evaluations: Readonly<Record<string, number>>;
}

/** EC2 and Config on 127.0.0.1, in another process. */
export interface Loopback {
  readonly url: string;
  /** From now on the Region holds so many VPCs. */
  play(vpcs: number): Promise<void>;
  takeTally(): Promise<Tally>;
  end(): Promise<void>;
}

export async function startLoopback(): Promise<Loopback> {
  const server = await startPeer<ServerReply>({
    file: join(__dirname, 'loopback-server.ts'),
    execArgv: ['--import', 'tsx'],
    env: { PATH: process.env['PATH'], AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  });
  const ask = (request: ServerRequest): Promise<ServerReply> => server.ask(request);
  if (server.greeting.kind !== 'listening') throw unexpected(server.greeting);
  return {
    url: server.greeting.url,
    play: async (vpcs) => {
      const reply = await ask({ kind: 'play', vpcs });
      if (reply.kind !== 'playing') throw unexpected(reply);
    },
    takeTally: async () => {
      const reply = await ask({ kind: 'take-tally' });
      if (reply.kind !== 'tally') throw unexpected(reply);
      return reply.tally;
    },
    end: () => server.end(),
  };
}

const unexpected = ({ kind }: ServerReply): Error => new Error(`the loopback server answered with ${kind}`);

export const sumOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);
