import type { ApiError } from './api-error';
import type { QueryNode } from './query-tree';
import { memberShapes, requiredMembers, type Shape } from './sdk-codec';
import { InvalidText, readText } from './text-scalars';

/** What the two query protocols have of their own, and how a service of each refuses. */
export interface QueryDialect {
  readonly memberKey: (name: string, member: Shape) => string;
  /** What lists number their items below; none when an item follows the list's own name. */
  readonly itemsKey: (list: Shape) => string | undefined;
  readonly unknownParameter: (path: string) => ApiError;
  readonly missingParameter: (path: string) => ApiError;
  readonly invalidValue: (path: string, text: string, expected: string) => ApiError;
}

/** The inverse of the SDK's query serializers, which have no decoder. */
export function decodeQueryStructure(
  node: QueryNode,
  shape: Shape,
  dialect: QueryDialect,
): Record<string, unknown> {
  if (node.value !== undefined) throw dialect.unknownParameter(node.path);
  const members = [...memberShapes(shape)].map(([name, member]) => ({
    name,
    member,
    key: dialect.memberKey(name, member),
  }));
  const decoded: Record<string, unknown> = {};
  for (const [key, child] of node.children) {
    const target = members.find((candidate) => candidate.key === key);
    if (target === undefined) throw dialect.unknownParameter(child.path);
    decoded[target.name] = decodeValue(child, target.member, dialect);
  }
  const missing = requiredMembers(shape).find((name) => !Object.hasOwn(decoded, name));
  if (missing !== undefined) {
    const key = members.find((candidate) => candidate.name === missing)?.key ?? missing;
    throw dialect.missingParameter(node.path === '' ? key : `${node.path}.${key}`);
  }
  return decoded;
}

function decodeValue(node: QueryNode, shape: Shape, dialect: QueryDialect): unknown {
  if (shape.isStructSchema()) return decodeQueryStructure(node, shape, dialect);
  if (shape.isListSchema()) return decodeList(node, shape, dialect);
  if (shape.isMapSchema()) return decodeMap(node, shape, dialect);
  if (node.value === undefined || node.children.size > 0) throw dialect.unknownParameter(node.path);
  try {
    return readText(shape, node.value, 'date-time');
  } catch (error) {
    if (!(error instanceof InvalidText)) throw error;
    throw dialect.invalidValue(node.path, node.value, error.expected);
  }
}

function decodeList(node: QueryNode, shape: Shape, dialect: QueryDialect): unknown[] {
  const itemsKey = dialect.itemsKey(shape);
  // Only awsQuery can say an empty list: as an empty value.
  if (itemsKey !== undefined && node.value === '' && node.children.size === 0) return [];
  return numbered(node, itemsKey, dialect).map((child) =>
    decodeValue(child, shape.getValueSchema(), dialect),
  );
}

function decodeMap(node: QueryNode, shape: Shape, dialect: QueryDialect): Record<string, unknown> {
  const itemsKey = shape.getMergedTraits().xmlFlattened ? undefined : 'entry';
  const [key, value] = [shape.getKeySchema(), shape.getValueSchema()].map((part, index) => {
    const { xmlName } = part.getMergedTraits();
    return { part, name: typeof xmlName === 'string' ? xmlName : ['key', 'value'][index] };
  });
  const entries = numbered(node, itemsKey, dialect).map((child) => {
    const keyNode = child.children.get(key?.name ?? '');
    const valueNode = child.children.get(value?.name ?? '');
    if (!keyNode || !valueNode || child.children.size > 2) throw dialect.unknownParameter(child.path);
    return [keyNode.value ?? '', decodeValue(valueNode, shape.getValueSchema(), dialect)] as const;
  });
  return Object.fromEntries(entries);
}

/** The items of `List.1`, or of `List.member.1`, in the order of their numbers. */
function numbered(
  node: QueryNode,
  itemsKey: string | undefined,
  dialect: QueryDialect,
): readonly QueryNode[] {
  if (node.value !== undefined) throw dialect.unknownParameter(node.path);
  if (itemsKey !== undefined) {
    const [only, other] = node.children;
    if (!only || other || only[0] !== itemsKey)
      throw dialect.unknownParameter(other?.[1].path ?? only?.[1].path ?? node.path);
    return numbered(only[1], undefined, dialect);
  }
  const items = [...node.children].map(([index, child]) => {
    if (!/^[1-9]\d*$/.test(index)) throw dialect.unknownParameter(child.path);
    return { index: Number(index), child };
  });
  return items.sort((a, b) => a.index - b.index).map(({ child }) => child);
}
