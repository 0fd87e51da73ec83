import * as fc from 'fast-check';
import { isArnLike, isLike, isResourceLike } from '../../../../fleet/preflight/iam/pattern';

test.each([
  ['', '', true],
  ['', 'a', false],
  ['*', '', true],
  ['*', 'a:b/c', true],
  ['?', 'a', true],
  ['?', '', false],
  ['a*c', 'abc', true],
  ['a*c', 'ac', true],
  ['a*c', 'abd', false],
  ['*.amazonaws.com', 'logs.amazonaws.com', true],
  ['a.c', 'abc', false],
  ['AbC', 'abc', false],
])('%j is like %j: %p', (pattern, text, expected) => {
  expect(isLike(pattern, text)).toBe(expected);
});

const GROUP = 'arn:aws:logs:eu-central-1:111122223333:log-group:flow-logs';

test.each([
  [`${GROUP}:*`, `${GROUP}:log-stream:eni-1`, true],
  [GROUP, `${GROUP}:log-stream:eni-1`, false],
  [`${GROUP}*`, `${GROUP}:log-stream:eni-1`, true],
  ['arn:aws:logs:*:*:log-group:*', `${GROUP}:log-stream:eni-1`, true],
  ['arn:aws:logs:*:log-group:*', `${GROUP}:log-stream:eni-1`, true],
  ['arn:aws:logs:eu-*-1:111122223333:log-group:flow-logs', GROUP, true],
  // A star in the middle of a segment does not leave it.
  ['arn:aws:logs:eu*group:flow-logs', GROUP, false],
  ['*', GROUP, true],
])('the resource %s covers %s: %p', (pattern, resource, expected) => {
  expect(isResourceLike(pattern, resource)).toBe(expected);
});

test.each([
  ['arn:aws:logs:*:111122223333:*', GROUP, true],
  ['arn:aws:logs:eu-central-1:444455556666:*', GROUP, false],
  ['arn:*:*:*:*:*', GROUP, true],
  ['arn:aws:logs:*:log-group:flow-logs', GROUP, false],
  ['arn:aws:logs:*', GROUP, undefined],
  ['*', GROUP, undefined],
  ['arn:aws:logs:*:111122223333:*', 'no ARN', false],
])('the ARN %s is that of %s: %p', (pattern, arn, expected) => {
  expect(isArnLike(pattern, arn)).toBe(expected);
});

const plain = fc.stringMatching(/^[a-z:/.-]*$/);

test('a text without wildcards is like itself and like nothing else', () =>
  fc.assert(
    fc.property(plain, plain, (pattern, text) => {
      expect(isLike(pattern, text)).toBe(pattern === text);
      expect(isResourceLike(pattern, text)).toBe(pattern === text);
    }),
  ));

test('a star stands for any text wherever it is', () =>
  fc.assert(
    fc.property(plain, plain, plain, (before, middle, after) => {
      expect(isLike(`${before}*${after}`, `${before}${middle}${after}`)).toBe(true);
    }),
  ));

test('what a resource pattern covers, the looser text pattern is like as well', () => {
  const pattern = fc.stringMatching(/^[ab:*?]{0,8}$/);
  return fc.assert(
    fc.property(pattern, fc.stringMatching(/^[ab:]{0,8}$/), (glob, text) => {
      expect(!isResourceLike(glob, text) || isLike(glob, text)).toBe(true);
    }),
  );
});

test('agrees with a regular expression on any pattern', () =>
  fc.assert(
    fc.property(fc.stringMatching(/^[ab*?]{0,8}$/), fc.stringMatching(/^[ab]{0,8}$/), (glob, text) => {
      const expression = new RegExp(`^${glob.replaceAll('*', '.*').replaceAll('?', '.')}$`);
      expect(isLike(glob, text)).toBe(expression.test(text));
    }),
  ));
