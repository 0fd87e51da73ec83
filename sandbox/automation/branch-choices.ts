import { InvalidDocument, type Json, jsonObject, text } from './document-members';
import { interpolate, type References } from './interpolation';
import { outputText } from './output-value';

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-action-branch.html */
const TEXT_OPERATORS = ['StringEquals', 'EqualsIgnoreCase', 'StartsWith', 'EndsWith', 'Contains'] as const;
const NUMERIC_OPERATORS = [
  'NumericEquals',
  'NumericGreater',
  'NumericLesser',
  'NumericGreaterOrEquals',
  'NumericLesserOrEquals',
] as const;

type TextOperator = (typeof TEXT_OPERATORS)[number];
type NumericOperator = (typeof NUMERIC_OPERATORS)[number];

type Condition =
  | { readonly kind: 'all' | 'any'; readonly conditions: readonly Condition[] }
  | { readonly kind: 'not'; readonly condition: Condition }
  | { readonly kind: 'text'; readonly variable: string; readonly is: TextOperator; readonly value: string }
  | {
      readonly kind: 'number';
      readonly variable: string;
      readonly is: NumericOperator;
      readonly value: number;
    }
  | { readonly kind: 'boolean'; readonly variable: string; readonly value: boolean };

export interface BranchChoice {
  readonly nextStep: string;
  readonly condition: Condition;
}

export function branchChoices(inputs: Json): readonly BranchChoice[] {
  const choices = inputs['Choices'];
  if (!Array.isArray(choices) || choices.length === 0) throw new InvalidDocument('aws:branch has no Choices');
  return choices.map((choice) => {
    const { NextStep, ...condition } = jsonObject(choice, 'a choice');
    return { nextStep: text(NextStep, 'NextStep of a choice'), condition: parseCondition(condition) };
  });
}

function parseCondition(json: Json): Condition {
  const { And, Or, Not, ...comparison } = json;
  const operators = Object.entries({ And, Or, Not }).filter(([, value]) => value !== undefined);
  const [[operator, operand] = [], ...others] = operators;
  if (operator === undefined) return parseComparison(comparison);
  const beside = [...others.map(([name]) => name), ...Object.keys(comparison)];
  if (beside.length > 0) throw new InvalidDocument(`a choice has ${beside.join(', ')} beside ${operator}`);
  if (operator === 'Not')
    return { kind: 'not', condition: parseCondition(jsonObject(operand, 'Not of a choice')) };
  if (!Array.isArray(operand) || operand.length === 0)
    throw new InvalidDocument(`${operator} of a choice is not a list of conditions`);
  const conditions = operand.map((each) => parseCondition(jsonObject(each, `${operator} of a choice`)));
  return { kind: operator === 'And' ? 'all' : 'any', conditions };
}

function parseComparison({ Variable, ...operations }: Json): Condition {
  const variable = text(Variable, 'Variable of a choice');
  const given = Object.entries(operations).filter(([, value]) => value !== undefined);
  const [[operator = '', value] = [], ...others] = given;
  if (given.length === 0 || others.length > 0)
    throw new InvalidDocument(`a choice has one operation, got ${given.map(([name]) => name).join(', ')}`);
  const ofText = TEXT_OPERATORS.find((known) => known === operator);
  if (ofText) return { kind: 'text', variable, is: ofText, value: text(value, `${operator} of a choice`) };
  const numeric = NUMERIC_OPERATORS.find((known) => known === operator);
  if (numeric && typeof value === 'number') return { kind: 'number', variable, is: numeric, value };
  if (operator === 'BooleanEquals' && typeof value === 'boolean') return { kind: 'boolean', variable, value };
  throw new InvalidDocument(
    `aws:branch: got ${operator} ${JSON.stringify(value)}, allowed: ${TEXT_OPERATORS.join(', ')} with a text, ` +
      `${NUMERIC_OPERATORS.join(', ')} with a number, BooleanEquals with true or false`,
  );
}

/** A variable that cannot be compared as the choice asks. */
export class IncomparableVariable extends Error {
  constructor(variable: string, value: string, expected: string) {
    super(`${variable}: ${value} is not ${expected}`);
    this.name = 'IncomparableVariable';
  }
}

export function conditionHolds(condition: Condition, references: References): boolean {
  switch (condition.kind) {
    case 'all':
      return condition.conditions.every((each) => conditionHolds(each, references));
    case 'any':
      return condition.conditions.some((each) => conditionHolds(each, references));
    case 'not':
      return !conditionHolds(condition.condition, references);
    case 'text':
      return compareTexts(variableText(condition.variable, references), condition.is, condition.value);
    case 'number':
      return compareNumbers(numberOf(condition.variable, references), condition.is, condition.value);
    case 'boolean':
      return booleanOf(condition.variable, references) === condition.value;
  }
}

const variableText = (variable: string, references: References): string =>
  outputText(interpolate(variable, references));

function numberOf(variable: string, references: References): number {
  const value = variableText(variable, references);
  if (value.trim() === '' || Number.isNaN(Number(value)))
    throw new IncomparableVariable(variable, value, 'a number');
  return Number(value);
}

function booleanOf(variable: string, references: References): boolean {
  const value = variableText(variable, references);
  if (!/^(true|false)$/i.test(value)) throw new IncomparableVariable(variable, value, 'true or false');
  return value.toLowerCase() === 'true';
}

function compareTexts(text: string, operator: TextOperator, value: string): boolean {
  switch (operator) {
    case 'StringEquals':
      return text === value;
    case 'EqualsIgnoreCase':
      return text.toLowerCase() === value.toLowerCase();
    case 'StartsWith':
      return text.startsWith(value);
    case 'EndsWith':
      return text.endsWith(value);
    case 'Contains':
      return text.includes(value);
  }
}

function compareNumbers(number: number, operator: NumericOperator, value: number): boolean {
  switch (operator) {
    case 'NumericEquals':
      return number === value;
    case 'NumericGreater':
      return number > value;
    case 'NumericLesser':
      return number < value;
    case 'NumericGreaterOrEquals':
      return number >= value;
    case 'NumericLesserOrEquals':
      return number <= value;
  }
}
