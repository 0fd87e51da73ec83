import type { ChangeType, ConfigurationItem, ConfigurationItemDiff, PropertyChange } from './state';

type Changes = Readonly<Record<string, PropertyChange>>;

/**
 * What a notification says of an item: how it differs from the one before it. Undefined when nothing differs, and Config
 * makes no item then. Members are named as in
 * https://docs.aws.amazon.com/config/latest/developerguide/example-sns-notification.html
 */
export function itemDiff(
  last: ConfigurationItem | undefined,
  item: ConfigurationItem,
): ConfigurationItemDiff | undefined {
  const isDeletion = item.configurationItemStatus === 'ResourceDeleted';
  if (!last) return { changeType: isDeletion ? 'DELETE' : 'CREATE', changedProperties: {} };
  const changedProperties = {
    ...listChanges('Relationships', last.relationships, item.relationships),
    ...changes('Configuration', last.configuration, item.configuration),
  };
  if (isDeletion) return { changeType: 'DELETE', changedProperties };
  return Object.keys(changedProperties).length > 0 ? { changeType: 'UPDATE', changedProperties } : undefined;
}

function changes(path: string, previous: unknown, updated: unknown): Changes {
  if (isSame(previous, updated)) return {};
  if (Array.isArray(previous) && Array.isArray(updated)) return listChanges(path, previous, updated);
  if (isMap(previous) && isMap(updated)) return memberChanges(path, previous, updated);
  return { [path]: change(previous ?? null, updated ?? null) };
}

function memberChanges(path: string, previous: Members, updated: Members): Changes {
  const names = new Set([...Object.keys(previous), ...Object.keys(updated)]);
  const all = [...names].map((name) =>
    changes(`${path}.${name.charAt(0).toUpperCase()}${name.slice(1)}`, previous[name], updated[name]),
  );
  return Object.assign({}, ...all);
}

/** An element that changed is one that went and one that came. They are numbered as changes, not by their places. */
function listChanges(path: string, previous: readonly unknown[], updated: readonly unknown[]): Changes {
  const isIn = (list: readonly unknown[], element: unknown) => list.some((other) => isSame(other, element));
  const gone = previous.filter((element) => !isIn(updated, element)).map((element) => change(element, null));
  const come = updated.filter((element) => !isIn(previous, element)).map((element) => change(null, element));
  return Object.fromEntries([...gone, ...come].map((each, index) => [`${path}.${index}`, each]));
}

const change = (previousValue: unknown, updatedValue: unknown): PropertyChange => ({
  previousValue,
  updatedValue,
  changeType: changeTypeOf(previousValue, updatedValue),
});

function changeTypeOf(previous: unknown, updated: unknown): ChangeType {
  if (previous === null) return 'CREATE';
  return updated === null ? 'DELETE' : 'UPDATE';
}

type Members = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
