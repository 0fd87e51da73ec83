import { type OutputValue, outputText } from './output-value';

/** What a `{{ name }}` may stand for while an execution runs. */
export interface References {
  readonly parameters: Readonly<Record<string, string>>;
  readonly system: Readonly<Record<string, string>>;
  /** `Step.Output` of the steps that have run. */
  readonly outputs: Readonly<Record<string, OutputValue>>;
}

export class UnresolvedReference extends Error {
  constructor(name: string) {
    super(
      `{{ ${name} }} has no value: no parameter, system variable or output of a step that ran has this name`,
    );
    this.name = 'UnresolvedReference';
  }
}

const REFERENCE = /\{\{\s*([^{}]+?)\s*\}\}/g;
const REFERENCE_ALONE = /^\{\{\s*([^{}]+?)\s*\}\}$/;

/**
 * Replaces references once: what a value holds is never read as a reference again. A reference that stands alone keeps the
 * type of its value.
 */
export function interpolate(value: unknown, references: References): unknown {
  if (typeof value === 'string') {
    const [, name] = REFERENCE_ALONE.exec(value) ?? [];
    return name === undefined ? interpolateText(value, references) : resolve(name, references);
  }
  if (Array.isArray(value)) return value.map((item) => interpolate(item, references));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, interpolate(item, references)]),
    );
  return value;
}

export const interpolateText = (text: string, references: References): string =>
  text.replace(REFERENCE, (_, name: string) => outputText(resolve(name, references)));

function resolve(name: string, { parameters, system, outputs }: References): OutputValue {
  for (const source of [parameters, system, outputs]) {
    const value = Object.hasOwn(source, name) ? source[name] : undefined;
    if (value !== undefined) return value;
  }
  throw new UnresolvedReference(name);
}
