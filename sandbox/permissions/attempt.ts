import { AccessDenied, authorize, type Caller, type ConditionContext, serviceMayAccess } from '../access';
import type { PolicyDocument } from '../iam/policy-document';
import type { Stage } from './stage';

/** One request, as AWS would put it to the policies in force. */
export interface Attempt {
  readonly by: Exclude<Caller, { readonly kind: 'administrator' }>;
  readonly action: string;
  readonly resource: string;
  readonly context: ConditionContext;
  /** The resource's own policy, where it has one. */
  readonly policy?: PolicyDocument | undefined;
}

/** A request that must be let through, and what makes it one that must not: each differs from it in one thing. */
export interface Probe {
  readonly name: string;
  readonly usual: Attempt;
  readonly refused: Readonly<Record<string, Partial<Attempt>>>;
}

/** The usual request with other values of condition keys; undefined takes a key away. */
export const withContext = (
  { context }: Pick<Attempt, 'context'>,
  changes: Readonly<Record<string, string | readonly string[] | undefined>>,
): Pick<Attempt, 'context'> => {
  const left = Object.entries({ ...context, ...changes });
  return {
    context: Object.fromEntries(
      left.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const])),
    ),
  };
};

/** Whether the policies let it through. It is on record like any other call. */
function isAllowed({ sandbox: { world } }: Stage, { by, policy, ...access }: Attempt): boolean {
  if (by.kind === 'service') return serviceMayAccess(world, by.service, policy, access);
  try {
    authorize(world, { caller: by, resourcePolicy: policy, ...access });
    return true;
  } catch (error) {
    if (error instanceof AccessDenied) return false;
    throw error;
  }
}

/** What went otherwise than it must. */
export function probeSigns(stage: Stage, { name, usual, refused }: Probe): readonly string[] {
  const denied = isAllowed(stage, usual) ? [] : [`${name}: refused ${usual.action} on ${usual.resource}`];
  const admitted = Object.entries(refused)
    .map(([what, difference]) => ({ what, tried: { ...usual, ...difference } }))
    .filter(({ tried }) => isAllowed(stage, tried))
    .map(({ what, tried }) => `${name}, but ${what}: allowed ${tried.action}`);
  return [...denied, ...admitted];
}
