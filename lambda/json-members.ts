import { showValue } from '../policy';
import { RefusedEventError } from './refused-event';

export type JsonObject = Readonly<Record<string, unknown>>;

const REMEDY = 'invoke the function through its AWS Config rule or its Automation document';

export const refuse = (
  setting: string,
  value: unknown,
  allowed: string,
  remedy = REMEDY,
): RefusedEventError => new RefusedEventError([{ setting, got: showValue(value), allowed, remedy }]);

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Undefined when the text holds no JSON object. */
export function parseObject(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export const objectIn = (value: unknown): JsonObject | undefined => (isObject(value) ? value : undefined);

export function readObject(value: unknown, setting: string): JsonObject {
  if (!isObject(value)) throw refuse(setting, value, 'an object');
  return value;
}

export function readJson(value: unknown, setting: string): JsonObject {
  const object = typeof value === 'string' ? parseObject(value) : undefined;
  if (!object) throw refuse(setting, value, 'a JSON text that holds an object');
  return object;
}

export function readText(value: unknown, setting: string): string {
  if (typeof value !== 'string' || value === '') throw refuse(setting, value, 'a text that is not empty');
  return value;
}

export function readOneOf<T extends string>(value: unknown, allowed: readonly T[], setting: string): T {
  const known = allowed.find((each) => each === value);
  if (known === undefined) throw refuse(setting, value, allowed.join(', '));
  return known;
}

export function readTime(value: unknown, setting: string): Date {
  const time = typeof value === 'string' ? new Date(value) : undefined;
  if (!time || Number.isNaN(time.getTime()))
    throw refuse(setting, value, 'a time such as 2027-01-31T12:00:00.000Z');
  return time;
}
