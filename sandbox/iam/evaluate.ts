import type { AccessRequest } from './access-request';
import { conditionHolds } from './condition-holds';
import { matchesIgnoringCase, matchesResource, readPattern } from './pattern';
import type { PolicyDocument, Statement } from './policy-document';
import { PolicyError } from './policy-error';
import { type PrincipalMatch, principalMatches } from './principal-element';

export type { AccessRequest, Principal } from './access-request';

/** A line of a policy that let a request through: one action and one resource of a statement, as they are written. */
export interface Grant {
  readonly statement: Statement;
  readonly action: string;
  /** Undefined in a trust policy, which names no resource. */
  readonly resource: string | undefined;
}

/** What policies say of a request, and which statement decided. None is no decision, not a denial. */
export type Outcome =
  | { readonly effect: 'Allow'; readonly statement: Statement; readonly grants: readonly Grant[] }
  | { readonly effect: 'Deny'; readonly statement: Statement }
  | { readonly effect: 'None' };

/** The policies of the caller: an explicit Deny wins, then an Allow. */
export function evaluateIdentityPolicies(
  policies: readonly PolicyDocument[],
  request: AccessRequest,
): Outcome {
  return decide(policies, request, ({ principal, where }) => {
    if (principal !== undefined)
      throw new PolicyError(where, 'a policy of an identity cannot have a Principal');
    return true;
  });
}

const ANY_MATCH: readonly PrincipalMatch[] = ['session', 'role', 'service', 'everyone', 'account'];

/** The policy of a resource (bucket, queue, a role's trust), whose statements say whom they are about. */
export function evaluateResourcePolicy(
  policy: PolicyDocument,
  request: AccessRequest,
  /** In which ways a statement must be about the caller to count. @default - in any */
  through = ANY_MATCH,
): Outcome {
  return decide([policy], request, ({ principal, where }) => {
    if (principal === undefined) throw new PolicyError(where, 'a policy of a resource needs a Principal');
    return principalMatches(principal, request.principal).some((match) => through.includes(match));
  });
}

function decide(
  policies: readonly PolicyDocument[],
  request: AccessRequest,
  isAboutCaller: (statement: Statement) => boolean,
): Outcome {
  const matching = policies.flatMap((policy) =>
    policy.statements.filter(isAboutCaller).flatMap((statement) => {
      const grants = matchingLines(statement, request, policy.version === '2012-10-17');
      return grants.length > 0 ? [{ statement, grants }] : [];
    }),
  );
  const denial = matching.find(({ statement }) => statement.effect === 'Deny');
  if (denial) return { effect: 'Deny', statement: denial.statement };
  const [first] = matching;
  if (!first) return { effect: 'None' };
  return { effect: 'Allow', statement: first.statement, grants: matching.flatMap(({ grants }) => grants) };
}

/** Every line of a statement that covers the request; none when a condition does not hold. */
function matchingLines(statement: Statement, request: AccessRequest, variables: boolean): readonly Grant[] {
  const actions = statement.actions.filter((action) => matchesAction(action, request.action));
  const resources =
    statement.resources?.filter((resource) => matchesResourceElement(resource, request, variables)) ??
    ([undefined] as const);
  const holds = () =>
    statement.conditions.every((condition) => conditionHolds(condition, request, variables));
  if (actions.length === 0 || resources.length === 0 || !holds()) return [];
  return actions.flatMap((action) => resources.map((resource) => ({ statement, action, resource })));
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
function matchesAction(pattern: string, action: string): boolean {
  const read = readPattern(pattern, {}, { variables: false, wildcards: true });
  return read !== undefined && matchesIgnoringCase(read, action);
}

function matchesResourceElement(pattern: string, request: AccessRequest, variables: boolean): boolean {
  const read = readPattern(pattern, request.context, { variables, wildcards: true });
  return read !== undefined && matchesResource(read, request.resource);
}
