/** EC2 and Config on loopback, in their wire protocols, with a fault in one of the calls. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiError } from '../../sandbox/wire/api-error';
import { awsJson } from '../../sandbox/wire/aws-json';
import { ec2Query } from '../../sandbox/wire/ec2-query';
import type { DecodedRequest, WireAnswer } from '../../sandbox/wire/protocol';
import { parseSigV4Scope } from '../../sandbox/wire/sigv4-scope';
import { type Answer, type Estate, TOKEN_PREFIX, tokenIn } from './paged-estate';
import { type Call, type Disturbance, type Headers, Play, type Session } from './session';

/** What a fault has in hand. */
export interface Wire {
  readonly protocol: 'ec2' | 'config';
  readonly response: ServerResponse;
  readonly sentToken: string | undefined;
  /**
   * The right answer, or its ApiError. Evaluations are accepted by asking for it, and not before.
   *
   * @param leftOut how many evaluations are not
   */
  readonly answer: (leftOut?: number) => Answer;
  readonly encode: (answer: Answer | ApiError) => WireAnswer;
  readonly send: (answer: WireAnswer) => void;
}

export function rightAnswer({ answer, encode }: Wire): WireAnswer {
  try {
    return encode(answer());
  } catch (error) {
    if (error instanceof ApiError) return encode(error);
    throw error;
  }
}

export interface Fault {
  readonly name: string;
  readonly strike: (wire: Wire) => void;
  /** Whether the function waits in vain. */
  readonly silent?: true;
  /** @default - any call */
  readonly canStrike?: (call: Call) => boolean;
}

/** Whose request it is: invocations run side by side. */
export const SESSION_HEADER = 'x-test-session';

const REQUEST_ID = '00000000-0000-4000-8000-000000000001';

export class FaultyAws {
  private readonly plays: Play[] = [];
  private readonly decoded = new Map<string, DecodedRequest>();
  private readonly server: Server = createServer((request, response) => {
    this.serve(request, response).catch((error: Error) => response.destroy(error));
  });

  /** Clients that are created from now on find it by the environment. */
  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    Object.assign(process.env, {
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`,
    });
  }

  close(): Promise<unknown> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    return closed;
  }

  /** @returns what the function has to send as SESSION_HEADER, and what becomes of it */
  open(estate: Estate, disturbance?: Disturbance): { readonly id: string; readonly session: Session } {
    const session = new Play(estate, disturbance);
    return { id: String(this.plays.push(session) - 1), session };
  }

  /**
   * Whether this request, which is about to be sent, is answered with silence. It counts as struck: on a busy machine the
   * client may be tired of waiting before the request arrives.
   */
  willBeSilent({ headers, body }: { readonly headers: Headers; readonly body: unknown }): boolean {
    const play = this.plays[Number(headers[SESSION_HEADER])];
    const [operation] = /(?<=^Action=|\.)\w+/.exec(String(headers['x-amz-target'] ?? body)) ?? [];
    if (!play || !operation) return false;
    const silent = play.faultOf(play.callOf(operation, headers), headers)?.silent ?? false;
    if (silent) play.struck++;
    return silent;
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await textOf(request);
    const { headers } = request;
    const play = this.plays[Number(headers[SESSION_HEADER])];
    const service = parseSigV4Scope(String(headers.authorization))?.service;
    if (!play || (service !== 'ec2' && service !== 'config')) throw new Error('a request of nobody');
    response.on('close', () => {
      if (!response.writableFinished) play.abandon();
    });
    const protocol = service === 'ec2' ? ec2Query : awsJson;
    const decoded = this.decode(service, String(headers['x-amz-target'] ?? ''), body);
    const wire: Wire = {
      protocol: service,
      response,
      sentToken: tokenIn(decoded.input),
      answer: (leftOut) => play.answer(decoded, leftOut),
      encode: (answer) =>
        answer instanceof ApiError
          ? protocol.encodeError(answer, REQUEST_ID)
          : protocol.encodeOutput(decoded.schema, answer, REQUEST_ID),
      send({ status, headers, body }) {
        response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
        response.end(body);
      },
    };
    const call = play.callOf(decoded.operation, headers);
    call.continues = wire.sentToken !== undefined;
    const fault = play.faultOf(call, headers);
    if (fault && !fault.silent) play.struck++;
    if (fault) return fault.strike(wire);
    const right = play.rendered.get(decoded) ?? rightAnswer(wire);
    if (call.operation !== 'PutEvaluations') play.rendered.set(decoded, right);
    call.isContinued = right.body.includes(TOKEN_PREFIX);
    wire.send(right);
  }

  /** The same few requests come again and again. */
  private decode(service: 'ec2' | 'config', target: string, body: string): DecodedRequest {
    const key = `${target}\n${body}`;
    const known = this.decoded.get(key);
    if (known) return known;
    const headers = { 'x-amz-target': target };
    const request = { method: 'POST', path: '/', headers, body };
    const decoded = (service === 'ec2' ? ec2Query : awsJson).decode(service, request);
    this.decoded.set(key, decoded);
    return decoded;
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return text;
}
