import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { WireRequest } from '../sandbox/wire/protocol';
import type { RenderedAnswer } from './rendered-answers';

/** About what a call takes within a Region. */
const LATENCY_MS = 20;

/** Listens on 127.0.0.1. @returns the URL */
export async function serve(answer: (request: WireRequest) => RenderedAnswer): Promise<string> {
  const server = createServer(async (request, response) => {
    try {
      const received = await receive(request);
      // Started before the answer is rendered: the latency is the same for all.
      const latency = delay(LATENCY_MS);
      const { status, headers, body } = answer(received);
      await latency;
      response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
    } catch (error) {
      console.error(error);
      response.writeHead(500).end();
    }
  });
  // Whoever asks must not meet a connection that is being closed.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}

async function receive(request: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const { method = '', url: path = '' } = request;
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  return { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
}
