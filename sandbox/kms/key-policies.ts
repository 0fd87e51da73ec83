import { policyText } from '../iam-api/written-policy';
import { type OperationRequest, type Operations, textOf } from '../operation';
import { ApiError } from '../wire/api-error';
import { KMS_CONSTRAINTS } from './constraints';
import { keyFor } from './key-access';
import { keyPolicy, refuseLockout } from './key-policy';

/** The only name that a key policy can have. */
const ONLY_NAME = 'default';

export const KEY_POLICY_OPERATIONS: Operations = {
  GetKeyPolicy: {
    members: ['KeyId', 'PolicyName'],
    constraints: KMS_CONSTRAINTS.policy,
    perform(request) {
      const { policy } = keyFor(request, 'kms:GetKeyPolicy');
      refuseOtherName(request);
      return { Policy: policyText(policy, request.region.place.partition), PolicyName: ONLY_NAME };
    },
  },

  PutKeyPolicy: {
    members: ['KeyId', 'PolicyName', 'Policy'],
    constraints: KMS_CONSTRAINTS.putPolicy,
    perform(request) {
      const key = keyFor(request, 'kms:PutKeyPolicy');
      refuseOtherName(request);
      const policy = keyPolicy(textOf(request.input, 'Policy') ?? '', `policy of key ${key.keyId}`);
      refuseLockout(request, key.arn, policy);
      key.policy = policy;
      return {};
    },
  },
};

function refuseOtherName({ input }: OperationRequest): void {
  const name = textOf(input, 'PolicyName') ?? ONLY_NAME;
  if (name !== ONLY_NAME) throw new ApiError('NotFoundException', `No such policy exists: ${name}`);
}
