import { type JsonObject, objectIn } from './json-members';

/**
 * The types of the related resources that came or went, when that is all that `configurationItemDiff` tells of; undefined
 * when it tells of more, of nothing, or of what we cannot read: then the item is judged.
 * Source: https://repost.aws/knowledge-center/config-configurationitemdiff
 */
export function changedRelationships(diff: unknown): readonly string[] | undefined {
  const { changeType, changedProperties } = objectIn(diff) ?? {};
  const changes = Object.entries(objectIn(changedProperties) ?? {});
  if (changeType !== 'UPDATE' || changes.length === 0) return undefined;
  const types = changes.map(([property, change]) =>
    /^Relationships\.\d+$/.test(property) ? relatedType(objectIn(change) ?? {}) : undefined,
  );
  return types.includes(undefined) ? undefined : types.filter((type) => type !== undefined);
}

function relatedType({ previousValue, updatedValue }: JsonObject): string | undefined {
  const type = (objectIn(updatedValue) ?? objectIn(previousValue))?.['resourceType'];
  return typeof type === 'string' ? type : undefined;
}
