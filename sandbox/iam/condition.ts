import { type ConditionOperator, parseConditionOperator } from './condition-operator';
import { got, PolicyError } from './policy-error';

/** One key of a Condition block under one operator. */
export interface Condition {
  readonly where: string;
  readonly operator: ConditionOperator;
  readonly key: string;
  readonly values: readonly string[];
}

export function parseConditions(json: unknown, where: string): readonly Condition[] {
  return entries(json, where).flatMap(([name, keys]) => {
    const operator = parseConditionOperator(name, where);
    return entries(keys, `${where} ${name}`).map(([key, values]) => {
      const at = `${where} ${name} ${key}`;
      refuseOneOfMany(operator, key, at);
      return { where: at, operator, key, values: parseValues(values, operator, at) };
    });
  });
}

/**
 * Keys that always have a list of values. What IAM makes of one without a set operator is not documented, only that it
 * is a mistake: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
const MULTIVALUED = ['aws:tagkeys', 'aws:calledvia', 'aws:principalorgpaths', 'aws:sourceorgpaths'];

function refuseOneOfMany({ comparison, set, name }: ConditionOperator, key: string, where: string): void {
  if (set === undefined && comparison !== 'null' && MULTIVALUED.includes(key.toLowerCase()))
    throw new PolicyError(
      where,
      `${key} has a list of values; write ForAnyValue:${name} or ForAllValues:${name}`,
    );
}

function entries(json: unknown, where: string): [string, unknown][] {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return Object.entries(json);
  throw new PolicyError(where, `got ${got(json)}; an object is needed`);
}

function parseValues(json: unknown, operator: ConditionOperator, where: string): readonly string[] {
  const list: readonly unknown[] = Array.isArray(json) ? json : [json];
  if (list.length === 0) throw new PolicyError(where, 'has no value; give it at least one');
  return list.map((value) => {
    if (!['string', 'boolean', 'number'].includes(typeof value)) {
      throw new PolicyError(where, `got ${got(value)}; text, a number or a boolean is needed`);
    }
    const text = String(value);
    const wanted = wantedValue(operator, text);
    if (wanted !== undefined) throw new PolicyError(where, `got ${got(value)}; ${wanted}`);
    return text;
  });
}

/** What the value should have been, or undefined when it is. */
function wantedValue({ comparison }: ConditionOperator, text: string): string | undefined {
  switch (comparison) {
    case 'equals':
    case 'equalsIgnoreCase':
    case 'like':
      return undefined;
    case 'arn':
      return /\$\{|^([^:]*:){5}/.test(text)
        ? undefined
        : 'an ARN of six parts is needed, * where any will do';
    case 'bool':
    case 'null':
      return /^(true|false)$/i.test(text) ? undefined : 'true or false is needed';
    default:
      return /^\s*$/.test(text) || !Number.isFinite(Number(text)) ? 'a number is needed' : undefined;
  }
}
