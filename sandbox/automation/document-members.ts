export type Json = Readonly<Record<string, unknown>>;

export class InvalidDocument extends Error {
  constructor(problem: string) {
    super(`automation document: ${problem}`);
    this.name = 'InvalidDocument';
  }
}

export function refuseOthers(given: Json, known: readonly string[], where: string): void {
  const others = Object.keys(given).filter((member) => !known.includes(member));
  if (others.length > 0)
    throw new InvalidDocument(`${where}: the sandbox does not play ${others.join(', ')}`);
}

export function jsonObject(value: unknown, where: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw new InvalidDocument(`${where} is not an object`);
}

export function text(value: unknown, where: string): string {
  return optionalText(value, where) ?? missing(where);
}

export function optionalText(value: unknown, where: string): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw wrong(value, where, 'a text');
}

export function optionalFlag(value: unknown, where: string): boolean | undefined {
  if (value === undefined || typeof value === 'boolean') return value;
  throw wrong(value, where, 'true or false');
}

export function optionalPositive(value: unknown, where: string): number | undefined {
  if (value === undefined || (typeof value === 'number' && Number.isInteger(value) && value > 0))
    return value;
  throw wrong(value, where, 'a whole number above 0');
}

const wrong = (value: unknown, where: string, allowed: string): InvalidDocument =>
  new InvalidDocument(`${where}: got ${JSON.stringify(value)}, allowed: ${allowed}`);

function missing(where: string): never {
  throw new InvalidDocument(`${where} is missing`);
}
