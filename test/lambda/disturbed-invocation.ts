/** The real handler and the real SDK, before an AWS with a fault. */
import type { Evaluation } from '@aws-sdk/client-config-service';
import { ConfiguredRetryStrategy } from '@smithy/core/retry';
import { countApiCalls } from '../../lambda/api-calls';
import { type Clients, createClients } from '../../lambda/clients';
import { connectTo } from '../../lambda/connect';
import { createHandler, type Handler } from '../../lambda/handler';
import type { InvocationRecord } from '../../lambda/invocation-record';
import { CONTEXT } from './events';
import { FaultyAws, SESSION_HEADER } from './faulty-aws';
import type { Estate } from './paged-estate';
import type { Disturbance, Session } from './session';

export interface Invocation {
  readonly name: string;
  readonly event: unknown;
  readonly estate: Estate;
}

export interface Outcome {
  readonly answer: string | undefined;
  readonly error: Error | undefined;
  readonly records: readonly InvocationRecord[];
  readonly session: Session;
}

export interface Circumstances {
  readonly disturbance?: Disturbance;
  readonly remainingMs?: number;
}

/** Fewer than the shipped clients make, which the function's time ends. */
const ATTEMPTS = 10;

/** The SDK's own. It waits as long as it takes, but not for an answer that will not come. */
function impatientOnceStruck(aws: FaultyAws) {
  const handler = (timeoutMs: number) => {
    const requestHandler = {
      requestTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      throwOnRequestTimeout: true,
    };
    return createClients({ requestHandler }).ec2.config.requestHandler;
  };
  const patient = handler(60_000);
  const impatient = handler(25);
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    handle: (request: any, options: any) =>
      (aws.willBeSilent(request) ? impatient : patient).handle(request, options),
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    destroy: () => [patient, impatient].forEach((each) => void each.destroy?.()),
  };
}

/** An execution environment of Lambda: it handles one invocation at a time, and its clients outlive them. */
export class Environment {
  private readonly clients: Clients;
  private readonly handler: Handler;
  private retries = new ConfiguredRetryStrategy(ATTEMPTS, () => 1);
  private records: InvocationRecord[] = [];
  private sessionId = '';
  /** The signals that the work was given, the newest last. */
  readonly signals: AbortSignal[] = [];

  constructor(private readonly aws: FaultyAws) {
    this.clients = createClients({
      // With tokens of its own for each invocation, so that none pays for the retries of those before it.
      retryStrategy: {
        acquireInitialRetryToken: (scope) => this.retries.acquireInitialRetryToken(scope),
        refreshRetryTokenForRetry: (token: any, error) =>
          this.retries.refreshRetryTokenForRetry(token, error),
        recordSuccess: (token: any) => this.retries.recordSuccess(token),
      },
      requestHandler: impatientOnceStruck(aws),
    });
    const naming =
      <Answer>(next: (request: any) => Answer) =>
      (request: any): Answer => {
        request.request.headers[SESSION_HEADER] = this.sessionId;
        return next(request);
      };
    this.clients.ec2.middlewareStack.add(naming, { step: 'build' });
    this.clients.config.middlewareStack.add(naming, { step: 'build' });
    this.handler = createHandler({
      connect: (place, signal) => {
        this.signals.push(signal);
        return connectTo(this.clients, () => Promise.resolve())(place, signal);
      },
      timeout: (milliseconds) => AbortSignal.timeout(milliseconds),
      takeApiCalls: countApiCalls(this.clients),
      now: () => new Date('2027-03-01T12:00:10.000Z'),
      log: (record) => this.records.push(record),
    });
  }

  async invoke(
    { event, estate }: Omit<Invocation, 'name'>,
    { disturbance, remainingMs = 300_000 }: Circumstances = {},
  ): Promise<Outcome> {
    const { id, session } = this.aws.open(estate, disturbance);
    this.sessionId = id;
    this.records = [];
    this.retries = new ConfiguredRetryStrategy(ATTEMPTS, () => 1);
    const context = { ...CONTEXT, getRemainingTimeInMillis: () => remainingMs };
    const { answer, error } = await this.handler(event, context).then(
      (answer) => ({ answer, error: undefined }),
      (error: Error) => ({ answer: undefined, error }),
    );
    return { answer, error, records: this.records, session };
  }

  close(): void {
    this.clients.ec2.destroy();
    this.clients.config.destroy();
  }
}

const shown = ({ ComplianceResourceId, ComplianceType, OrderingTimestamp, Annotation }: Evaluation): string =>
  `${ComplianceResourceId} ${ComplianceType} ${OrderingTimestamp?.toISOString()} ${Annotation}`;

/** Each evaluation once: a repetition with the same time changes nothing in Config. */
export const acceptedBy = ({ session }: Outcome): readonly string[] =>
  [...new Set(session.accepted.map(shown))].sort();

/** A faulty AWS, and an environment of its own in front of it, while the tests of the block run. */
export function openEnvironment(): { readonly aws: FaultyAws; readonly environment: () => Environment } {
  const aws = new FaultyAws();
  let environment: Environment | undefined;
  beforeAll(async () => {
    await aws.start();
    environment = new Environment(aws);
  });
  afterAll(() => {
    environment?.close();
    return aws.close();
  });
  return {
    aws,
    environment() {
      if (!environment) throw new Error('the environment is open while tests run');
      return environment;
    },
  };
}
