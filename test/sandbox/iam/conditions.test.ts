import { identityEffect, policy, request } from './requests';

type Context = Readonly<Record<string, string | readonly string[]>>;

function holds(condition: object, context: Context): boolean {
  return identityEffect(policy({ Condition: condition }), request({ context })) === 'Allow';
}

const variable = (name: string) => `\${${name}}`;
const absent = undefined;
const topic = 'arn:aws:sns:eu-west-1:111122223333:topic';

/** Operator, value of the policy, value of the request, whether it holds. */
const rows: readonly (readonly [
  string,
  string | readonly string[],
  string | readonly string[] | undefined,
  boolean,
])[] = [
  ['StringEquals', 'a', 'a', true],
  ['StringEquals', 'a', 'A', false],
  ['StringEquals', ['b', 'a'], 'a', true],
  ['StringEquals', 'a*', 'abc', false],
  ['StringEquals', 'a*', 'a*', true],
  ['StringEquals', '', '', true],
  ['StringEquals', 'a', absent, false],
  ['StringNotEquals', 'a', 'b', true],
  ['StringNotEquals', 'a', 'a', false],
  ['StringNotEquals', ['b', 'a'], 'a', false],
  ['StringNotEquals', 'a', absent, true],
  ['StringEqualsIgnoreCase', 'Prod', 'pROD', true],
  ['StringEqualsIgnoreCase', 'Prod', 'Production', false],
  ['StringNotEqualsIgnoreCase', 'Prod', 'prod', false],
  ['StringNotEqualsIgnoreCase', 'Prod', absent, true],
  ['StringLike', 'home/*', 'home/ann/x', true],
  ['StringLike', 'home/?', 'home/a', true],
  ['StringLike', 'home/?', 'home/', false],
  ['StringLike', 'home/*', 'Home/ann', false],
  ['StringLike', 'a.c', 'abc', false],
  ['StringLike', 'arn:*:topic', topic, true],
  ['StringLike', 'a*', absent, false],
  ['StringNotLike', 'a*', 'abc', false],
  ['StringNotLike', 'a*', 'bcd', true],
  ['StringNotLike', 'a*', absent, true],
  ['ArnEquals', topic, topic, true],
  ['ArnEquals', 'arn:aws:sns:*:111122223333:*', topic, true],
  ['ArnLike', 'arn:aws:sns:*:111122223333:t*c', topic, true],
  ['ArnLike', 'arn:aws:sns:*:*:topic', 'arn:aws:sns:eu-west-1:1:2:topic', false],
  ['ArnLike', 'arn:aws:sns:*:*:*', 'arn:aws:sns:eu-west-1:1:2:topic', true],
  ['ArnLike', 'arn:aws:sns:*:topic:*', topic, false],
  ['ArnLike', 'arn:aws:sns:*:111122223333:TOPIC', topic, false],
  ['ArnLike', 'arn:*:*:*:*:*', 'topic', false],
  ['ArnLike', topic, absent, false],
  ['ArnNotEquals', topic, topic, false],
  ['ArnNotEquals', topic, absent, true],
  ['ArnNotLike', 'arn:aws:sns:*:444455556666:*', topic, true],
  ['ArnNotLike', 'arn:aws:sns:*:111122223333:*', topic, false],
  ['ArnNotLike', topic, absent, true],
  ['Bool', 'true', 'true', true],
  ['Bool', 'True', 'true', true],
  ['Bool', 'false', 'true', false],
  ['Bool', 'false', absent, false],
  ['Null', 'true', absent, true],
  ['Null', 'true', 'a', false],
  ['Null', 'false', 'a', true],
  ['Null', 'false', absent, false],
  ['Null', 'true', [], true],
  ['Null', 'false', ['a'], true],
  ['NumericEquals', '10', '10.0', true],
  ['NumericEquals', '10', '11', false],
  ['NumericEquals', '0', '', false],
  ['NumericNotEquals', '10', '11', true],
  ['NumericNotEquals', '10', absent, true],
  ['NumericLessThan', '10', '9', true],
  ['NumericLessThan', '10', '10', false],
  ['NumericLessThanEquals', '10', '10', true],
  ['NumericLessThanEquals', '10', '11', false],
  ['NumericGreaterThan', '10', '11', true],
  ['NumericGreaterThan', '10', '10', false],
  ['NumericGreaterThanEquals', '10', '10', true],
  ['NumericGreaterThanEquals', '10', '9', false],
  ['NumericGreaterThanEquals', '10', 'ten', false],
  ['NumericLessThan', '10', absent, false],
  ['StringEqualsIfExists', 'a', absent, true],
  ['StringEqualsIfExists', 'a', 'b', false],
  ['StringNotEqualsIfExists', 'a', absent, true],
  ['StringNotEqualsIfExists', 'a', 'a', false],
  ['ArnLikeIfExists', topic, absent, true],
  ['BoolIfExists', 'true', absent, true],
  ['NumericLessThanIfExists', '10', absent, true],
  ['ForAnyValue:StringEquals', ['a', 'b'], ['x', 'b'], true],
  ['ForAnyValue:StringEquals', ['a', 'b'], ['x'], false],
  ['ForAnyValue:StringEquals', ['a', 'b'], [], false],
  ['ForAnyValue:StringEquals', ['a', 'b'], absent, false],
  ['ForAnyValue:StringEqualsIfExists', ['a', 'b'], absent, true],
  ['ForAnyValue:StringLike', 'a*', ['x', 'ab'], true],
  ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'x'], true],
  ['ForAnyValue:StringNotEquals', ['a', 'b'], ['a', 'b'], false],
  ['ForAnyValue:StringNotEquals', ['a', 'b'], absent, false],
  ['ForAllValues:StringEquals', ['a', 'b'], ['b', 'a'], true],
  ['ForAllValues:StringEquals', ['a', 'b'], ['a', 'x'], false],
  ['ForAllValues:StringEquals', ['a', 'b'], [], true],
  ['ForAllValues:StringEquals', ['a', 'b'], '', true],
  ['ForAllValues:StringEquals', ['a', 'b'], absent, true],
  ['ForAllValues:StringNotEquals', ['a', 'b'], ['x', 'y'], true],
  ['ForAllValues:StringNotEquals', ['a', 'b'], ['x', 'a'], false],
  ['ForAllValues:ArnLike', 'arn:aws:sns:*:*:*', [topic, topic], true],
  ['ForAllValues:ArnLike', 'arn:aws:sns:*:*:*', [topic, 'x'], false],
];

