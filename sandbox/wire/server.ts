import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer, type ReceivedRequest } from './answer';
import type { Dispatch } from './call';
import type { WireAnswer } from './protocol';

export interface Endpoint {
  readonly url: string;
  /** Ends keep-alive connections too. */
  close(): Promise<void>;
}

export interface EndpointOptions {
  /** Told of every exception that is not an ApiError; its caller sees an internal failure without details. */
  readonly onFailure?: (error: unknown) => void;
  /** @default - 00000000-0000-4000-8000-000000000001 and counting */
  readonly nextRequestId?: () => string;
  /** Sees every request that was read, with its answer. */
  readonly onExchange?: (exchange: Exchange) => void;
  /** Answers a browser, which signs nothing; undefined leaves the request to AWS. */
  readonly page?: (request: ReceivedRequest) => WireAnswer | undefined;
}

export interface Exchange {
  readonly request: ReceivedRequest;
  readonly answer: WireAnswer;
}

const bodyLimit = 1024 * 1024;

/** Listens on 127.0.0.1, and nowhere else (port 0 = any free port). */
export async function startEndpoint(
  dispatch: Dispatch,
  port = 0,
  options: EndpointOptions = {},
): Promise<Endpoint> {
  const onFailure = options.onFailure ?? ((error: unknown) => console.error(error));
  const nextRequestId = options.nextRequestId ?? countedRequestIds();
  const answerTo = async (request: ReceivedRequest): Promise<WireAnswer> => {
    const given = options.page?.(request) ?? (await answer(request, nextRequestId(), dispatch, onFailure));
    options.onExchange?.({ request, answer: given });
    return given;
  };
  const server = createServer((request, response) => {
    serve(request, response, answerTo).catch(onFailure);
  });
  // While virtual time passes, clients are idle for long in real time: none may find its connection closed.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${bound}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  answerTo: (received: ReceivedRequest) => Promise<WireAnswer>,
): Promise<void> {
  // SDK clients correct their clock by the Date header; the sandbox's functions live in virtual time.
  response.sendDate = false;
  const received = await receive(request);
  if (received === undefined) return;
  const { status, headers, body, bytes = Buffer.from(body) } = await answerTo(received);
  // RFC 9110: an answer of status 204 has neither a body nor its length.
  const length = status === 204 ? {} : { 'content-length': bytes.length };
  response.writeHead(status, { ...headers, ...length });
  response.end(status === 204 ? undefined : bytes);
}

/** Undefined when the caller went away, as a function that is killed half way does. */
async function receive(request: IncomingMessage): Promise<ReceivedRequest | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // Too large a body is read to its end all the same, or the client would see a reset instead of the error.
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= bodyLimit) chunks.push(chunk);
    }
  } catch {
    return undefined;
  }
  const { method = '', url: path = '' } = request;
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  const bytes = Buffer.concat(chunks);
  return { method, path, headers, bytes, body: bytes.toString('utf8'), tooLarge: size > bodyLimit };
}

function countedRequestIds(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
  };
}
