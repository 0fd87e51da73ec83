import { LONGEST_INLINE } from '../iam/role-policies';
import { type OperationRequest, type Operations, pageOf, textOf } from '../operation';
import { ApiError } from '../wire/api-error';
import type { Role } from '../world';
import { IAM_CONSTRAINTS } from './constraints';
import { identityPolicy, policySize } from './policy-checks';
import { roleFor } from './roles';
import { percentEncoded, policyText } from './written-policy';

const { RoleName, PolicyName, PolicyDocument, Marker, MaxItems } = IAM_CONSTRAINTS;

const USUAL_PAGE = 100;

export const ROLE_POLICY_OPERATIONS: Operations = {
  PutRolePolicy: {
    members: ['RoleName', 'PolicyName', 'PolicyDocument'],
    constraints: { RoleName, PolicyName, PolicyDocument },
    perform(request) {
      const role = roleFor(request, 'iam:PutRolePolicy');
      const name = textOf(request.input, 'PolicyName') ?? '';
      const policy = identityPolicy(textOf(request.input, 'PolicyDocument') ?? '', name);
      const { partition } = request.region.place;
      const others = [...role.policies].filter(([each]) => each !== name).map(([, each]) => each);
      const size = [...others, policy].reduce(
        (sum, each) => sum + policySize(policyText(each, partition)),
        0,
      );
      if (size > LONGEST_INLINE)
        throw new ApiError(
          'LimitExceeded',
          `Maximum policy size of ${LONGEST_INLINE} bytes exceeded for role ${role.name}`,
          409,
        );
      role.policies.set(name, policy);
      return {};
    },
  },

  GetRolePolicy: {
    members: ['RoleName', 'PolicyName'],
    constraints: { RoleName, PolicyName },
    perform(request) {
      const role = roleFor(request, 'iam:GetRolePolicy');
      const name = namedPolicy(request, role);
      const policy = role.policies.get(name);
      const text = policy ? policyText(policy, request.region.place.partition) : '';
      return { RoleName: role.name, PolicyName: name, PolicyDocument: percentEncoded(text) };
    },
  },

  DeleteRolePolicy: {
    members: ['RoleName', 'PolicyName'],
    constraints: { RoleName, PolicyName },
    perform(request) {
      const role = roleFor(request, 'iam:DeleteRolePolicy');
      role.policies.delete(namedPolicy(request, role));
      return {};
    },
  },

  ListRolePolicies: {
    members: ['RoleName', 'Marker', 'MaxItems'],
    constraints: { RoleName, Marker, MaxItems },
    perform(request) {
      const { world, input } = request;
      const role = roleFor(request, 'iam:ListRolePolicies');
      const { page, nextToken } = pageOf([...role.policies.keys()].sort(), {
        token: textOf(input, 'Marker'),
        limit: Math.min(Number(input['MaxItems'] ?? USUAL_PAGE), world.faults.longestPage),
        invalidToken: 'ValidationError',
      });
      return { PolicyNames: page, IsTruncated: nextToken !== undefined, Marker: nextToken };
    },
  },
};

function namedPolicy({ input }: OperationRequest, role: Role): string {
  const name = textOf(input, 'PolicyName') ?? '';
  if (!role.policies.has(name))
    throw new ApiError('NoSuchEntity', `The role policy with name ${name} cannot be found.`, 404);
  return name;
}