it.each(rows)('%s %j, when the request has %j, holds: %p', (operator, wanted, value, expected) => {
  const context: Context = value === undefined ? {} : { 'aws:Key': value };
  expect(holds({ [operator]: { 'aws:Key': wanted } }, context)).toBe(expected);
});

it.each([
  [
    'a variable is resolved',
    'StringEquals',
    variable('aws:PrincipalAccount'),
    'x',
    { 'aws:PrincipalAccount': 'x' },
    true,
  ],
  [
    'a variable can be a part',
    'StringLike',
    `a/${variable('aws:PrincipalAccount')}/*`,
    'a/x/y',
    { 'AWS:principalaccount': 'x' },
    true,
  ],
  [
    'a variable can be an ARN',
    'ArnEquals',
    variable('aws:SourceArn'),
    topic,
    { 'aws:SourceArn': topic },
    true,
  ],
  [
    'a variable can be a part of an ARN',
    'ArnLike',
    `arn:aws:sns:*:${variable('aws:PrincipalAccount')}:*`,
    topic,
    { 'aws:PrincipalAccount': '111122223333' },
    true,
  ],
  [
    'a variable without value equals nothing',
    'StringEquals',
    variable('aws:PrincipalAccount'),
    variable('aws:PrincipalAccount'),
    {},
    false,
  ],
  [
    'a variable without value is like nothing',
    'StringLike',
    `*${variable('aws:PrincipalAccount')}*`,
    'x',
    {},
    false,
  ],
  [
    'a variable without value is unequal to all',
    'StringNotEquals',
    variable('aws:PrincipalAccount'),
    'x',
    {},
    true,
  ],
  ['a list is no variable', 'StringEquals', variable('aws:TagKeys'), 'x', { 'aws:TagKeys': ['x'] }, false],
  [
    'a resolved asterisk is no wildcard',
    'StringLike',
    variable('aws:PrincipalAccount'),
    'x',
    { 'aws:PrincipalAccount': '*' },
    false,
  ],
  ['an asterisk can be meant literally', 'StringLike', `a${variable('*')}`, 'a*', {}, true],
  ['a literal asterisk is no wildcard', 'StringLike', `a${variable('*')}`, 'ab', {}, false],
])('%s', (_title, operator, wanted, value, variables, expected) => {
  expect(holds({ [operator]: { 'aws:Key': wanted } }, { 'aws:Key': value, ...variables })).toBe(expected);
});

it('ignores the case of condition keys', () => {
  expect(holds({ StringEquals: { 'AWS:sourceaccount': 'a' } }, { 'aws:SourceAccount': 'a' })).toBe(true);
});

it.each([
  [{ 'aws:A': 'a', 'aws:B': 'b' }, true],
  [{ 'aws:A': 'a', 'aws:B': 'x' }, false],
  [{ 'aws:A': 'x', 'aws:B': 'b' }, false],
])('needs every key of an operator and every operator to hold: %j', (context, expected) => {
  expect(holds({ StringEquals: { 'aws:A': 'a', 'aws:B': 'b' } }, context)).toBe(expected);
  expect(holds({ StringEquals: { 'aws:A': 'a' }, StringLike: { 'aws:B': 'b' } }, context)).toBe(expected);
});

it('takes numbers and booleans of the policy for text', () => {
  expect(
    holds({ Bool: { 'aws:A': true }, NumericEquals: { 'aws:B': 5 } }, { 'aws:A': 'true', 'aws:B': '5' }),
  ).toBe(true);
});

it('refuses to compare a list of values without a set operator', () => {
  expect(() => holds({ StringEquals: { 'aws:Key': 'a' } }, { 'aws:Key': ['a'] })).toThrow(
    'policy statement 1 Condition StringEquals aws:Key: the request has a list of values for aws:Key; ' +
      'write ForAnyValue:StringEquals or ForAllValues:StringEquals',
  );
});

it.each(['aws:TagKeys', 'AWS:tagkeys', 'aws:CalledVia', 'aws:PrincipalOrgPaths', 'aws:SourceOrgPaths'])(
  'refuses to take a policy that compares %s without a set operator',
  (key) => {
    expect(() => holds({ StringEquals: { [key]: 'a' } }, {})).toThrow(
      `policy statement 1 Condition StringEquals ${key}: ${key} has a list of values; ` +
        'write ForAnyValue:StringEquals or ForAllValues:StringEquals',
    );
    expect(holds({ Null: { [key]: 'true' } }, {})).toBe(true);
  },
);
