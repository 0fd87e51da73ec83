import { AccessDenied, authorize, type Caller, type ConditionContext } from './access';
import type { ResourcePolicyKind } from './iam/authorization';
import { evaluateResourcePolicy, type Outcome } from './iam/evaluate';
import type { PolicyDocument } from './iam/policy-document';
import type { World } from './world';

/** A call at a resource that has an owner and a policy of its own: a bucket, a role. */
export interface OwnedAccess {
  readonly caller: Caller;
  readonly action: string;
  readonly resource: string;
  readonly partition: string;
  readonly ownerId: string;
  readonly policy: PolicyDocument | undefined;
  readonly kind?: ResourcePolicyKind;
  readonly context?: ConditionContext;
}

/**
 * Roles by all their policies. An administrator is the account's root, whom no identity policy binds, but the policy of
 * a resource does: a Deny at home, and in another account that nothing lets them in.
 *
 * @throws AccessDenied
 */
export function authorizeOwned(world: World, access: OwnedAccess): void {
  const { caller, action, resource, policy, kind, ownerId, context = {} } = access;
  if (caller.kind === 'administrator') refuseRoot(world, access, caller.accountId);
  authorize(world, {
    caller,
    action,
    resource,
    context,
    resourcePolicy: policy,
    resourceAccount: ownerId,
    ...(kind && { resourcePolicyKind: kind }),
  });
}

function refuseRoot(world: World, access: OwnedAccess, account: string): void {
  const { action, resource, kind, ownerId, partition } = access;
  const { effect } = rootOutcome(access, account);
  // A role and a key let nobody in of their own accord, not even at home.
  const isAtHome = account === ownerId && (kind ?? 'ordinary') === 'ordinary';
  if (effect === 'Allow' || (isAtHome && effect === 'None')) return;
  const callerName = rootArn(partition, account);
  const time = world.scheduler.now();
  world.trace.call({ time, caller: callerName, action, resource, allowed: false, allowedBy: [] });
  const why =
    effect === 'Deny' ? 'of an explicit deny' : `no resource-based policy allows the ${action} action`;
  throw new AccessDenied(callerName, action, resource, why);
}

export const rootArn = (partition: string, accountId: string): string =>
  `arn:${partition}:iam::${accountId}:root`;

/** Whether the policy itself lets the root of an account in. */
export const rootMay = (access: RootAccess, account: string): boolean =>
  rootOutcome(access, account).effect === 'Allow';

type RootAccess = Omit<OwnedAccess, 'caller' | 'kind'>;

function rootOutcome(
  { partition, policy, action, resource, ownerId, context }: RootAccess,
  account: string,
): Outcome {
  if (!policy) return { effect: 'None' };
  const arn = rootArn(partition, account);
  return evaluateResourcePolicy(policy, {
    principal: { kind: 'role', arn, account },
    action,
    resource,
    context: {
      'aws:PrincipalArn': arn,
      'aws:PrincipalAccount': account,
      'aws:PrincipalType': 'Account',
      'aws:PrincipalIsAWSService': 'false',
      'aws:ResourceAccount': ownerId,
      'aws:SecureTransport': 'true',
      ...context,
    },
  });
}
