import { resolved } from '../../conformance/case';
import { CASES } from '../../conformance/cases/all';
import { COMPARED_MEMBERS } from '../../conformance/compared-members';

describe('the replayed cases', () => {
  test('have titles of their own within an operation, so that a listed difference means one', () => {
    const compared = CASES.filter(({ isCleaning }) => !isCleaning);
    const names = compared.map(({ operation, title }) => `${operation} (${title})`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('use names that an earlier case keeps, or that nobody keeps', () => {
    const kept = new Set(CASES.flatMap(({ keeps = {} }) => Object.keys(keeps)));
    const early = CASES.flatMap(({ input, title }, index) => {
      const before = new Set(CASES.slice(0, index).flatMap(({ keeps = {} }) => Object.keys(keeps)));
      const used = [...JSON.stringify(input).matchAll(/\$([a-z]+\d+)/g)].map(([, name = '']) => name);
      return used.filter((name) => kept.has(name) && !before.has(name)).map((name) => `${title}: ${name}`);
    });
    expect(early).toEqual([]);
  });

  test('call every operation of which members are compared', () => {
    const called = new Set(CASES.map(({ operation }) => operation));
    expect(Object.keys(COMPARED_MEMBERS).filter((operation) => !called.has(operation))).toEqual([]);
  });
});

describe('a name in an input', () => {
  const kept = new Map([['vpc1', 'vpc-0123456789abcdef1']]);

  test.each<[string, unknown, unknown]>([
    ['stands for what was kept', { VpcIds: ['$vpc1'] }, { VpcIds: ['vpc-0123456789abcdef1'] }],
    ['that nobody kept is an unknown id of its kind', '$subnet9', 'subnet-0123456789abcdef0'],
    ['of no kind stays', '$price', '$price'],
    ['within braces is a field of a log format', `\${version}`, `\${version}`],
    [
      'leaves other values alone',
      { DryRun: true, MaxResults: 5, No: null },
      { DryRun: true, MaxResults: 5, No: null },
    ],
  ])('%s', (_, input, expected) => {
    expect(resolved(input, kept)).toEqual(expected);
  });
});
