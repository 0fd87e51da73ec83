/** One invocation, as AWS sees it. */
import type { Evaluation } from '@aws-sdk/client-config-service';
import type { DecodedRequest, WireAnswer } from '../../sandbox/wire/protocol';
import type { Fault } from './faulty-aws';
import { type Answer, answerFrom, type Estate } from './paged-estate';

/** One call of the function, however often the SDK repeats it. */
export interface Call {
  readonly operation: string;
  /** Which call of the operation it is, from 1. */
  readonly nth: number;
  /** Whether it sends the token of a page before it. */
  continues: boolean;
  /** Whether its answer has the token of a page after it. */
  isContinued: boolean;
}

export interface Disturbance {
  readonly fault: Fault;
  readonly operation: string;
  /** @default - every call of the operation */
  readonly nth?: number;
  /** How many attempts of the call are struck. @default - all */
  readonly times?: number;
}

/** What one invocation did to AWS. */
export interface Session {
  readonly calls: readonly Call[];
  readonly accepted: readonly Evaluation[];
  /** How often the fault was injected. */
  readonly struck: number;
  /** When the function lets go of a request that is not answered yet. */
  readonly abandoned: Promise<void>;
}

/** The SDK's own: the same for every attempt of a call, and `attempt=2; max=10`. */
const INVOCATION_HEADER = 'amz-sdk-invocation-id';
const ATTEMPT_HEADER = 'amz-sdk-request';

export type Headers = Readonly<Record<string, unknown>>;

const attemptOf = (headers: Headers): number =>
  Number(/^attempt=(\d+)/.exec(String(headers[ATTEMPT_HEADER]))?.[1]);

export class Play implements Session {
  readonly calls: Call[] = [];
  readonly accepted: Evaluation[] = [];
  struck = 0;
  abandon = (): void => undefined;
  readonly abandoned = new Promise<void>((resolve) => {
    this.abandon = resolve;
  });
  private readonly byInvocation = new Map<string, Call>();

  constructor(
    private readonly estate: Estate,
    private readonly disturbance: Disturbance | undefined,
  ) {}

  /** Counted when they are sent, since calls that are sent together may arrive in another order. */
  callOf(operation: string, headers: Headers): Call {
    const invocationId = String(headers[INVOCATION_HEADER]);
    const known = this.byInvocation.get(invocationId);
    if (known) return known;
    const nth = this.calls.filter((each) => each.operation === operation).length + 1;
    const call = { operation, nth, continues: false, isContinued: false };
    this.calls.push(call);
    this.byInvocation.set(invocationId, call);
    return call;
  }

  faultOf({ operation, nth }: Call, headers: Headers): Fault | undefined {
    const { disturbance } = this;
    if (disturbance?.operation !== operation || nth !== (disturbance.nth ?? nth)) return undefined;
    return attemptOf(headers) > (disturbance.times ?? Number.POSITIVE_INFINITY)
      ? undefined
      : disturbance.fault;
  }

  answer({ operation, input }: DecodedRequest, leftOut = 0): Answer {
    if (operation !== 'PutEvaluations') return answerFrom(this.estate, operation, input);
    const evaluations = input['Evaluations'] as readonly Evaluation[];
    this.accepted.push(...evaluations.slice(leftOut));
    return { FailedEvaluations: evaluations.slice(0, leftOut) };
  }

  /** The right answers of one estate to what was asked before; only reads can be answered twice by the same. */
  get rendered(): Map<DecodedRequest, WireAnswer> {
    const known = renderedOf.get(this.estate) ?? new Map<DecodedRequest, WireAnswer>();
    renderedOf.set(this.estate, known);
    return known;
  }
}

const renderedOf = new WeakMap<Estate, Map<DecodedRequest, WireAnswer>>();
