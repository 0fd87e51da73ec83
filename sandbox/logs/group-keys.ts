import { keyAt, serviceMayUse } from '../kms/key-access';
import { type OperationRequest, type Operations, textOf } from '../operation';
import { authorizeOwned } from '../owned-access';
import { ApiError } from '../wire/api-error';
import type { RegionState, World } from '../world';
import { LOGS_CONSTRAINTS } from './constraints';
import { authorizeOnGroup, groupOf, invalid } from './groups';
import type { LogGroup } from './log-group';

export const LOG_GROUP_KEY_OPERATIONS: Operations = {
  AssociateKmsKey: {
    members: ['logGroupName', 'kmsKeyId'],
    constraints: LOGS_CONSTRAINTS.key,
    perform(request) {
      authorizeOnGroup(request, 'logs:AssociateKmsKey');
      const group = groupOf(request);
      group.kmsKeyId = usableKey(request, group.arn);
      return {};
    },
  },

  DisassociateKmsKey: {
    members: ['logGroupName'],
    constraints: LOGS_CONSTRAINTS.group,
    perform(request) {
      authorizeOnGroup(request, 'logs:DisassociateKmsKey');
      groupOf(request).kmsKeyId = undefined;
      return {};
    },
  },
};

/**
 * The key that the request names. Its caller must be able to describe it, and CloudWatch Logs to use it:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function usableKey(
  { world, region, caller, input }: OperationRequest,
  groupArn: string,
): string | undefined {
  const arn = textOf(input, 'kmsKeyId');
  if (arn === undefined) return undefined;
  const key = keyAt(world, arn);
  if (key) {
    const { policy, accountId: ownerId } = key;
    const { partition } = region.place;
    const action = 'kms:DescribeKey';
    authorizeOwned(world, { caller, action, resource: arn, ownerId, partition, policy, kind: 'key' });
  }
  refuseUnusableKey(world, region, arn, groupArn);
  return arn;
}

/** The words that https://github.com/hashicorp/terraform-provider-aws/issues/29282 shows, whatever is wrong with the key. */
export function refuseUnusableKey(world: World, region: RegionState, keyArn: string, groupArn: string): void {
  if (!keyArn.startsWith('arn:')) throw invalid('The specified KMS Key Id could not be found.');
  if (logsMayUse(world, region, keyArn, groupArn)) return;
  throw new ApiError(
    'AccessDeniedException',
    `The specified KMS key does not exist or is not allowed to be used with Arn '${groupArn}'`,
  );
}

/** The names of CloudWatch Logs end with it. */
const SUFFIXES: Readonly<Record<string, string>> = { 'aws-cn': 'amazonaws.com.cn' };

const logsMayUse = (world: World, { place }: RegionState, keyArn: string, groupArn: string): boolean =>
  serviceMayUse(
    keyAt(world, keyArn),
    `logs.${place.region}.${SUFFIXES[place.partition] ?? 'amazonaws.com'}`,
    {
      'kms:EncryptionContext:aws:logs:arn': groupArn,
    },
  );

/** A group whose key is closed takes no records; one without a key always does. */
export const takesRecords = (world: World, region: RegionState, { kmsKeyId, arn }: LogGroup): boolean =>
  kmsKeyId === undefined || !world.assumptions.closedKeyStopsLogs || logsMayUse(world, region, kmsKeyId, arn);
