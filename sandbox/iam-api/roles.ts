import { createHash } from 'node:crypto';
import type { ConditionContext } from '../access';
import { arnParts } from '../arn';
import { isServiceLinked } from '../iam/service-linked-role';
import { type OperationRequest, type Operations, structuresOf, textOf } from '../operation';
import { ApiError } from '../wire/api-error';
import type { Role } from '../world';
import { boundaryContext, boundaryOf } from './boundaries';
import { IAM_CONSTRAINTS } from './constraints';
import { trustPolicy } from './policy-checks';
import { percentEncoded, policyText } from './written-policy';

const {
  RoleName,
  AssumeRolePolicyDocument,
  PolicyDocument,
  Path,
  Description,
  MaxSessionDuration,
  PolicyArn,
} = IAM_CONSTRAINTS;
const MOST_TAGS = 50;
const USUAL_SESSION = 3600;

export const ROLE_OPERATIONS: Operations = {
  CreateRole: {
    members: [
      ...['RoleName', 'AssumeRolePolicyDocument', 'Path', 'Description', 'MaxSessionDuration', 'Tags'],
      'PermissionsBoundary',
    ],
    constraints: {
      RoleName,
      AssumeRolePolicyDocument,
      Path,
      Description,
      MaxSessionDuration,
      PermissionsBoundary: PolicyArn,
      Tags: { length: [0, MOST_TAGS] },
    },
    perform(request) {
      const { world, region, input, authorize } = request;
      const name = textOf(input, 'RoleName') ?? '';
      const { partition, accountId } = region.place;
      const arn = `arn:${partition}:iam::${accountId}:role${textOf(input, 'Path') ?? '/'}${name}`;
      const tags = tagsOf(request);
      const context = tagContext(tags);
      authorize('iam:CreateRole', arn, { ...context, ...boundaryContext(request) });
      if (Object.keys(tags).length > 0) authorize('iam:TagRole', arn, context);
      if (world.roleNamed(accountId, name))
        throw new ApiError('EntityAlreadyExists', `Role with name ${name} already exists.`, 409);
      const trust = trustPolicy(textOf(input, 'AssumeRolePolicyDocument') ?? '', name);
      const boundaryArn = boundaryOf(request);
      const duration = input['MaxSessionDuration'];
      world.addRole({
        arn,
        name,
        trust,
        tags,
        boundaryArn,
        policies: new Map(),
        description: textOf(input, 'Description'),
        maxSessionDuration: typeof duration === 'number' ? duration : undefined,
      });
      return { Role: roleOutput(world.role(arn), request) };
    },
  },

  GetRole: {
    members: ['RoleName'],
    constraints: { RoleName },
    perform: (request) => ({ Role: roleOutput(roleFor(request, 'iam:GetRole'), request) }),
  },

  UpdateAssumeRolePolicy: {
    members: ['RoleName', 'PolicyDocument'],
    constraints: { RoleName, PolicyDocument },
    perform(request) {
      const role = roleFor(request, 'iam:UpdateAssumeRolePolicy');
      const trust = trustPolicy(textOf(request.input, 'PolicyDocument') ?? '', role.name);
      request.world.addRole({ ...role, trust });
      return {};
    },
  },

  DeleteRole: {
    members: ['RoleName'],
    constraints: { RoleName },
    perform(request) {
      const role = roleFor(request, 'iam:DeleteRole');
      if (role.policies.size > 0)
        throw new ApiError('DeleteConflict', 'Cannot delete entity, must delete policies first.', 409);
      request.world.removeRole(role.arn);
      return {};
    },
  },
};

/** The role that the request names, once the caller may do this to it. */
export function roleFor(
  { world, region, input, authorize }: OperationRequest,
  action: string,
  context: ConditionContext = {},
): Role {
  const name = textOf(input, 'RoleName') ?? '';
  const { partition, accountId } = region.place;
  const role = world.roleNamed(accountId, name);
  authorize(action, role?.arn ?? `arn:${partition}:iam::${accountId}:role/${name}`, context);
  if (!role) throw new ApiError('NoSuchEntity', `The role with name ${name} cannot be found.`, 404);
  if (isServiceLinked(role.arn) && !/^iam:(Get|List)/.test(action))
    throw new ApiError(
      'UnmodifiableEntity',
      `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS`,
    );
  return role;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
export function roleId({ arn, createdAt }: Pick<Role, 'arn' | 'createdAt'>): string {
  const digest = createHash('sha256').update(`${arn} ${createdAt?.toISOString()}`).digest('hex');
  return `AROA${digest.slice(0, 17).toUpperCase()}`;
}

function roleOutput(role: Role | undefined, { region }: OperationRequest): Record<string, unknown> {
  if (!role) throw new Error('the role that was made is not there');
  const tags = Object.entries(role.tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
  return {
    Path: arnParts(role.arn)?.resource.replace(/^role/, '').slice(0, -role.name.length),
    RoleName: role.name,
    RoleId: roleId(role),
    Arn: role.arn,
    CreateDate: wholeSeconds(role.createdAt),
    AssumeRolePolicyDocument: percentEncoded(policyText(role.trust, region.place.partition)),
    Description: role.description,
    MaxSessionDuration: role.maxSessionDuration ?? USUAL_SESSION,
    ...(role.boundaryArn !== undefined && {
      PermissionsBoundary: { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: role.boundaryArn },
    }),
    ...(tags.length > 0 && { Tags: tags }),
  };
}

export const wholeSeconds = (date: Date | undefined): Date | undefined =>
  date && new Date(Math.floor(date.getTime() / 1000) * 1000);

function tagsOf({ input }: OperationRequest): Readonly<Record<string, string>> {
  const tags = structuresOf(input, 'Tags').map((tag) => [
    textOf(tag, 'Key') ?? '',
    textOf(tag, 'Value') ?? '',
  ]);
  const keys = tags.map(([key = '']) => key);
  if (new Set(keys.map((key) => key.toLowerCase())).size < keys.length)
    throw new ApiError(
      'InvalidInput',
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    );
  if (keys.some((key) => /^aws:/i.test(key)))
    throw new ApiError('InvalidInput', 'System tag keys cannot be used: keys may not begin with aws:');
  return Object.fromEntries(tags);
}

const tagContext = (tags: Readonly<Record<string, string>>): Record<string, string | readonly string[]> => ({
  ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value])),
  ...(Object.keys(tags).length > 0 && { 'aws:TagKeys': Object.keys(tags) }),
});
