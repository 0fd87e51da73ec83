import {
  branchChoices,
  conditionHolds,
  IncomparableVariable,
} from '../../../sandbox/automation/branch-choices';
import { InvalidDocument } from '../../../sandbox/automation/document';

const references = {
  parameters: { Text: 'Windows Server', Number: '5', Flag: 'true', Word: 'five' },
  system: {},
  outputs: { 'Step.Number': 5, 'Step.Flag': false, 'Step.List': ['a', 'b'] },
};

const choice = (condition: Readonly<Record<string, unknown>>) =>
  branchChoices({ Choices: [{ NextStep: 'Next', ...condition }] });
const holds = (condition: Readonly<Record<string, unknown>>): boolean =>
  choice(condition).every((each) => conditionHolds(each.condition, references));

const TRUE = { Variable: '{{ Text }}', StartsWith: 'Windows' };
const FALSE = { Variable: '{{ Text }}', StartsWith: 'Linux' };

describe('a choice', () => {
  test.each([
    ['Text', 'StringEquals', 'Windows Server', true],
    ['Text', 'StringEquals', 'windows server', false],
    ['Text', 'EqualsIgnoreCase', 'windows server', true],
    ['Text', 'EqualsIgnoreCase', 'windows', false],
    ['Text', 'StartsWith', 'Windows', true],
    ['Text', 'StartsWith', 'Server', false],
    ['Text', 'EndsWith', 'Server', true],
    ['Text', 'EndsWith', 'Windows', false],
    ['Text', 'Contains', 'dows Ser', true],
    ['Text', 'Contains', 'Linux', false],
    ['Step.List', 'Contains', '"b"', true],
    ['Number', 'NumericEquals', 5, true],
    ['Number', 'NumericEquals', 6, false],
    ['Step.Number', 'NumericEquals', 5, true],
    ['Number', 'NumericGreater', 4, true],
    ['Number', 'NumericGreater', 5, false],
    ['Number', 'NumericLesser', 6, true],
    ['Number', 'NumericLesser', 5, false],
    ['Number', 'NumericGreaterOrEquals', 5, true],
    ['Number', 'NumericGreaterOrEquals', 6, false],
    ['Number', 'NumericLesserOrEquals', 5, true],
    ['Number', 'NumericLesserOrEquals', 4, false],
    ['Flag', 'BooleanEquals', true, true],
    ['Flag', 'BooleanEquals', false, false],
    ['Step.Flag', 'BooleanEquals', false, true],
  ])('{{ %s }} %s %p: %p', (name, operator, value, expected) => {
    expect(holds({ Variable: `{{ ${name} }}`, [operator]: value })).toBe(expected);
  });

  test.each([
    [{ And: [TRUE, TRUE] }, true],
    [{ And: [TRUE, FALSE] }, false],
    [{ Or: [FALSE, TRUE] }, true],
    [{ Or: [FALSE, FALSE] }, false],
    [{ Not: FALSE }, true],
    [{ Not: TRUE }, false],
    [{ And: [TRUE, { Not: { Or: [FALSE, FALSE] } }] }, true],
  ])('%j: %p', (condition, expected) => {
    expect(holds(condition)).toBe(expected);
  });

  test.each([
    ['{{ Word }}', { NumericEquals: 5 }, 'five is not a number'],
    ['{{ Word }}', { BooleanEquals: true }, 'five is not true or false'],
  ])('whose variable %s cannot be compared by %j fails the step', (Variable, operation, problem) => {
    expect(() => holds({ Variable, ...operation })).toThrow(IncomparableVariable);
    expect(() => holds({ Variable, ...operation })).toThrow(problem);
  });

  test.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['an operator that AWS does not have', { Variable: 'x', NumericNotEquals: 1 }, 'NumericNotEquals 1'],
    ['a number as a text', { Variable: 'x', NumericEquals: '1' }, 'NumericEquals "1"'],
    ['a flag as a text', { Variable: 'x', BooleanEquals: 'true' }, 'BooleanEquals "true"'],
    ['a text as a number', { Variable: 'x', StringEquals: 1 }, 'StringEquals of a choice: got 1'],
    [
      'two operations',
      { Variable: 'x', Contains: 'a', EndsWith: 'b' },
      'one operation, got Contains, EndsWith',
    ],
    ['no operation', { Variable: 'x' }, 'one operation'],
    ['And beside a comparison', { And: [TRUE], ...TRUE }, 'Variable, StartsWith beside And'],
    ['And beside Or', { And: [TRUE], Or: [TRUE] }, 'Or beside And'],
    ['an empty And', { And: [] }, 'And of a choice is not a list'],
    ['a Not of two', { Not: [TRUE, TRUE] }, 'Not of a choice is not an object'],
  ])('with %s is refused by name', (_, condition, named) => {
    expect(() => choice(condition)).toThrow(InvalidDocument);
    expect(() => choice(condition)).toThrow(named);
  });
});
