import { createHash } from 'node:crypto';
import type { RegionState, World } from '../world';
import { DELIVERY_BUCKET_PREFIX } from './recorder-settings';
import type { ConfigurationItem, ConfigurationItemDiff } from './state';

/**
 * Config sends a summary where a notification exceeds what SNS takes, 256 KiB unless a topic is set otherwise:
 * https://docs.aws.amazon.com/config/latest/developerguide/oversized-notification-example.html,
 * https://docs.aws.amazon.com/sns/latest/dg/large-message-payloads.html
 */
export const ITEM_LIMIT_BYTES = 262_144;

export const isOversized = ({ itemLimitBytes }: World, notification: object): boolean =>
  Buffer.byteLength(JSON.stringify(notification)) > itemLimitBytes;

/** What is told of an item that is too large: GetResourceConfigHistory has it whole. */
export function oversizedNotification(
  world: World,
  { place }: RegionState,
  item: ConfigurationItem,
  diff: ConfigurationItemDiff | undefined,
) {
  const { configurationItemCaptureTime, configurationStateId, awsAccountId, awsRegion } = item;
  const { resourceType, resourceId, ARN, availabilityZone, configurationItemStatus } = item;
  const summary = {
    changeType: diff?.changeType ?? (configurationItemStatus === 'ResourceDiscovered' ? 'CREATE' : 'UPDATE'),
    configurationItemVersion: '1.3',
    ...{ configurationItemCaptureTime, configurationStateId, awsAccountId, configurationItemStatus },
    ...{ resourceType, resourceId, resourceName: null, ARN, awsRegion, availabilityZone },
    configurationStateMd5Hash: createHash('md5').update(JSON.stringify(item)).digest('hex'),
    resourceCreationTime: item.configuration?.['creationTime'] ?? null,
  };
  const folder = `${DELIVERY_BUCKET_PREFIX}${place.accountId}/AWSLogs/${place.accountId}/Config/${place.region}`;
  return {
    configurationItemSummary: summary,
    s3DeliverySummary: {
      s3BucketLocation: `${folder}/OversizedChangeNotification/${resourceType}/${resourceId}/${configurationStateId}.json.gz`,
      errorCode: null,
      errorMessage: null,
    },
    notificationCreationTime: world.scheduler.now().toISOString(),
    messageType: 'OversizedConfigurationItemChangeNotification',
    recordVersion: '1.0',
  };
}
