import { PolicyError } from './policy-error';

/** How one value of the request is compared with one value of the policy. */
export type Comparison = 'equals' | 'equalsIgnoreCase' | 'like' | 'arn' | 'bool' | 'null' | NumericComparison;
export type NumericComparison = '=' | '<' | '<=' | '>' | '>=';

export interface ConditionOperator {
  readonly name: string;
  readonly set: 'ForAnyValue' | 'ForAllValues' | undefined;
  readonly comparison: Comparison;
  readonly negated: boolean;
  readonly ifExists: boolean;
}

const is = (comparison: Comparison) => ({ comparison, negated: false });
const isNot = (comparison: Comparison) => ({ comparison, negated: true });

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
const operators = new Map([
  ['StringEquals', is('equals')],
  ['StringNotEquals', isNot('equals')],
  ['StringEqualsIgnoreCase', is('equalsIgnoreCase')],
  ['StringNotEqualsIgnoreCase', isNot('equalsIgnoreCase')],
  ['StringLike', is('like')],
  ['StringNotLike', isNot('like')],
  // ArnEquals and ArnLike behave identically, wildcards included.
  ['ArnEquals', is('arn')],
  ['ArnNotEquals', isNot('arn')],
  ['ArnLike', is('arn')],
  ['ArnNotLike', isNot('arn')],
  ['Bool', is('bool')],
  ['Null', is('null')],
  ['NumericEquals', is('=')],
  ['NumericNotEquals', isNot('=')],
  ['NumericLessThan', is('<')],
  ['NumericLessThanEquals', is('<=')],
  ['NumericGreaterThan', is('>')],
  ['NumericGreaterThanEquals', is('>=')],
]);

/** Reads `ForAnyValue:StringLikeIfExists` and the like; anything else is refused by name. */
export function parseConditionOperator(name: string, where: string): ConditionOperator {
  const [, set, base = '', ifExists] = /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  const known = operators.get(base);
  if (known === undefined) {
    const allowed = [...operators.keys()].join(', ');
    throw new PolicyError(
      where,
      `condition operator ${name} is not played; ${allowed} are, with ForAnyValue:, ForAllValues: and IfExists`,
    );
  }
  if (known.comparison === 'null' && (set !== undefined || ifExists !== undefined)) {
    throw new PolicyError(
      where,
      `condition operator ${name} is not one; Null takes neither a set operator nor IfExists`,
    );
  }
  return { name, set: set as ConditionOperator['set'], ifExists: ifExists !== undefined, ...known };
}
