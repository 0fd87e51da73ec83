import type { Input } from './operation';
import { violation } from './wire/violations';

/** What AWS's model says of a member beyond its type. The SDK's schemas leave it out: botocore's `service-2.json` has it. */
export interface Constraint {
  /** Of text in characters, of a list in items. */
  readonly length?: readonly [least: number, most: number];
  readonly range?: readonly [least: number, most: number];
  /** A regular expression of the whole text, as AWS's messages show it. */
  readonly pattern?: string;
  readonly oneOf?: readonly string[];
  /** Of each item of a list. */
  readonly items?: Constraint;
}

export type Constraints = Readonly<Record<string, Constraint>>;

/** One sentence for each constraint that a member of the input breaks. */
export const violations = (constraints: Constraints, input: Input): readonly string[] =>
  Object.entries(constraints).flatMap(([member, constraint]) =>
    broken(constraint, input[member]).map((text) => violation(member, input[member], text)),
  );

/** What the member must do, in AWS's words. */
function broken({ length, range, pattern, oneOf, items }: Constraint, value: unknown): readonly string[] {
  if (value === undefined) return [];
  const size = typeof value === 'string' || Array.isArray(value) ? value.length : 0;
  const isText = typeof value === 'string';
  return [
    ...(length ? outside(size, length, 'length') : []),
    ...(range && typeof value === 'number' ? outside(value, range, 'value') : []),
    ...(pattern !== undefined && isText && !new RegExp(`^(?:${pattern})$`, 'u').test(value)
      ? [`satisfy regular expression pattern: ${pattern}`]
      : []),
    ...(oneOf && isText && !oneOf.includes(value) ? [`satisfy enum value set: [${oneOf.join(', ')}]`] : []),
    ...(items && Array.isArray(value) && value.some((item) => broken(items, item).length > 0)
      ? [`satisfy constraint: [${wordsOf(items)}]`]
      : []),
  ];
}

const outside = (
  size: number,
  [least, most]: readonly [number, number],
  what: 'length' | 'value',
): readonly string[] => [
  ...(size < least ? [`have ${what} greater than or equal to ${least}`] : []),
  ...(size > most ? [`have ${what} less than or equal to ${most}`] : []),
];

const wordsOf = ({ length, pattern }: Constraint): string =>
  [
    ...(length ? [`Member must have length less than or equal to ${length[1]}`] : []),
    ...(length ? [`Member must have length greater than or equal to ${length[0]}`] : []),
    ...(pattern === undefined ? [] : [`Member must satisfy regular expression pattern: ${pattern}`]),
  ].join(', ');
