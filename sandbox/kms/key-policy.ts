import { wouldAllow } from '../access';
import type { PolicyDocument } from '../iam/policy-document';
import { parsePolicyDocument } from '../iam/policy-document';
import { PolicyError } from '../iam/policy-error';
import { readPolicy, type WrittenPolicy } from '../iam-api/written-policy';
import type { OperationRequest } from '../operation';
import { rootArn, rootMay } from '../owned-access';
import { ApiError } from '../wire/api-error';

/** In bytes: https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html */
const LONGEST_POLICY = 32_768;

/** Leaves it to the account's policies: https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html */
export const defaultKeyPolicy = (partition: string, accountId: string): PolicyDocument =>
  parsePolicyDocument(
    {
      Version: '2012-10-17',
      Id: 'key-default-1',
      Statement: {
        Sid: 'Enable IAM User Permissions',
        Effect: 'Allow',
        Principal: { AWS: rootArn(partition, accountId) },
        Action: 'kms:*',
        Resource: '*',
      },
    },
    'the default key policy',
  );

const malformed = (message: string): ApiError => new ApiError('MalformedPolicyDocumentException', message);

export function keyPolicy(text: string, where: string): WrittenPolicy {
  if (Buffer.byteLength(text) > LONGEST_POLICY)
    throw new ApiError('LimitExceededException', `A key policy has at most ${LONGEST_POLICY} bytes`);
  try {
    return refusedWithoutPrincipal(readPolicy(text, where));
  } catch (error) {
    if (error instanceof PolicyError) throw malformed(error.message);
    throw error;
  }
}

function refusedWithoutPrincipal(policy: WrittenPolicy): WrittenPolicy {
  if (policy.statements.some(({ principal }) => principal === undefined))
    throw malformed('Policy contains a statement with no principal.');
  return policy;
}

/**
 * Whoever writes a policy must be able to write the next one.
 * https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#prevent-unmanageable-key
 */
export function refuseLockout(
  { world, region, caller }: OperationRequest,
  arn: string,
  policy: PolicyDocument,
): void {
  const { partition, accountId } = region.place;
  const access = { action: 'kms:PutKeyPolicy', resource: arn };
  const may =
    caller.kind === 'administrator'
      ? rootMay({ ...access, partition, policy, ownerId: accountId }, caller.accountId)
      : wouldAllow(world, { caller, ...access, resourcePolicy: policy, resourcePolicyKind: 'key' });
  if (!may) throw malformed('The new key policy will not allow you to update the key policy in the future.');
}
