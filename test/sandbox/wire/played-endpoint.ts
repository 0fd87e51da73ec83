import { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { EC2Client } from '@aws-sdk/client-ec2';
import { SSMClient } from '@aws-sdk/client-ssm';
import type { ApiCall } from '../../../sandbox/wire/call';
import { type Endpoint, startEndpoint } from '../../../sandbox/wire/server';

/** An endpoint that answers what a test says, remembers what it was asked, and the real clients that ask it. */
export interface PlayedEndpoint {
  readonly url: string;
  readonly calls: ApiCall[];
  readonly failures: unknown[];
  readonly ec2: EC2Client;
  readonly config: ConfigServiceClient;
  readonly ssm: SSMClient;
  /** The next calls are answered with this output, or fail with this error. */
  answerWith(outcome: Record<string, unknown> | Error): void;
  close(): Promise<void>;
}

export async function playEndpoint(): Promise<PlayedEndpoint> {
  const calls: ApiCall[] = [];
  const failures: unknown[] = [];
  let outcome: Record<string, unknown> | Error = {};
  const dispatch = (call: ApiCall) => {
    calls.push(call);
    return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(outcome);
  };
  const endpoint: Endpoint = await startEndpoint(dispatch, 0, { onFailure: (error) => failures.push(error) });
  const settings = {
    endpoint: endpoint.url,
    region: 'eu-west-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIDAUDITOR', secretAccessKey: 'secret', sessionToken: 'session' },
  };
  const clients = {
    ec2: new EC2Client(settings),
    config: new ConfigServiceClient(settings),
    ssm: new SSMClient(settings),
  };
  return {
    url: endpoint.url,
    calls,
    failures,
    ...clients,
    answerWith: (next) => {
      outcome = next;
    },
    close: async () => {
      for (const client of Object.values(clients)) client.destroy();
      await endpoint.close();
    },
  };
}

/** Without what the SDK adds to every answer. */
export function withoutMetadata(output: object): Record<string, unknown> {
  const { $metadata, ...members } = output as Record<string, unknown>;
  return members;
}

const scope = (service: string) =>
  `AWS4-HMAC-SHA256 Credential=AKID/20260301/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0a`;

export interface RawRequest {
  readonly service?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly method?: string;
  readonly path?: string;
}

/** What no SDK client would send. */
export async function send(
  url: string,
  request: RawRequest,
): Promise<{ status: number; headers: Headers; body: string }> {
  const { service, headers, body, method = 'POST', path = '/' } = request;
  const signed: Record<string, string> = service === undefined ? {} : { authorization: scope(service) };
  const response = await fetch(url + path, { method, headers: { ...signed, ...headers }, body });
  return { status: response.status, headers: response.headers, body: await response.text() };
}
