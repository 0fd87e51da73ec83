import { policyAdmits } from '../access';
import { arnParts } from '../arn';
import { notModelled, type OperationRequest, textOf } from '../operation';
import { authorizeOwned } from '../owned-access';
import { ApiError } from '../wire/api-error';
import type { World } from '../world';
import type { StoredKey } from './state';

export const keyIdIn = (arn: string): string | undefined =>
  /^key\/(.+)$/.exec(arnParts(arn)?.resource ?? '')?.[1];

/** By its ARN, in whichever account and Region. */
export function keyAt(world: World, arn: string): StoredKey | undefined {
  const id = keyIdIn(arn);
  if (id === undefined) return undefined;
  return world
    .everyRegion()
    .map(({ keys }) => keys.get(id))
    .find((key) => key?.arn === arn);
}

/** The key that the request names by its id or ARN, once the caller may do this to it. */
export function keyFor(request: OperationRequest, action: string): StoredKey {
  const { world, region, caller, input } = request;
  const given = textOf(input, 'KeyId') ?? '';
  if (/(^|:)alias\//.test(given)) throw notModelled(`an alias as KeyId of ${action}`);
  const key = given.startsWith('arn:') ? keyAt(world, given) : region.keys.get(given);
  const { partition, region: at, accountId } = region.place;
  const arn = given.startsWith('arn:') ? given : `arn:${partition}:kms:${at}:${accountId}:key/${given}`;
  if (!key || key.region !== at) throw new ApiError('NotFoundException', `Key '${arn}' does not exist`);
  const { policy, accountId: ownerId } = key;
  authorizeOwned(world, { caller, action, resource: key.arn, ownerId, partition, policy, kind: 'key' });
  return key;
}

/** What AWS's statements for its services list: ReEncrypt* and GenerateDataKey* are these. */
const SERVICE_ACTIONS = [
  ...['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
  ...['kms:GenerateDataKey', 'kms:DescribeKey'],
];

/** Whether a service may use a key by now: by the key's own policy, and only while the key is enabled. */
export const serviceMayUse = (
  key: StoredKey | undefined,
  service: string,
  context: Readonly<Record<string, string>>,
): boolean =>
  key?.state === 'Enabled' &&
  SERVICE_ACTIONS.every((action) =>
    policyAdmits(key.policy, service, { action, resource: key.arn, context }),
  );
