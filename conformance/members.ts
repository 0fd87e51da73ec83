/** A member of an answer, as a path from it: `Vpc.State`, or `Vpcs[].State` of each item of a list. */
export type MemberPath = string;

/** What identifies an item of a list; an item without any of these is known by its place. */
const IDENTITIES = [
  ...['NetworkInterfaceId', 'SubnetId', 'FlowLogId', 'VpcId', 'ResourceId'],
  ...['logGroupName', 'logStreamName', 'RoleName', 'Name'],
];

/** The values of some members, each under its path with the identity of every item on it: `Vpcs[<vpc1>].State`. */
export type MemberValues = ReadonlyMap<string, { readonly path: MemberPath; readonly value: string }>;

export const ABSENT = 'absent';

/**
 * Members of an answer as comparable texts. A list on the way counts as a member of its own, the items that it holds.
 *
 * @param ids names for ids that both sides chose for themselves, by id
 */
export function memberValues(
  output: unknown,
  paths: readonly MemberPath[],
  ids: ReadonlyMap<string, string>,
): MemberValues {
  const values = new Map<string, { path: MemberPath; value: string }>();
  for (const path of paths)
    for (const found of valuesAt(output, path.split('.'), '', '', ids)) values.set(found.label, found);
  return values;
}

interface Found {
  readonly label: string;
  readonly path: MemberPath;
  readonly value: string;
}

function valuesAt(
  value: unknown,
  [segment, ...rest]: readonly string[],
  label: string,
  path: string,
  ids: ReadonlyMap<string, string>,
): readonly Found[] {
  if (segment === undefined) return [{ label, path, value: comparableText(value, ids) }];
  const dotted = (text: string, name: string) => (text === '' ? name : `${text}.${name}`);
  const [, listName] = /^(.*)\[\]$/.exec(segment) ?? [];
  if (listName === undefined)
    return valuesAt(memberOf(value, segment), rest, dotted(label, segment), dotted(path, segment), ids);
  const items = listOf(memberOf(value, listName));
  const names = items.map((item, index) => identityOf(item, ids) ?? String(index));
  const [listLabel, listPath] = [dotted(label, listName), `${dotted(path, listName)}[]`];
  const list = { label: `${listLabel}[]`, path: listPath, value: [...names].sort().join(' ') };
  const members = items.flatMap((item, index) =>
    rest.length === 0 ? [] : valuesAt(item, rest, `${listLabel}[${names[index]}]`, listPath, ids),
  );
  return [list, ...members];
}

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function identityOf(item: unknown, ids: ReadonlyMap<string, string>): string | undefined {
  if (typeof item === 'string') return withoutIds(item, ids);
  const name = IDENTITIES.find((each) => typeof memberOf(item, each) === 'string');
  return name === undefined ? undefined : withoutIds(String(memberOf(item, name)), ids);
}

/** Lists are unordered, times differ in every run, and ids are compared by their form unless they have a name. */
function comparableText(value: unknown, ids: ReadonlyMap<string, string>): string {
  if (value === undefined) return ABSENT;
  return typeof value === 'string' ? withoutIds(value, ids) : JSON.stringify(comparable(value, ids));
}

function comparable(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (value instanceof Date) return '<time>';
  if (typeof value === 'string') return withoutIds(value, ids);
  if (Array.isArray(value)) {
    const texts = value.map((item) => JSON.stringify(comparable(item, ids)));
    return texts.sort().map((text): unknown => JSON.parse(text));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(entries.sort().map(([name, member]) => [name, comparable(member, ids)]));
}

const ID = /\b([a-z]+(?:-[a-z]+)*)-(?:[0-9a-f]{17}|[0-9a-f]{8})\b/g;

function withoutIds(text: string, ids: ReadonlyMap<string, string>): string {
  return text.replace(ID, (id, prefix: string) => `<${ids.get(id) ?? prefix}>`);
}
