/** The AWS of the bench, in a process of its own so that its work is not the function's. Told by its parent what to hold. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { DecodedRequest, WireRequest } from '../sandbox/wire/protocol';
import { estateOf } from './estate';
import type { ServerReply, ServerRequest, Tally } from './loopback';
import { renderedAnswers } from './rendered-answers';

/** About what a call takes within a Region. */
const LATENCY_MS = 20;

type Answers = ReturnType<typeof renderedAnswers>;
type Counts = Map<string, number>;

const estates = new Map<number, Answers>();
let answers: Answers | undefined;
const calls: Counts = new Map();
const evaluations: Counts = new Map();

const add = (counts: Counts, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

function count({ operation, input }: DecodedRequest): void {
  add(calls, operation);
  if (operation !== 'PutEvaluations' || !Array.isArray(input['Evaluations'])) return;
  for (const { ComplianceType } of input['Evaluations']) add(evaluations, ComplianceType);
}

function takeTally(): Tally {
  const tally = { calls: Object.fromEntries(calls), evaluations: Object.fromEntries(evaluations) };
  calls.clear();
  evaluations.clear();
  return tally;
}

function play(vpcs: number): void {
  answers = estates.get(vpcs) ?? renderedAnswers(estateOf(vpcs));
  estates.set(vpcs, answers);
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

const server = createServer(async (request, response) => {
  try {
    const received = await receive(request);
    // Started before the answer is rendered: the latency is the same for all.
    const latency = delay(LATENCY_MS);
    if (answers === undefined) throw new Error('asked before there is an estate');
    const { status, headers, body } = answers(received, count);
    await latency;
    response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
  } catch (error) {
    console.error(error);
    response.writeHead(500).end();
  }
});
// A function between two calls must not meet a connection that is being closed.
server.keepAliveTimeout = 0;

const reply = (message: ServerReply): void => {
  process.send?.(message);
};

process.on('message', (request: ServerRequest) => {
  switch (request.kind) {
    case 'play':
      play(request.vpcs);
      return reply({ kind: 'playing' });
    case 'take-tally':
      return reply({ kind: 'tally', tally: takeTally() });
  }
});
process.on('disconnect', () => process.exit());
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  reply({ kind: 'listening', url: `http://127.0.0.1:${port}` });
});
