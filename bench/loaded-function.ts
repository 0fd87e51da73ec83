import { dirname, join } from 'node:path';
import { startPeer } from './peer';
import { PLACE } from './place';

type InvokerReply =
  | { readonly kind: 'loaded'; readonly initMs: number; readonly peakBytes: number }
  | ({ readonly kind: 'returned' } & Invocation)
  | { readonly kind: 'failed'; readonly error: string };

export interface Invocation {
  readonly returned?: unknown;
  readonly durationMs: number;
  /** The most resident memory that the process had so far. */
  readonly peakBytes: number;
}

/** A bundle that was loaded in a fresh process. */
export interface LoadedFunction {
  /** What loading the module took. */
  readonly initMs: number;
  /** The most resident memory until it was loaded. */
  readonly idleBytes: number;
  /** @throws Error with what the handler failed with */
  invoke(event: object): Promise<Invocation>;
}

/** Nothing of ours but PATH: nobody's AWS settings may be measured. */
const environment = (bundle: string, endpointUrl: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: dirname(bundle),
  AWS_REGION: PLACE.region,
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example',
  AWS_SESSION_TOKEN: 'example',
  AWS_ENDPOINT_URL: endpointUrl,
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
});

/** Loads a bundle in a process that lives as long as it is used. */
export async function withFunction<T>(
  bundle: string,
  endpointUrl: string,
  use: (loaded: LoadedFunction) => T | Promise<T>,
): Promise<T> {
  const peer = await startPeer<InvokerReply>({
    file: join(__dirname, 'invoker.cjs'),
    args: [bundle],
    env: environment(bundle, endpointUrl),
  });
  try {
    if (peer.greeting.kind !== 'loaded') throw new Error(`${bundle} was not loaded`);
    const { initMs, peakBytes: idleBytes } = peer.greeting;
    return await use({
      initMs,
      idleBytes,
      invoke: async (event) => {
        const reply = await peer.ask(event);
        if (reply.kind === 'failed') throw new Error(`the handler failed: ${reply.error}`);
        if (reply.kind !== 'returned') throw new Error(`the invoker answered with ${reply.kind}`);
        return reply;
      },
    });
  } finally {
    await peer.end();
  }
}
