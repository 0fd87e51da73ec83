import { AssemblyError } from './assembly';

/**
 * Reads a resource's properties and remembers which: one that nobody read is one that the sandbox does not model, and
 * is refused by name instead of being ignored.
 */
export class PropertyReader {
  private readonly values: Readonly<Record<string, unknown>>;
  private readonly read = new Set<string>();
  private readonly parts: PropertyReader[] = [];

  constructor(
    value: unknown,
    private readonly where: string,
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new AssemblyError(`${where} is not an object`);
    this.values = value as Readonly<Record<string, unknown>>;
  }

  raw(name: string): unknown {
    this.read.add(name);
    return this.values[name];
  }

  optionalText(name: string): string | undefined {
    const value = this.raw(name);
    if (value === undefined || typeof value === 'string') return value;
    throw this.wrong(name, 'a text');
  }

  text(name: string): string {
    return this.optionalText(name) ?? this.missing(name);
  }

  /** A whole number within the range that the service allows; CloudFormation takes it as a text too. */
  optionalNumber(name: string, [least, most]: readonly [number, number]): number | undefined {
    const value = this.raw(name);
    if (value === undefined) return undefined;
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isInteger(number) || number < least || number > most)
      throw this.wrong(name, `a whole number from ${least} to ${most}`);
    return number;
  }

  /** A text that must be one of these. */
  oneOf<T extends string>(name: string, allowed: readonly T[], fallback?: T): T {
    const given = this.optionalText(name) ?? fallback ?? this.missing(name);
    const value = allowed.find((each) => each === given);
    if (value === undefined) throw this.wrong(name, allowed.join(', '));
    return value;
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.raw(name) ?? fallback;
    if (value === true || value === 'true') return true;
    if (value === false || value === 'false') return false;
    throw this.wrong(name, 'true or false');
  }

  list(name: string): readonly unknown[] {
    const value = this.raw(name) ?? [];
    if (!Array.isArray(value)) throw this.wrong(name, 'a list');
    return value;
  }

  texts(name: string): readonly string[] {
    return this.list(name).map((item) => {
      if (typeof item !== 'string') throw this.wrong(name, 'a list of texts');
      return item;
    });
  }

  optionalPart(name: string): PropertyReader | undefined {
    const value = this.raw(name);
    return value === undefined ? undefined : this.open(value, name);
  }

  part(name: string): PropertyReader {
    return this.optionalPart(name) ?? this.missing(name);
  }

  partsOf(name: string): readonly PropertyReader[] {
    return this.list(name).map((item, index) => this.open(item, `${name}[${index}]`));
  }

  names(): readonly string[] {
    return Object.keys(this.values);
  }

  /** Properties that cannot change anything that the sandbox plays. */
  withoutEffect(...names: readonly string[]): void {
    for (const name of names) this.read.add(name);
  }

  refuseUnread(): void {
    const unread = Object.keys(this.values).filter((name) => !this.read.has(name));
    if (unread.length > 0)
      throw new AssemblyError(`${this.where}: the sandbox does not model ${unread.join(', ')}`);
    for (const part of this.parts) part.refuseUnread();
  }

  private open(value: unknown, name: string): PropertyReader {
    const part = new PropertyReader(value, `${this.where}.${name}`);
    this.parts.push(part);
    return part;
  }

  private wrong(name: string, allowed: string): AssemblyError {
    return new AssemblyError(
      `${this.where}.${name}: got ${JSON.stringify(this.values[name])}, allowed: ${allowed}`,
    );
  }

  private missing(name: string): never {
    throw new AssemblyError(`${this.where}: ${name} is missing`);
  }
}
