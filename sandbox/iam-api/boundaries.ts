import { type OperationRequest, type Operations, textOf } from '../operation';
import { ApiError } from '../wire/api-error';
import { IAM_CONSTRAINTS } from './constraints';
import { roleFor } from './roles';

const { RoleName, PolicyArn } = IAM_CONSTRAINTS;

/** The most that a role's policies can give: https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
export const BOUNDARY_OPERATIONS: Operations = {
  PutRolePermissionsBoundary: {
    members: ['RoleName', 'PermissionsBoundary'],
    constraints: { RoleName, PermissionsBoundary: PolicyArn },
    perform(request) {
      const role = roleFor(request, 'iam:PutRolePermissionsBoundary', boundaryContext(request));
      request.world.addRole({ ...role, boundaryArn: boundaryOf(request) });
      return {};
    },
  },

  DeleteRolePermissionsBoundary: {
    members: ['RoleName'],
    constraints: { RoleName },
    perform(request) {
      const role = roleFor(request, 'iam:DeleteRolePermissionsBoundary');
      request.world.addRole({ ...role, boundaryArn: undefined });
      return {};
    },
  },
};

/** @throws ApiError for a policy that does not exist: https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html */
export function boundaryOf({ world, input }: OperationRequest): string | undefined {
  const arn = textOf(input, 'PermissionsBoundary');
  if (arn !== undefined && !world.managedPolicy(arn))
    throw new ApiError('NoSuchEntity', `Scope ARN: ${arn} does not exist or is not attachable.`, 404);
  return arn;
}

export function boundaryContext({ input }: OperationRequest): Readonly<Record<string, string>> {
  const arn = textOf(input, 'PermissionsBoundary');
  return arn === undefined ? {} : { 'iam:PermissionsBoundary': arn };
}
