import { type Issue, showValue } from './issue';
import type { Kind } from './kinds';

/** One setting of a table: how it is written, and what it is when nobody writes it. */
export interface SettingDefinition<T> {
  readonly kind: Kind<T>;
  readonly default: T;
  /** What it means that nothing is set, for people, where the default is empty. */
  readonly unset: string;
}

export type SettingTable = Readonly<Record<string, SettingDefinition<unknown>>>;

/** The typed values of a table. */
export type SettingsOf<Table extends SettingTable> = {
  readonly [Name in keyof Table]: Table[Name] extends SettingDefinition<infer T> ? T : never;
};

export const setting = <T>(kind: Kind<T>, fallback: T, unset = 'none'): SettingDefinition<T> => ({
  kind,
  default: fallback,
  unset,
});

/** The default, as people read it. */
export const printDefault = ({ kind, default: fallback, unset }: SettingDefinition<unknown>): string =>
  kind.print(fallback) || unset;

export interface ReadSettings<Table extends SettingTable> {
  /** Complete; holds the default wherever an issue was found. */
  readonly values: SettingsOf<Table>;
  readonly issues: readonly Issue[];
}

/**
 * Reads settings by their table: strings as Config hands them over, or the JSON values of `cdk.json` (lists, numbers,
 * booleans). Unset, null and empty mean the default. Every issue is reported at once.
 *
 * @param path stands before each name in the issues: `requirements[0].parameters.`
 */
export function readSettings<Table extends SettingTable>(
  table: Table,
  given: unknown,
  path: string,
): ReadSettings<Table> {
  const issues: Issue[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, definition] of Object.entries(table)) values[name] = definition.default;
  for (const [name, value] of Object.entries(objectOf(given, path, issues))) {
    const definition = Object.hasOwn(table, name) ? table[name] : undefined;
    if (!definition) issues.push(unknownSetting(table, name, value, path));
    else if (isSet(value)) {
      const parsed = parseValue(definition, value);
      if (parsed === undefined) issues.push(badValue(`${path}${name}`, value, definition));
      else values[name] = parsed;
    }
  }
  return { values: values as SettingsOf<Table>, issues };
}

/** The settings that differ from their defaults, as text: reading them gives the same settings. */
export function printSettings<Table extends SettingTable>(
  table: Table,
  values: SettingsOf<Table>,
): Readonly<Record<string, string>> {
  const printed: Record<string, string> = {};
  for (const [name, { kind, default: fallback }] of Object.entries(table)) {
    const text = kind.print(values[name]);
    if (text !== kind.print(fallback)) printed[name] = text;
  }
  return printed;
}

function objectOf(given: unknown, path: string, issues: Issue[]): Readonly<Record<string, unknown>> {
  if (given === undefined || given === null) return {};
  if (typeof given === 'object' && !Array.isArray(given)) return given as Readonly<Record<string, unknown>>;
  issues.push({
    setting: path.replace(/\.$/, '') || 'settings',
    got: showValue(given),
    allowed: 'an object of settings',
    remedy: 'write {"name": value}',
  });
  return {};
}

const isSet = (given: unknown): boolean =>
  given !== undefined && given !== null && !(typeof given === 'string' && given.trim() === '');

function parseValue(definition: SettingDefinition<unknown>, given: unknown): unknown {
  const text = textOf(given);
  if (text === undefined) return undefined;
  return text === '' ? definition.default : definition.kind.parse(text);
}

/** JSON's own forms, written as Config would hold them; a list item that holds the separator has no such form. */
function textOf(given: unknown): string | undefined {
  if (typeof given === 'string') return given.trim();
  if (typeof given === 'number' || typeof given === 'boolean') return String(given);
  if (!Array.isArray(given)) return undefined;
  return given.every((item) => typeof item === 'string' && !item.includes(',')) ? given.join(',') : undefined;
}

function unknownSetting(table: SettingTable, name: string, given: unknown, path: string): Issue {
  const known = Object.keys(table);
  const meant = known.find((each) => each.toLowerCase() === name.toLowerCase());
  return {
    setting: `${path}${name}`,
    got: showValue(given),
    allowed: `the settings ${known.join(', ')}`,
    remedy: meant ? `write it as ${meant}` : 'remove it or correct its name',
  };
}

const badValue = (name: string, given: unknown, definition: SettingDefinition<unknown>): Issue => ({
  setting: name,
  got: showRefused(given, definition),
  allowed: definition.kind.allowed,
  remedy: `correct it, or leave it out for ${printDefault(definition)}`,
});

/** A long list is cut where it is shown: what is wrong in it is said first. */
function showRefused(given: unknown, { kind }: SettingDefinition<unknown>): string {
  const item = kind.refused?.(textOf(given) ?? '');
  return item === undefined ? showValue(given) : `${showValue(item)} in ${showValue(given)}`;
}
