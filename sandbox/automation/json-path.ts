import { InvalidDocument, type Json } from './document-members';

type Comparison = '==' | '!=' | '>' | '<' | '>=' | '<=';

type Segment =
  | { readonly kind: 'child'; readonly name: string }
  | { readonly kind: 'deep-scan'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | {
      readonly kind: 'filter';
      readonly path: readonly string[];
      readonly comparison: Comparison;
      readonly value: unknown;
    };

export type JsonPath = readonly Segment[];

const CHILD = /\.([\w-]+)/y;
const DEEP_SCAN = /\.\.([\w-]+)/y;
const INDEX = /\[(\d+)\]/y;
const FILTER =
  /\[\?\(\s*@((?:\.[\w-]+)*)\s*(==|!=|>=|<=|>|<)\s*('[^']*'|"[^"]*"|-?[\d.]+|true|false)\s*\)\]/y;

/**
 * The part of JSONPath that Automation supports:
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-outputs-inputs.html#automation-action-json-path
 */
export function parseJsonPath(text: string): JsonPath {
  if (!text.startsWith('$.')) throw new InvalidDocument(`selector ${text} does not begin with $.`);
  const segments: Segment[] = [];
  for (let at = 1; at < text.length; ) {
    const [segment, end] = segmentAt(text, at);
    segments.push(segment);
    at = end;
  }
  return segments;
}

function segmentAt(text: string, at: number): readonly [Segment, number] {
  const read = (pattern: RegExp): readonly string[] | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text) ?? undefined;
  };
  const [scanned, scannedName] = read(DEEP_SCAN) ?? [];
  if (scanned !== undefined && scannedName !== undefined)
    return [{ kind: 'deep-scan', name: scannedName }, at + scanned.length];
  const [child, name] = read(CHILD) ?? [];
  if (child !== undefined && name !== undefined) return [{ kind: 'child', name }, at + child.length];
  const [indexed, index] = read(INDEX) ?? [];
  if (indexed !== undefined) return [{ kind: 'index', index: Number(index) }, at + indexed.length];
  const [filter, path = '', comparison, literal = ''] = read(FILTER) ?? [];
  if (filter === undefined)
    throw new InvalidDocument(
      `selector ${text}: Automation supports .key, ..key, [n] and [?(@.key == 'x')], not ${text.slice(at)}`,
    );
  const segment: Segment = {
    kind: 'filter',
    path: path.split('.').slice(1),
    comparison: comparison as Comparison,
    value: literalValue(literal),
  };
  return [segment, at + filter.length];
}

const literalValue = (literal: string): unknown =>
  /^['"]/.test(literal) ? literal.slice(1, -1) : JSON.parse(literal);

/** What it selects; a deep scan or a filter always gives a list. Undefined when there is nothing at the place. */
export function selectByPath(path: JsonPath, root: unknown): unknown {
  const nodes = path.reduce((found: readonly unknown[], segment) => found.flatMap(step(segment)), [root]);
  return path.some(({ kind }) => kind === 'deep-scan' || kind === 'filter') ? nodes : nodes[0];
}

const step =
  (segment: Segment) =>
  (node: unknown): readonly unknown[] => {
    switch (segment.kind) {
      case 'child':
        return memberOf(node, segment.name);
      case 'deep-scan':
        return scan(node, segment.name);
      case 'index':
        return Array.isArray(node) && segment.index < node.length ? [node[segment.index]] : [];
      case 'filter':
        return Array.isArray(node) ? node.filter((element) => passes(element, segment)) : [];
    }
  };

const isObject = (node: unknown): node is Json =>
  typeof node === 'object' && node !== null && !Array.isArray(node);

const memberOf = (node: unknown, name: string): readonly unknown[] =>
  isObject(node) && Object.hasOwn(node, name) && node[name] !== undefined ? [node[name]] : [];

function scan(node: unknown, name: string): readonly unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  return [...memberOf(node, name), ...Object.values(node).flatMap((inner) => scan(inner, name))];
}

function passes(element: unknown, filter: Extract<Segment, { kind: 'filter' }>): boolean {
  const [found] = filter.path.reduce(
    (nodes: readonly unknown[], name) => nodes.flatMap((node) => memberOf(node, name)),
    [element],
  );
  if (filter.comparison === '==') return found === filter.value;
  if (filter.comparison === '!=') return found !== filter.value;
  if (typeof found !== typeof filter.value || (typeof found !== 'number' && typeof found !== 'string'))
    return false;
  return ordered(found, filter.comparison, filter.value as number | string);
}

function ordered(
  left: number | string,
  comparison: Exclude<Comparison, '==' | '!='>,
  right: number | string,
): boolean {
  switch (comparison) {
    case '>':
      return left > right;
    case '<':
      return left < right;
    case '>=':
      return left >= right;
    case '<=':
      return left <= right;
  }
}
