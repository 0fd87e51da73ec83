import { conditionsHold, hasVariable } from './condition';
import { isLike, isResourceLike } from './pattern';
import type { Policy, Statement } from './policy-document';
import type { PolicyRequest } from './policy-request';
import { all, any, isUnclear, not, type Ternary, ternary } from './ternary';

/** What policies say of one request. `by` names the statement that decided. */
export type Outcome =
  | { readonly effect: 'allowed'; readonly by: string }
  | { readonly effect: 'denied'; readonly by: string }
  | { readonly effect: 'not-allowed' }
  | { readonly effect: 'unknown'; readonly because: string };

/**
 * An explicit Deny wins over an Allow, and without an Allow nothing goes. What could go either way, by a condition that
 * is not known here, is unknown.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 *
 * IAM's own simulator takes no service principal, and policies of buckets, keys and roles are about those here. Policies
 * of the organization are not asked: they are not this account's to read.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
export function evaluate(policies: readonly Policy[], request: PolicyRequest): Outcome {
  const found = policies.flatMap((policy) =>
    policy.statements.map((statement) => ({
      effect: statement.effect,
      by: `statement ${statement.name} of the ${policy.name}`,
      applies: applies(statement, request),
    })),
  );
  const sure = (effect: Statement['effect']) =>
    found.find((each) => each.effect === effect && each.applies === 'yes');
  const maybe = (effect: Statement['effect']) =>
    found.flatMap(({ effect: other, by, applies: answer }) =>
      other === effect && isUnclear(answer) ? [`${by}: ${answer.unclear}`] : [],
    )[0];
  const denial = sure('Deny');
  if (denial) return { effect: 'denied', by: denial.by };
  const grant = sure('Allow');
  const because = grant ? maybe('Deny') : maybe('Allow');
  if (because !== undefined) return { effect: 'unknown', because };
  return grant ? { effect: 'allowed', by: grant.by } : { effect: 'not-allowed' };
}

const applies = (statement: Statement, request: PolicyRequest): Ternary =>
  all([
    principalMatches(statement, request),
    actionMatches(statement, request.action),
    resourceMatches(statement, request.resource),
    conditionsHold(statement.conditions, request.context),
  ]);

function principalMatches({ principal, notPrincipal }: Statement, { services }: PolicyRequest): Ternary {
  if (services === undefined)
    return principal === undefined && notPrincipal === undefined
      ? 'yes'
      : { unclear: 'a policy of an identity has a principal' };
  if (principal !== undefined) return namesService(principal, services);
  if (notPrincipal !== undefined) return not(namesService(notPrincipal, services));
  return { unclear: 'it names no principal' };
}

/**
 * `"AWS": "*"` is the same as `"*"`, everybody, services too: it is why a policy that demands TLS binds them as well.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
function namesService(element: unknown, services: readonly string[]): Ternary {
  if (element === '*') return 'yes';
  if (typeof element !== 'object' || element === null) return { unclear: 'its principal cannot be read' };
  const members = element as { readonly AWS?: unknown; readonly Service?: unknown };
  const named = listOf(members.Service);
  if (named.some((service) => typeof service !== 'string' || /[*?]/.test(service)))
    return { unclear: 'it names services by a wildcard' };
  return ternary(listOf(members.AWS).includes('*') || services.some((service) => named.includes(service)));
}

const listOf = (value: unknown): readonly unknown[] => {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
};

/** Actions ignore case: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html */
function actionMatches({ actions, notActions }: Statement, action: string): Ternary {
  const named = (patterns: readonly string[]) =>
    ternary(patterns.some((pattern) => isLike(pattern.toLowerCase(), action.toLowerCase())));
  if (actions) return named(actions);
  return notActions ? not(named(notActions)) : { unclear: 'it names no action' };
}

function resourceMatches({ resources, notResources }: Statement, resource: string | undefined): Ternary {
  if (resource === undefined)
    return resources || notResources ? { unclear: 'a trust policy names a resource' } : 'yes';
  const named = (patterns: readonly string[]) =>
    any(patterns.map((pattern) => isResource(pattern, resource)));
  if (resources) return named(resources);
  return notResources ? not(named(notResources)) : { unclear: 'it names no resource' };
}

const isResource = (pattern: string, resource: string): Ternary =>
  hasVariable(pattern)
    ? { unclear: `the resource ${pattern} has a policy variable` }
    : ternary(isResourceLike(pattern, resource));
