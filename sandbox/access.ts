import { arnParts } from './arn';
import { evaluateAccess, type ResourcePolicyKind } from './iam/authorization';
import { evaluateResourcePolicy, type Grant, type Outcome, type Principal } from './iam/evaluate';
import type { PolicyDocument } from './iam/policy-document';
import type { Role, World } from './world';

/** Who makes a call: a role that a service assumed, an AWS service itself, or the account's administrator. */
export type Caller =
  | {
      readonly kind: 'role';
      readonly roleArn: string;
      readonly accountId: string;
      readonly sessionName?: string | undefined;
      /** When the credentials of the session end. @default - they are renewed as long as they are needed */
      readonly expiresAt?: Date;
      /** The service that calls by the role. */
      readonly invokedBy?: string;
    }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'administrator'; readonly accountId: string };

export type ConditionContext = Readonly<Record<string, string | readonly string[]>>;

/** What policies can say of the tags that a resource has. */
export const resourceTagContext = (tags: Readonly<Record<string, string>>): ConditionContext =>
  Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:ResourceTag/${key}`, value]));

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
  /** Of an account in an organization, `aws:PrincipalOrgID` among it. */
  readonly context?: ConditionContext;
  /** The resource's own policy, which can give, and take away what the caller's policies give. */
  readonly resourcePolicy?: PolicyDocument | undefined;
  /** @default - ordinary: within an account, the caller's own policies are enough */
  readonly resourcePolicyKind?: ResourcePolicyKind;
  /** The account that owns the resource, where its policy must let other accounts in. @default - that of its ARN */
  readonly resourceAccount?: string;
}

/** Lets the call through or throws AccessDenied. Either way it is on record. */
export function authorize(world: World, access: Access): void {
  const { caller, action, resource } = access;
  const outcome = accessOutcome(world, access);
  record(world, callerName(caller), access, outcome);
  if (outcome === 'Unchecked' || outcome.effect === 'Allow') return;
  const why =
    outcome.effect === 'Deny'
      ? 'of an explicit deny'
      : `no identity-based policy allows the ${action} action`;
  throw new AccessDenied(callerName(caller), action, resource, why);
}

/** The same as a question, for what a service tries out before it relies on it: nothing goes on record. */
export function wouldAllow(world: World, access: Access): boolean {
  const outcome = accessOutcome(world, access);
  return outcome === 'Unchecked' || outcome.effect === 'Allow';
}

/** Of administrators and services, no policy is asked here. */
type CallOutcome = Outcome | 'Unchecked';

function accessOutcome(world: World, access: Access): CallOutcome {
  const { caller, action, resource, context = {} } = access;
  if (caller.kind !== 'role') return 'Unchecked';
  const role = world.role(caller.roleArn);
  if (!role) return { effect: 'None' };
  const principal: Principal = {
    kind: 'role',
    arn: role.arn,
    account: caller.accountId,
    sessionName: caller.sessionName,
  };
  const full = { ...roleContext(caller.roleArn, caller.accountId, access), ...context };
  const { absentKeyMeetsAllValues } = world.assumptions;
  return evaluateAccess(
    { principal, action, resource, context: full, absentKeyMeetsAllValues },
    {
      identity: [...role.policies.values()],
      boundary: boundaryOf(world, role),
      resource: access.resourcePolicy,
      resourceKind: access.resourcePolicyKind,
      resourceAccount: ownerOf(access, caller.accountId),
    },
  );
}

/** A boundary whose policy is gone allows nothing. */
const boundaryOf = (world: World, { boundaryArn }: Role): PolicyDocument | undefined =>
  boundaryArn === undefined
    ? undefined
    : (world.managedPolicy(boundaryArn)?.document ?? { version: '2012-10-17', statements: [] });

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
const roleContext = (principalArn: string, accountId: string, access: Access): ConditionContext => ({
  'aws:PrincipalArn': principalArn,
  'aws:PrincipalAccount': accountId,
  'aws:PrincipalType': 'AssumedRole',
  'aws:PrincipalIsAWSService': 'false',
  'aws:ResourceAccount': ownerOf(access, accountId),
  'aws:SecureTransport': 'true',
});

/** An ARN without an account, as those of buckets, leaves it to the caller to know whose it is. */
const ownerOf = ({ resource, resourceAccount }: Access, accountId: string): string =>
  resourceAccount ?? (arnParts(resource)?.accountId || accountId);

export type ServiceAccess = Pick<Access, 'action' | 'resource' | 'context'>;

/** What a resource's own policy says of an AWS service. A resource without a policy lets nobody in. */
function serviceOutcome(
  policy: PolicyDocument | undefined,
  service: string,
  { action, resource, context = {} }: ServiceAccess,
): Outcome {
  if (policy === undefined) return { effect: 'None' };
  const principal: Principal = { kind: 'service', service };
  const full = {
    'aws:SecureTransport': 'true',
    'aws:PrincipalIsAWSService': 'true',
    'aws:PrincipalServiceName': service,
    ...context,
  };
  return evaluateResourcePolicy(policy, { principal, action, resource, context: full });
}

export const policyAdmits = (
  policy: PolicyDocument | undefined,
  service: string,
  access: ServiceAccess,
): boolean => serviceOutcome(policy, service, access).effect === 'Allow';

/** The same of a call that the service makes: it is on record. */
export function serviceMayAccess(
  world: World,
  service: string,
  policy: PolicyDocument | undefined,
  access: ServiceAccess,
): boolean {
  const outcome = serviceOutcome(policy, service, access);
  record(world, service, access, outcome);
  return outcome.effect === 'Allow';
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

function record(
  world: World,
  caller: string,
  { action, resource }: ServiceAccess,
  outcome: CallOutcome,
): void {
  const allowed = outcome === 'Unchecked' || outcome.effect === 'Allow';
  const allowedBy: readonly Grant[] =
    outcome !== 'Unchecked' && outcome.effect === 'Allow' ? outcome.grants : [];
  world.trace.call({ time: world.scheduler.now(), caller, action, resource, allowed, allowedBy });
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
