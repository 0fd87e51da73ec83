import { createHash } from 'node:crypto';
import { arnParts } from '../arn';
import { type OperationRequest, type Operations, textOf } from '../operation';
import { ApiError } from '../wire/api-error';
import type { ManagedPolicy } from '../world';
import { IAM_CONSTRAINTS } from './constraints';
import { identityPolicy, policySize } from './policy-checks';
import { roleFor, wholeSeconds } from './roles';
import { percentEncoded, policyText } from './written-policy';

const { PolicyName, PolicyDocument, Path, Description, PolicyArn, RoleName, Marker, MaxItems } =
  IAM_CONSTRAINTS;

/** In characters, white space left out: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const LONGEST_MANAGED = 6_144;
const ONLY_VERSION = 'v1';

/** Customer managed policies, as boundaries: nothing attaches one to a role here. */
export const MANAGED_POLICY_OPERATIONS: Operations = {
  CreatePolicy: {
    members: ['PolicyName', 'Path', 'PolicyDocument', 'Description'],
    constraints: { PolicyName, Path, PolicyDocument, Description },
    perform(request) {
      const { world, region, input, authorize } = request;
      const { partition, accountId } = region.place;
      const name = textOf(input, 'PolicyName') ?? '';
      const arn = `arn:${partition}:iam::${accountId}:policy${textOf(input, 'Path') ?? '/'}${name}`;
      authorize('iam:CreatePolicy', arn);
      if (world.managedPolicy(arn))
        throw new ApiError(
          'EntityAlreadyExists',
          `A policy called ${name} already exists. Duplicate names are not allowed.`,
          409,
        );
      const text = textOf(input, 'PolicyDocument') ?? '';
      const document = identityPolicy(text, name);
      if (policySize(text) > LONGEST_MANAGED)
        throw new ApiError('LimitExceeded', `Cannot exceed quota for PolicySize: ${LONGEST_MANAGED}`, 409);
      const policy = { arn, name, document, description: textOf(input, 'Description') };
      return { Policy: policyOutput(world.addManagedPolicy(policy), request) };
    },
  },

  GetPolicy: {
    members: ['PolicyArn'],
    constraints: { PolicyArn },
    perform: (request) => ({ Policy: policyOutput(policyFor(request, 'iam:GetPolicy'), request) }),
  },

  GetPolicyVersion: {
    members: ['PolicyArn', 'VersionId'],
    constraints: { PolicyArn, VersionId: { pattern: 'v[1-9][0-9]*(\\.[A-Za-z0-9-]*)?' } },
    perform(request) {
      const { arn, document, createdAt } = policyFor(request, 'iam:GetPolicyVersion');
      const version = textOf(request.input, 'VersionId') ?? '';
      if (version !== ONLY_VERSION)
        throw new ApiError(
          'NoSuchEntity',
          `Policy ${arn} version ${version} does not exist or is not attachable.`,
          404,
        );
      return {
        PolicyVersion: {
          Document: percentEncoded(policyText(document, request.region.place.partition)),
          VersionId: ONLY_VERSION,
          IsDefaultVersion: true,
          CreateDate: wholeSeconds(createdAt),
        },
      };
    },
  },

  ListAttachedRolePolicies: {
    members: ['RoleName', 'Marker', 'MaxItems'],
    constraints: { RoleName, Marker, MaxItems },
    perform(request) {
      roleFor(request, 'iam:ListAttachedRolePolicies');
      return { AttachedPolicies: [], IsTruncated: false };
    },
  },
};

function policyFor({ world, input, authorize }: OperationRequest, action: string): ManagedPolicy {
  const arn = textOf(input, 'PolicyArn') ?? '';
  authorize(action, arn);
  const policy = world.managedPolicy(arn);
  if (!policy) throw new ApiError('NoSuchEntity', `Policy ${arn} does not exist or is not attachable.`, 404);
  return policy;
}

function policyOutput(policy: ManagedPolicy, { world }: OperationRequest): Record<string, unknown> {
  const { arn, name, description, createdAt } = policy;
  const digest = createHash('sha256').update(arn).digest('hex');
  return {
    PolicyName: name,
    PolicyId: `ANPA${digest.slice(0, 17).toUpperCase()}`,
    Arn: arn,
    Path: arnParts(arn)
      ?.resource.replace(/^policy/, '')
      .slice(0, -name.length),
    DefaultVersionId: ONLY_VERSION,
    AttachmentCount: 0,
    PermissionsBoundaryUsageCount: world.boundedBy(arn),
    IsAttachable: true,
    ...(description !== undefined && { Description: description }),
    CreateDate: wholeSeconds(createdAt),
    UpdateDate: wholeSeconds(createdAt),
  };
}
