/** What a `{{ name }}` may stand for while an execution runs. */
export interface References {
  readonly parameters: Readonly<Record<string, string>>;
  readonly system: Readonly<Record<string, string>>;
  /** `Step.Output` of the steps that have run. */
  readonly outputs: Readonly<Record<string, string>>;
}

export class UnresolvedReference extends Error {
  constructor(name: string) {
    super(
      `{{ ${name} }} has no value: no parameter, system variable or output of a step that ran has this name`,
    );
    this.name = 'UnresolvedReference';
  }
}

/** Replaces references once: what a value holds is never read as a reference again. */
export function interpolate(value: unknown, references: References): unknown {
  if (typeof value === 'string') return interpolateText(value, references);
  if (Array.isArray(value)) return value.map((item) => interpolate(item, references));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, interpolate(item, references)]),
    );
  return value;
}

export const interpolateText = (text: string, references: References): string =>
  text.replace(/\{\{\s*([^{}]+?)\s*\}\}/g, (_, name: string) => resolve(name, references));

function resolve(name: string, { parameters, system, outputs }: References): string {
  for (const source of [parameters, system, outputs]) {
    const value = Object.hasOwn(source, name) ? source[name] : undefined;
    if (value !== undefined) return value;
  }
  throw new UnresolvedReference(name);
}
