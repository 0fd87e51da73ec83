import { type OperationRequest, type Operations, pageOf, textOf } from '../operation';
import { ApiError } from '../wire/api-error';
import { KMS_CONSTRAINTS } from './constraints';
import { keyFor } from './key-access';
import { defaultKeyPolicy, keyPolicy, refuseLockout } from './key-policy';
import type { StoredKey } from './state';

const USUAL_PAGE = 100;
const USUAL_WINDOW = 30;
const SHORTEST_WINDOW = 7;
const DAY = 86_400_000;

export const KEY_OPERATIONS: Operations = {
  CreateKey: {
    members: ['Policy', 'Description'],
    constraints: KMS_CONSTRAINTS.creation,
    perform(request) {
      const { region, input, authorize } = request;
      authorize('kms:CreateKey', '*');
      const key = newKey(request, textOf(input, 'Description') ?? '');
      const text = textOf(input, 'Policy');
      if (text !== undefined) {
        key.policy = keyPolicy(text, `policy of key ${key.keyId}`);
        refuseLockout(request, key.arn, key.policy);
      }
      region.keys.set(key.keyId, key);
      return { KeyMetadata: metadata(key) };
    },
  },

  DescribeKey: {
    members: ['KeyId'],
    constraints: KMS_CONSTRAINTS.key,
    perform: (request) => ({ KeyMetadata: metadata(keyFor(request, 'kms:DescribeKey')) }),
  },

  ListKeys: {
    members: ['Limit', 'Marker'],
    constraints: KMS_CONSTRAINTS.list,
    perform({ region, input, authorize }) {
      authorize('kms:ListKeys', '*');
      const { page, nextToken } = pageOf([...region.keys.values()], {
        token: textOf(input, 'Marker'),
        limit: Number(input['Limit'] ?? USUAL_PAGE),
        invalidToken: 'InvalidMarkerException',
      });
      return {
        Keys: page.map(({ keyId, arn }) => ({ KeyId: keyId, KeyArn: arn })),
        Truncated: nextToken !== undefined,
        NextMarker: nextToken,
      };
    },
  },

  EnableKey: {
    members: ['KeyId'],
    constraints: KMS_CONSTRAINTS.key,
    perform: (request) => become(keyFor(request, 'kms:EnableKey'), 'Enabled'),
  },

  DisableKey: {
    members: ['KeyId'],
    constraints: KMS_CONSTRAINTS.key,
    perform: (request) => become(keyFor(request, 'kms:DisableKey'), 'Disabled'),
  },

  ScheduleKeyDeletion: {
    members: ['KeyId', 'PendingWindowInDays'],
    constraints: KMS_CONSTRAINTS.deletion,
    perform(request) {
      const key = keyFor(request, 'kms:ScheduleKeyDeletion');
      const days = Number(request.input['PendingWindowInDays'] ?? USUAL_WINDOW);
      // https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html
      if (days < SHORTEST_WINDOW || days > USUAL_WINDOW)
        throw new ApiError(
          'ValidationException',
          `PendingWindowInDays must be between 7 and 30, got ${days}`,
        );
      become(key, 'PendingDeletion');
      key.deletionDate = new Date(request.world.scheduler.now().getTime() + days * DAY);
      const { arn, state, deletionDate } = key;
      return { KeyId: arn, KeyState: state, DeletionDate: deletionDate, PendingWindowInDays: days };
    },
  },
};

export function newKey(
  { world, region }: Pick<OperationRequest, 'world' | 'region'>,
  description: string,
): StoredKey {
  const { partition, region: at, accountId } = region.place;
  const keyId = world.identifiers.uuid();
  return {
    ...{ keyId, accountId, region: at, description },
    arn: `arn:${partition}:kms:${at}:${accountId}:key/${keyId}`,
    manager: 'CUSTOMER',
    createdAt: world.scheduler.now(),
    policy: defaultKeyPolicy(partition, accountId),
    state: 'Enabled',
  };
}

function become(key: StoredKey, state: StoredKey['state']): Record<string, unknown> {
  if (key.state === 'PendingDeletion')
    throw new ApiError('KMSInvalidStateException', `${key.arn} is pending deletion.`);
  key.state = state;
  return {};
}

const metadata = (key: StoredKey): Record<string, unknown> => ({
  AWSAccountId: key.accountId,
  KeyId: key.keyId,
  Arn: key.arn,
  CreationDate: key.createdAt,
  Enabled: key.state === 'Enabled',
  Description: key.description,
  KeyUsage: 'ENCRYPT_DECRYPT',
  KeyState: key.state,
  ...(key.deletionDate && { DeletionDate: key.deletionDate }),
  Origin: 'AWS_KMS',
  KeyManager: key.manager,
  KeySpec: 'SYMMETRIC_DEFAULT',
  EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
  MultiRegion: false,
});
