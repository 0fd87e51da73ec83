import { mistypedNames } from '../../fleet/known-names';

const HERE = { requirement: ['all-traffic', 'rejects'], rule: ['rule-a', 'rule-b'] };
const THERE = { requirement: ['production'], rule: ['rule-c'] };
const DENIED = { accountId: '111122223333', cause: 'denied' };

test.each([
  ['a name that one place knows', { requirement: 'production' }, [HERE, THERE], [], []],
  ['no name', {}, [HERE], [], []],
  [
    'a mistyped requirement',
    { requirement: 'al-traffic' },
    [HERE, THERE],
    [],
    ["--requirement: Got 'al-traffic', allowed: all-traffic, production, rejects"],
  ],
  ['a mistyped rule', { rule: 'rule-x' }, [HERE], [], ["--rule: Got 'rule-x', allowed: rule-a, rule-b"]],
  [
    'a name where nothing is deployed',
    { requirement: 'all-traffic' },
    [{ requirement: [] }],
    [],
    ["--requirement: Got 'all-traffic', allowed: none, since no rule of ours is deployed here"],
  ],
  ['a name while a place could not be read', { requirement: 'al-traffic' }, [HERE], [DENIED], []],
  ['a name while a rule is in doubt', { requirement: 'al-traffic' }, [HERE, undefined], [], []],
] as const)('%s', (_, flags, places, unknown, mistakes) => {
  expect(mistypedNames(flags, places, unknown)).toEqual(mistakes);
});
