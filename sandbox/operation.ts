import type { Place } from '../policy';
import { authorize, type Caller, type ConditionContext } from './access';
import type { Constraints } from './constraints';
import type { Sessions } from './credentials';
import { ApiError } from './wire/api-error';
import type { RegionState, World } from './world';

export type Input = Readonly<Record<string, unknown>>;

/** One API call on its way into the world. */
export interface OperationRequest {
  readonly world: World;
  readonly region: RegionState;
  readonly caller: Caller;
  readonly input: Input;
  /** Where credentials of a role come from. */
  readonly sessions: Sessions;
  /** Throws AccessDenied unless the caller may. */
  readonly authorize: (action: string, resource: string, context?: ConditionContext) => void;
}

export interface Operation {
  /** Members of the input that it reads. Any other is refused by name: an ignored one would be a silent lie. */
  readonly members: readonly string[];
  /** What the model of the service says of them: the request is refused before it is performed. */
  readonly constraints?: Constraints;
  readonly perform: (request: OperationRequest) => Record<string, unknown> | Promise<Record<string, unknown>>;
}

export type Operations = Readonly<Record<string, Operation>>;

export function operationRequest(
  world: World,
  place: Place,
  caller: Caller,
  input: Input,
  sessions: Sessions,
): OperationRequest {
  return {
    world,
    region: world.region(place),
    caller,
    input,
    sessions,
    authorize: (action, resource, context) =>
      authorize(world, { caller, action, resource, context: { ...requested(action, place), ...context } }),
  };
}

/** Services that are one for all Regions are called in us-east-1. */
const requested = (action: string, { region, partition }: Place): ConditionContext => ({
  'aws:RequestedRegion': partition === 'aws' && /^(iam|organizations):/.test(action) ? 'us-east-1' : region,
});

export const textOf = (input: Input, member: string): string | undefined => {
  const value = input[member];
  return typeof value === 'string' ? value : undefined;
};

export const textsOf = (input: Input, member: string): readonly string[] =>
  recordsOrTexts(input, member).filter((value) => typeof value === 'string');

export const structuresOf = (input: Input, member: string): readonly Input[] =>
  recordsOrTexts(input, member).filter(
    (value): value is Input => typeof value === 'object' && value !== null && !Array.isArray(value),
  );

function recordsOrTexts(input: Input, member: string): readonly unknown[] {
  const value = input[member];
  return Array.isArray(value) ? value : [];
}

export const structureOf = (input: Input, member: string): Input | undefined => {
  const value = input[member];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Input) : undefined;
};

export const notModelled = (what: string): ApiError =>
  new ApiError('NotModelled', `the sandbox does not model ${what}; leave it out`);

export interface Paging {
  readonly token: string | undefined;
  readonly limit: number;
  /** Each service has its own code for a token that it did not hand out. */
  readonly invalidToken: string;
}

export interface Page<T> {
  readonly page: readonly T[];
  readonly nextToken: string | undefined;
}

/** Tokens are offsets; a page is what the service's default or the caller's limit says. */
export function pageOf<T>(items: readonly T[], { token, limit, invalidToken }: Paging): Page<T> {
  if (token !== undefined && !(/^[1-9]\d*$/.test(token) && Number(token) < items.length))
    throw new ApiError(invalidToken, `The token '${token}' is not valid`);
  const from = Number(token ?? '0');
  const to = from + limit;
  return { page: items.slice(from, to), nextToken: to < items.length ? String(to) : undefined };
}
