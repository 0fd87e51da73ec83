import type { AccessRequest } from './access-request';
import { conditionHolds } from './condition-holds';
import { matchesIgnoringCase, matchesResource, readPattern } from './pattern';
import type { PolicyDocument, Statement } from './policy-document';
import { PolicyError } from './policy-error';
import { matchesPrincipal } from './principal-element';

export type { AccessRequest, Principal } from './access-request';

/** What policies say of a request, and which statement decided. None is no decision, not a denial. */
export type Outcome =
  | { readonly effect: 'Allow' | 'Deny'; readonly statement: Statement }
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

/** The policy of a resource (bucket, queue, a role's trust), whose statements say whom they are about. */
export function evaluateResourcePolicy(policy: PolicyDocument, request: AccessRequest): Outcome {
  return decide([policy], request, ({ principal, where }) => {
    if (principal === undefined) throw new PolicyError(where, 'a policy of a resource needs a Principal');
    return matchesPrincipal(principal, request.principal);
  });
}

function decide(
  policies: readonly PolicyDocument[],
  request: AccessRequest,
  isAboutCaller: (statement: Statement) => boolean,
): Outcome {
  const matching = policies.flatMap((policy) =>
    policy.statements.filter(
      (statement) => isAboutCaller(statement) && applies(statement, request, policy.version === '2012-10-17'),
    ),
  );
  const statement = matching.find(({ effect }) => effect === 'Deny') ?? matching[0];
  return statement === undefined ? { effect: 'None' } : { effect: statement.effect, statement };
}

function applies(statement: Statement, request: AccessRequest, variables: boolean): boolean {
  return (
    statement.actions.some((action) => matchesAction(action, request.action)) &&
    (statement.resources ?? ['*']).some((resource) => matchesResourceElement(resource, request, variables)) &&
    statement.conditions.every((condition) => conditionHolds(condition, request, variables))
  );
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
