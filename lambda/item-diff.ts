import { type JsonObject, objectIn } from './json-members';

/** A related resource that came or went. */
export interface RelationshipChange {
  readonly resourceType: string;
  readonly resourceId: string;
  readonly came: boolean;
}

/**
 * The related resources that came or went, when that is all that `configurationItemDiff` tells of; undefined when it tells
 * of more, of nothing, or of what we cannot read: then the item is judged.
 * Source: https://repost.aws/knowledge-center/config-configurationitemdiff
 */
export function changedRelationships(diff: unknown): readonly RelationshipChange[] | undefined {
  const { changeType, changedProperties } = objectIn(diff) ?? {};
  const properties = Object.entries(objectIn(changedProperties) ?? {});
  if (changeType !== 'UPDATE' || properties.length === 0) return undefined;
  const changes = properties.map(([property, change]) =>
    /^Relationships\.\d+$/.test(property) ? readChange(objectIn(change) ?? {}) : undefined,
  );
  return changes.includes(undefined) ? undefined : changes.filter((change) => change !== undefined);
}

function readChange({ previousValue, updatedValue }: JsonObject): RelationshipChange | undefined {
  const updated = objectIn(updatedValue);
  const { resourceType, resourceId } = updated ?? objectIn(previousValue) ?? {};
  return typeof resourceType === 'string' && typeof resourceId === 'string'
    ? { resourceType, resourceId, came: updated !== undefined }
    : undefined;
}
