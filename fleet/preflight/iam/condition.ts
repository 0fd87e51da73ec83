import { isArnLike, isLike } from './pattern';
import type { Condition } from './policy-document';
import { ABSENT, contextValue, type RequestContext } from './policy-request';
import { all, any, isUnclear, not, type Ternary, ternary, type Unclear } from './ternary';

type Compare = (text: string, wanted: string) => boolean | undefined;

interface Operator {
  readonly compare: Compare;
  readonly negated: boolean;
}

const equals: Compare = (text, wanted) => text === wanted;
const equalsIgnoringCase: Compare = (text, wanted) => text.toLowerCase() === wanted.toLowerCase();
const like: Compare = (text, wanted) => isLike(wanted, text);
const arn: Compare = (text, wanted) => isArnLike(wanted, text);

const is = (compare: Compare): Operator => ({ compare, negated: false });
const isNot = (compare: Compare): Operator => ({ compare, negated: true });

/**
 * Those that policies of buckets, keys and roles have; numbers, dates, addresses and binaries are not among them.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['StringEquals', is(equals)],
  ['StringNotEquals', isNot(equals)],
  ['StringEqualsIgnoreCase', is(equalsIgnoringCase)],
  ['StringNotEqualsIgnoreCase', isNot(equalsIgnoringCase)],
  ['StringLike', is(like)],
  ['StringNotLike', isNot(like)],
  // ArnEquals and ArnLike behave identically, wildcards included.
  ['ArnEquals', is(arn)],
  ['ArnNotEquals', isNot(arn)],
  ['ArnLike', is(arn)],
  ['ArnNotLike', isNot(arn)],
  ['Bool', is(equalsIgnoringCase)],
]);

/** Whether a condition holds for a request; not clear where it asks for what is not known of the request. */
export function conditionHolds(condition: Condition, context: RequestContext): Ternary {
  const { operator: name, key, values } = condition;
  const [, set, base = '', ifExists] = /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/.exec(name) ?? [];
  const value = contextValue(context, key);
  if (base === 'Null' && set === undefined && ifExists === undefined) return nullHolds(condition, value);
  const operator = OPERATORS.get(base);
  if (!operator) return unclear(`the condition operator ${name} is not evaluated here`);
  if (value === undefined) return ifUnknown(key);
  if (value === ABSENT) return ternary(holdsForAbsent(operator, set, ifExists !== undefined));
  if (values.some(hasVariable)) return unclear(`the value of ${key} has a policy variable`);
  const holds = (text: string): Ternary => {
    const found = any(values.map((wanted) => compared(operator.compare(text, wanted), wanted)));
    return operator.negated ? not(found) : found;
  };
  if (typeof value === 'string') return holds(value);
  return holdsForList(value.map(holds), set, name, key);
}

function nullHolds({ key, values }: Condition, value: RequestContext[string] | undefined): Ternary {
  if (value === undefined) return ifUnknown(key);
  return ternary(values.some((wanted) => (wanted.toLowerCase() === 'true') === (value === ABSENT)));
}

/**
 * For a key that is not there nothing matches, so that a negated operator holds; under ForAnyValue not even that.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
function holdsForAbsent({ negated }: Operator, set: string | undefined, ifExists: boolean): boolean {
  switch (set) {
    case 'ForAllValues':
      return true;
    case 'ForAnyValue':
      return ifExists;
    default:
      return ifExists || negated;
  }
}

function holdsForList(each: readonly Ternary[], set: string | undefined, name: string, key: string): Ternary {
  switch (set) {
    case 'ForAllValues':
      return all(each);
    case 'ForAnyValue':
      return any(each);
    default:
      return unclear(`${name} is asked about ${key}, which has a list of values`);
  }
}

const compared = (result: boolean | undefined, wanted: string): Ternary =>
  result === undefined ? unclear(`${wanted} is no ARN of six parts`) : ternary(result);

const ifUnknown = (key: string): Unclear => unclear(`what ${key} is in this request is not known`);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html */
export const hasVariable = (text: string): boolean => text.includes('${');

const unclear = (text: string): Unclear => ({ unclear: text });

/** All of them must hold. */
export function conditionsHold(conditions: readonly Condition[], context: RequestContext): Ternary {
  const answers = conditions.map((condition) => conditionHolds(condition, context));
  const reasons = answers.filter(isUnclear).map(({ unclear: reason }) => reason);
  const answer = all(answers);
  return isUnclear(answer) ? unclear([...new Set(reasons)].join('; ')) : answer;
}
