import { type AccessRequest, contextValue, type RequestContext } from './access-request';
import type { Condition } from './condition';
import type { NumericComparison } from './condition-operator';
import { matches, matchesArn, matchesIgnoringCase, type Pattern, readPattern } from './pattern';
import { PolicyError } from './policy-error';

/**
 * Whether a condition holds. For an absent key it does not; a negated one does, and so does any with IfExists.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function conditionHolds(condition: Condition, request: AccessRequest, variables: boolean): boolean {
  const { operator, key, values, where } = condition;
  const value = contextValue(request.context, key);
  if (operator.comparison === 'null') {
    return values.some((wanted) => (wanted.toLowerCase() === 'true') === isNull(value));
  }
  const holdsForOne = (text: string) =>
    values.some((wanted) => isLike(condition, text, wanted, request.context, variables)) !== operator.negated;
  const all = typeof value === 'string' ? [value] : (value ?? []);
  switch (operator.set) {
    case 'ForAllValues':
      // The guide says twice that no value at all matches; one of its tables says otherwise of StringNotLike.
      return isNull(value) ? (request.absentKeyMeetsAllValues ?? true) : all.every(holdsForOne);
    case 'ForAnyValue':
      // Unlike alone, a negated operator does not hold for an absent key here.
      return all.length === 0 ? operator.ifExists : all.some(holdsForOne);
    case undefined:
      if (value === undefined) return operator.ifExists || operator.negated;
      if (typeof value === 'string') return holdsForOne(value);
      throw new PolicyError(
        where,
        `the request has a list of values for ${key}; write ForAnyValue:${operator.name} or ForAllValues:${operator.name}`,
      );
  }
}

/** Absent, or what the guide calls a null dataset, such as an empty string. */
function isNull(value: string | readonly string[] | undefined): boolean {
  return value === undefined || value.length === 0;
}

function isLike(
  { operator: { comparison } }: Condition,
  text: string,
  wanted: string,
  context: RequestContext,
  variables: boolean,
): boolean {
  const resolved = (wildcards: boolean, test: (pattern: Pattern, text: string) => boolean) => {
    const pattern = readPattern(wanted, context, { variables, wildcards });
    return pattern !== undefined && test(pattern, text);
  };
  switch (comparison) {
    case 'equals':
      return resolved(false, matches);
    case 'equalsIgnoreCase':
      return resolved(false, matchesIgnoringCase);
    case 'like':
      return resolved(true, matches);
    case 'arn':
      return resolved(true, matchesArn);
    case 'bool':
    case 'null':
      return text.toLowerCase() === wanted.toLowerCase();
    default:
      return compareNumbers(text, comparison, Number(wanted));
  }
}

function compareNumbers(text: string, comparison: NumericComparison, wanted: number): boolean {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  switch (comparison) {
    case '=':
      return value === wanted;
    case '<':
      return value < wanted;
    case '<=':
      return value <= wanted;
    case '>':
      return value > wanted;
    case '>=':
      return value >= wanted;
  }
}
