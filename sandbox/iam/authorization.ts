import type { AccessRequest } from './access-request';
import { evaluateIdentityPolicies, evaluateResourcePolicy, type Outcome } from './evaluate';
import type { PolicyDocument } from './policy-document';

/** How a resource's own policy counts: that of a role (trust) and that of a KMS key must agree in any case. */
export type ResourcePolicyKind = 'ordinary' | 'trust' | 'key';

/** Every policy that AWS asks about one request of a role. */
export interface PoliciesInForce {
  readonly identity: readonly PolicyDocument[];
  /** The most that the identity policies can give. */
  readonly boundary?: PolicyDocument | undefined;
  readonly resource?: PolicyDocument | undefined;
  readonly resourceKind?: ResourcePolicyKind | undefined;
  /** The account that owns the resource. @default - the caller's */
  readonly resourceAccount?: string | undefined;
}

const NONE: Outcome = { effect: 'None' };

/**
 * What all policies together say of a role's request. Within an account one side is enough, except for trust and key
 * policies, without which no identity policy counts; across accounts it takes both.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
 */
export function evaluateAccess(request: AccessRequest, policies: PoliciesInForce): Outcome {
  const { boundary, resource, resourceKind = 'ordinary', resourceAccount } = policies;
  const { principal } = request;
  const own = evaluateIdentityPolicies(policies.identity, request);
  const limit = boundary && evaluateIdentityPolicies([boundary], request);
  const theirs = resource ? evaluateResourcePolicy(resource, request) : NONE;
  const denial = [own, limit, theirs].find((outcome) => outcome?.effect === 'Deny');
  if (denial) return denial;
  const limited = limit !== undefined && limit.effect !== 'Allow';
  const granted = limited ? NONE : own;
  const isForeign = principal.kind === 'role' && (resourceAccount ?? principal.account) !== principal.account;
  if (isForeign) return bothOf(granted, theirs);
  const direct = resource ? evaluateResourcePolicy(resource, request, directly(limited)) : NONE;
  if (direct.effect === 'Allow') return joined(direct, granted);
  return resourceKind === 'ordinary' ? granted : bothOf(granted, theirs);
}

/**
 * A boundary also limits what names the role, but not what names its session. Whom a policy names by their account, it
 * leaves to that account's identity policies.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
const directly = (limited: boolean) =>
  limited ? (['session'] as const) : (['session', 'role', 'everyone'] as const);

const bothOf = (own: Outcome, theirs: Outcome): Outcome =>
  own.effect === 'Allow' && theirs.effect === 'Allow' ? joined(own, theirs) : NONE;

/** The first allows; what the second adds is used as well. */
const joined = (first: Extract<Outcome, { readonly effect: 'Allow' }>, second: Outcome): Outcome =>
  second.effect === 'Allow' ? { ...first, grants: [...first.grants, ...second.grants] } : first;
