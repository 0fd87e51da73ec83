import { arnParts } from './arn';
import { evaluateIdentityPolicies, evaluateResourcePolicy, type Principal } from './iam/evaluate';
import type { PolicyDocument } from './iam/policy-document';
import type { World } from './world';

/** Who makes a call: a role that a service assumed, an AWS service itself, or the account's administrator. */
export type Caller =
  | { readonly kind: 'role'; readonly roleArn: string; readonly accountId: string }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'administrator'; readonly accountId: string };

export type ConditionContext = Readonly<Record<string, string | readonly string[]>>;

/** A call that AWS would refuse. Each service words and codes it in its own way. */
export class AccessDenied extends Error {
  constructor(
    readonly callerName: string,
    readonly action: string,
    readonly resource: string,
    why: string,
  ) {
    super(
      `User: ${callerName} is not authorized to perform: ${action} on resource: ${resource} because ${why}`,
    );
    this.name = 'AccessDenied';
  }
}

export interface Access {
  readonly caller: Caller;
  readonly action: string;
  readonly resource: string;
  readonly context?: ConditionContext;
  /** The resource's own policy, which can take away what the caller's policies give. */
  readonly resourcePolicy?: PolicyDocument | undefined;
}

/** Lets the call through or throws AccessDenied. Either way it is on record. */
export function authorize(world: World, access: Access): void {
  const { caller, action, resource } = access;
  const outcome = accessOutcome(world, access);
  record(world, callerName(caller), action, resource, outcome === 'Allow');
  if (outcome === 'Allow') return;
  const why =
    outcome === 'Deny' ? 'of an explicit deny' : `no identity-based policy allows the ${action} action`;
  throw new AccessDenied(callerName(caller), action, resource, why);
}

function accessOutcome(
  world: World,
  { caller, action, resource, context = {}, resourcePolicy }: Access,
): 'Allow' | 'Deny' | 'None' {
  if (caller.kind !== 'role') return 'Allow';
  const role = world.role(caller.roleArn);
  if (!role) return 'None';
  const principal: Principal = { kind: 'role', arn: role.arn, account: caller.accountId };
  const full = { ...globalContext(caller.roleArn, caller.accountId, resource), ...context };
  const request = { principal, action, resource, context: full };
  if (resourcePolicy && evaluateResourcePolicy(resourcePolicy, request).effect === 'Deny') return 'Deny';
  return evaluateIdentityPolicies([...role.policies.values()], request).effect;
}

const globalContext = (principalArn: string, accountId: string, resource: string): ConditionContext => ({
  'aws:PrincipalArn': principalArn,
  'aws:PrincipalAccount': accountId,
  'aws:ResourceAccount': arnParts(resource)?.accountId || accountId,
  'aws:SecureTransport': 'true',
});

export type ServiceAccess = Pick<Access, 'action' | 'resource' | 'context'>;

/** Whether a resource's own policy lets an AWS service in. A resource without a policy lets nobody in. */
export function policyAdmits(
  policy: PolicyDocument | undefined,
  service: string,
  { action, resource, context = {} }: ServiceAccess,
): boolean {
  const principal: Principal = { kind: 'service', service };
  const secure = { 'aws:SecureTransport': 'true', ...context };
  return (
    policy !== undefined &&
    evaluateResourcePolicy(policy, { principal, action, resource, context: secure }).effect === 'Allow'
  );
}

/** The same of a call that the service makes: it is on record. */
export function serviceMayAccess(
  world: World,
  service: string,
  policy: PolicyDocument | undefined,
  access: ServiceAccess,
): boolean {
  const allowed = policyAdmits(policy, service, access);
  record(world, service, access.action, access.resource, allowed);
  return allowed;
}

/** A service takes a role, as its trust policy allows, or AccessDenied. */
export function assumeRole(
  world: World,
  service: string,
  roleArn: string,
  context: ConditionContext,
): Caller {
  const trusted = serviceMayAccess(world, service, world.role(roleArn)?.trust, {
    action: 'sts:AssumeRole',
    resource: roleArn,
    context,
  });
  if (!trusted)
    throw new AccessDenied(service, 'sts:AssumeRole', roleArn, "the role's trust policy does not allow it");
  return { kind: 'role', roleArn, accountId: arnParts(roleArn)?.accountId ?? '' };
}

function record(world: World, caller: string, action: string, resource: string, allowed: boolean): void {
  world.trace.call({ time: world.scheduler.now(), caller, action, resource, allowed });
}

function callerName(caller: Caller): string {
  switch (caller.kind) {
    case 'role':
      return caller.roleArn;
    case 'service':
      return caller.service;
    case 'administrator':
      return `administrator of ${caller.accountId}`;
  }
}
