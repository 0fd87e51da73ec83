import { filterPattern } from '../../../sandbox/ec2/filters';

describe('a filter value', () => {
  test.each([
    ['prod', 'prod', true],
    ['prod', 'production', false],
    ['prod', 'Prod', false],
    ['prod*', 'prod', true],
    ['prod*', 'production', true],
    ['*', '', true],
    ['*', 'two\nlines', true],
    ['prod?', 'prod', true],
    ['prod?', 'prods', true],
    ['prod?', 'production', false],
    ['?', '\u{1f600}', true],
    ['a.c', 'abc', false],
    ['[a]+$', '[a]+$', true],
    ['prod\\*', 'prod*', true],
    ['prod\\*', 'production', false],
    ['\\*amazon\\?\\\\', '*amazon?\\', true],
    ['end\\', 'end\\', true],
  ])('%j and the text %j: %s', (value, text, isMatch) => {
    expect(filterPattern(value).test(text)).toBe(isMatch);
  });
});
