import { join } from 'node:path';
import { startPeer } from '../peer';

export interface OrganizationRequest {
  readonly kind: 'take-calls';
}

export type OrganizationReply =
  | { readonly kind: 'listening'; readonly url: string }
  | { readonly kind: 'calls'; readonly calls: Readonly<Record<string, number>> };

/** STS, EC2 and Config of an organization on 127.0.0.1, in another process. */
export interface LoopbackOrganization {
  readonly url: string;
  /** By operation, since it was last asked. */
  takeCalls(): Promise<Readonly<Record<string, number>>>;
}

export async function withOrganization<T>(
  accounts: number,
  use: (organization: LoopbackOrganization) => Promise<T>,
): Promise<T> {
  const server = await startPeer<OrganizationReply>({
    file: join(__dirname, 'organization-server.ts'),
    args: [String(accounts)],
    execArgv: ['--import', 'tsx'],
    env: { PATH: process.env['PATH'], AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
  });
  try {
    if (server.greeting.kind !== 'listening') throw unexpected(server.greeting);
    return await use({
      url: server.greeting.url,
      takeCalls: async () => {
        const reply = await server.ask({ kind: 'take-calls' } satisfies OrganizationRequest);
        if (reply.kind !== 'calls') throw unexpected(reply);
        return reply.calls;
      },
    });
  } finally {
    await server.end();
  }
}

const unexpected = ({ kind }: OrganizationReply): Error =>
  new Error(`the organization's server answered with ${kind}`);
