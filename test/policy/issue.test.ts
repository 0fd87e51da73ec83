import { printIssue, printIssues, showValue } from '../../policy';

const issue = {
  setting: 'trafficType',
  got: '"ALLOW"',
  allowed: 'ALL, ACCEPT or REJECT',
  remedy: 'correct it',
};
const line = 'trafficType: got "ALLOW", allowed: ALL, ACCEPT or REJECT; correct it';

it('an issue is one line: what was got, what is allowed, what to do', () =>
  expect(printIssue(issue)).toBe(line));

it('issues are a list', () => expect(printIssues([issue, issue])).toBe(`- ${line}\n- ${line}`));

it.each<readonly [unknown, string]>([
  ['a"b\n', '"a\\"b\\n"'],
  [['a', 1], '["a",1]'],
  [undefined, 'undefined'],
  [null, 'null'],
  [600, '600'],
  [10n, '10'],
  ['x'.repeat(100), `"${'x'.repeat(78)}…`],
])('%p is shown as %s', (value, shown) => expect(showValue(value)).toBe(shown));

it('a value that holds itself is shown by its type, not thrown about', () => {
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  expect(showValue(circle)).toBe('[object Object]');
});

it('a cut never splits a pair of surrogates', () =>
  expect(showValue('😀'.repeat(100))).not.toMatch(/\p{Cs}/u));
