import { changedRelationships, type RelationshipChange } from './item-diff';
import {
  type JsonObject,
  objectIn,
  readJson,
  readObject,
  readOneOf,
  readText,
  readTime,
  refuse,
} from './json-members';

const ITEM_STATUSES = [
  'OK',
  'ResourceDiscovered',
  'ResourceNotRecorded',
  'ResourceDeleted',
  'ResourceDeletedNotRecorded',
] as const;
export type ItemStatus = (typeof ITEM_STATUSES)[number];

/** What the rule needs of a configuration item, or of the summary that stands in for an oversized one. */
export interface ConfigurationItem {
  readonly resourceType: string;
  readonly resourceId: string;
  readonly status: ItemStatus;
  /** Missing from oversized notifications, and possibly from those of deleted resources. */
  readonly configuration: JsonObject | undefined;
  /** What came or went, when the item is new for changed relationships alone; else undefined. */
  readonly changedRelationships: readonly RelationshipChange[] | undefined;
}

interface NotificationBase {
  readonly messageType: string;
  /** When Config created the item, or asked on schedule: evaluations of one resource are put in order by it. */
  readonly orderingTimestamp: Date;
}

export interface ChangeNotification extends NotificationBase {
  readonly kind: 'change';
  readonly item: ConfigurationItem;
}

export interface ScheduledNotification extends NotificationBase {
  readonly kind: 'schedule';
}

export type Notification = ChangeNotification | ScheduledNotification;

/** @throws RefusedEventError unless the text is one of the notifications that the rule subscribes to */
export function parseNotification(invokingEvent: unknown): Notification {
  const message = readJson(invokingEvent, 'invokingEvent');
  const { messageType } = message;
  switch (messageType) {
    case 'ConfigurationItemChangeNotification':
      return parseChange(message, messageType, 'configurationItem');
    case 'OversizedConfigurationItemChangeNotification':
      return parseChange(message, messageType, 'configurationItemSummary');
    case 'ScheduledNotification': {
      const setting = 'invokingEvent.notificationCreationTime';
      const orderingTimestamp = readTime(message['notificationCreationTime'], setting);
      return { kind: 'schedule', messageType, orderingTimestamp };
    }
    default:
      throw refuse(
        'invokingEvent.messageType',
        messageType,
        'ConfigurationItemChangeNotification, OversizedConfigurationItemChangeNotification, ScheduledNotification',
        "correct the rule's source details",
      );
  }
}

function parseChange(message: JsonObject, messageType: string, member: string): ChangeNotification {
  const at = `invokingEvent.${member}`;
  const item = readObject(message[member], at);
  return {
    kind: 'change',
    messageType,
    orderingTimestamp: readTime(item['configurationItemCaptureTime'], `${at}.configurationItemCaptureTime`),
    item: {
      resourceType: readText(item['resourceType'], `${at}.resourceType`),
      resourceId: readText(item['resourceId'], `${at}.resourceId`),
      status: readOneOf(item['configurationItemStatus'], ITEM_STATUSES, `${at}.configurationItemStatus`),
      configuration: objectIn(item['configuration']),
      changedRelationships: changedRelationships(message['configurationItemDiff']),
    },
  };
}
