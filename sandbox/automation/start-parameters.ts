import type { ParsedDocument } from './document';

export type GivenParameters = Readonly<Record<string, readonly string[]>>;

/** Values by name, or why an execution cannot start with these parameters. */
export function startParameters(
  { parameters }: ParsedDocument,
  given: GivenParameters,
): Readonly<Record<string, string>> | string {
  const unknown = Object.keys(given).find((name) => !Object.hasOwn(parameters, name));
  if (unknown) return `parameter ${unknown} is not defined in the document`;
  const values: Record<string, string> = {};
  for (const [name, { allowedPattern, default: fallback }] of Object.entries(parameters)) {
    const [value = fallback, ...others] = given[name] ?? [];
    if (others.length > 0)
      return `parameter ${name} is a String and takes one value, got ${others.length + 1}`;
    if (value === undefined) return `parameter ${name} has no value`;
    if (allowedPattern !== undefined && !new RegExp(allowedPattern).test(value))
      return `parameter ${name}: ${value} does not match ${allowedPattern}`;
    values[name] = value;
  }
  return values;
}
