import type { Caller } from '../access';
import { arnParts } from '../arn';
import { roleId } from '../iam-api/roles';
import { type OperationRequest, type Operations, textOf } from '../operation';
import { authorizeOwned, rootArn } from '../owned-access';
import { ApiError } from '../wire/api-error';
import type { World } from '../world';

const USUAL_DURATION = 3600;
const MOST_IN_A_CHAIN = 3600;

export const STS_OPERATIONS: Operations = {
  GetCallerIdentity: {
    members: [],
    // Nobody needs a permission, and no policy can deny it:
    // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
    perform({ world, region, caller }) {
      const { partition, accountId } = region.place;
      return { Account: accountId, ...identity(world, partition, caller) };
    },
  },

  AssumeRole: {
    members: ['RoleArn', 'RoleSessionName', 'DurationSeconds', 'ExternalId'],
    constraints: {
      RoleArn: { length: [20, 2048] },
      RoleSessionName: { length: [2, 64], pattern: '[\\w+=,.@\\-]*' },
      DurationSeconds: { range: [900, 43_200] },
      ExternalId: { length: [2, 1224], pattern: '[\\w+=,.@:\\/\\-]*' },
    },
    perform(request) {
      const { world, input, sessions } = request;
      const roleArn = textOf(input, 'RoleArn') ?? '';
      const sessionName = textOf(input, 'RoleSessionName') ?? '';
      const accountId = authorizeAssuming(request, roleArn, sessionName);
      refuseDisabledRegion(request, accountId);
      const duration = durationOf(request, roleArn);
      const end = world.scheduler.now().getTime() + duration * 1000;
      const expiresAt = new Date(Math.floor(end / 1000) * 1000);
      const caller: Caller = { kind: 'role', roleArn, accountId, sessionName, expiresAt };
      const { accessKeyId, secretAccessKey, sessionToken } = sessions.open(caller);
      const { Arn, UserId } = identity(world, request.region.place.partition, caller);
      return {
        Credentials: {
          AccessKeyId: accessKeyId,
          SecretAccessKey: secretAccessKey,
          SessionToken: sessionToken,
          Expiration: expiresAt,
        },
        AssumedRoleUser: { AssumedRoleId: UserId, Arn },
      };
    },
  },
};

/** @returns the account of the role */
function authorizeAssuming(
  { world, region, caller, input }: OperationRequest,
  roleArn: string,
  sessionName: string,
): string {
  const arn = arnParts(roleArn);
  if (!arn || !/^arn:[\w-]+:iam::\d{12}:role\/./.test(roleArn))
    throw new ApiError('ValidationError', `${roleArn} is invalid`);
  const externalId = textOf(input, 'ExternalId');
  authorizeOwned(world, {
    caller,
    action: 'sts:AssumeRole',
    resource: roleArn,
    partition: region.place.partition,
    ownerId: arn.accountId,
    policy: world.role(roleArn)?.trust,
    kind: 'trust',
    context: {
      'sts:RoleSessionName': sessionName,
      ...(externalId !== undefined && { 'sts:ExternalId': externalId }),
    },
  });
  return arn.accountId;
}

/** Credentials are made by the account of the role. The words are seen in practice. */
function refuseDisabledRegion({ world, region }: OperationRequest, accountId: string): void {
  if (world.accountRegions.status({ accountId, region: region.place.region }) !== 'not-opted-in') return;
  throw new ApiError(
    'RegionDisabledException',
    `STS is not activated in this region for account:${accountId}. Your account administrator can activate STS in this region using the IAM Console.`,
    403,
  );
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use.html#id_roles_use_view-role-max-session */
function durationOf({ world, caller, input }: OperationRequest, roleArn: string): number {
  const duration = Number(input['DurationSeconds'] ?? USUAL_DURATION);
  if (duration > (world.role(roleArn)?.maxSessionDuration ?? USUAL_DURATION))
    throw new ApiError(
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  if (caller.kind === 'role' && duration > MOST_IN_A_CHAIN)
    throw new ApiError(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining',
    );
  return duration;
}

/** A role's session has the role's name in its ARN, without the role's path. */
function identity(
  world: World,
  partition: string,
  caller: Caller,
): { readonly Arn: string; readonly UserId: string } {
  switch (caller.kind) {
    case 'administrator':
      return { Arn: rootArn(partition, caller.accountId), UserId: caller.accountId };
    case 'role': {
      const { roleArn, accountId, sessionName = 'sandbox' } = caller;
      const session = `${roleArn.split('/').at(-1)}/${sessionName}`;
      return {
        Arn: `arn:${partition}:sts::${accountId}:assumed-role/${session}`,
        UserId: `${roleId(world.role(roleArn) ?? { arn: roleArn })}:${sessionName}`,
      };
    }
    case 'service':
      throw new Error(`${caller.service} has no access key`);
  }
}
