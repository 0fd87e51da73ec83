import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CASES } from '../../conformance/cases/all';
import type { Difference } from '../../conformance/comparison';
import {
  entryProblems,
  type ListedDifference,
  reviewDifferences,
} from '../../conformance/listed-differences';
import { type ListedProblem, problemEntryProblems, reviewProblems } from '../../conformance/listed-problems';

const SOURCE = 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html';
const difference = (changes: Partial<Difference> = {}): Difference => ({
  operation: 'CreateVpc',
  case: 'tags',
  member: 'Vpc.State',
  moto: 'available',
  sandbox: 'pending',
  ...changes,
});
const entry = (changes: Partial<ListedDifference> = {}): ListedDifference => ({
  operation: 'CreateVpc',
  cases: ['tags'],
  member: 'Vpc.State',
  right: 'sandbox',
  why: 'the sample says so',
  source: SOURCE,
  ...changes,
});

describe('a difference', () => {
  test.each<[string, ListedDifference, boolean]>([
    ['operation, case and member', entry(), true],
    ['any case', entry({ cases: 'any' }), true],
    ['both answers', entry({ moto: 'available', sandbox: 'pending' }), true],
    ['another operation', entry({ operation: 'CreateSubnet' }), false],
    ['another case', entry({ cases: ['no tags'] }), false],
    ['another member', entry({ member: 'Vpc.Tags' }), false],
    ['another answer of moto', entry({ moto: 'x' }), false],
    ['another answer of the sandbox', entry({ sandbox: 'x' }), false],
  ])('is listed by an entry of %s, or not', (_, listed, isListed) => {
    const { listed: found, unlisted, stale } = reviewDifferences([difference()], [listed]);
    expect([found.length, unlisted.length, stale.length]).toEqual(isListed ? [1, 0, 0] : [0, 1, 1]);
  });

  test('that no longer shows makes its entry stale, for each case that the entry names', () => {
    const two = entry({ cases: ['tags', 'no tags'] });
    expect(reviewDifferences([difference()], [two]).stale).toEqual(['CreateVpc (no tags): Vpc.State']);
    expect(reviewDifferences([], [two]).stale).toHaveLength(2);
    expect(reviewDifferences([], [entry({ cases: 'any' })]).stale).toEqual(['CreateVpc (any): Vpc.State']);
  });
});

describe('an entry', () => {
  test.each<[string, Partial<ListedDifference>, number]>([
    ['that is whole', {}, 0],
    ['from elsewhere', { source: 'https://github.com/getmoto/moto/issues/1.html' }, 1],
    ['from a host that only begins like it', { source: 'https://docs.aws.amazon.com.example.org/x.html' }, 1],
    ['without cases', { cases: [] }, 1],
    ['without a reason', { why: ' ' }, 1],
    ['of a code without what each side says', { member: 'code', moto: 'ok' }, 1],
    ['of a code with it', { member: 'code', moto: 'ok', sandbox: 'A 400' }, 0],
  ])('%s', (_, changes, problems) => {
    expect(entryProblems([entry(changes)])).toHaveLength(problems);
  });
});

describe('a problem that a service model finds', () => {
  const text = 'config:PutEvaluations [200] request: x';
  const listed: ListedProblem = { text, why: 'another page says otherwise', source: SOURCE };

  test('is listed by its very words', () => {
    expect(reviewProblems([{ text, times: 2 }], [listed])).toEqual({ unlisted: [], stale: [] });
    const other = { text: `${text}y`, times: 1 };
    expect(reviewProblems([other], [listed])).toEqual({ unlisted: [other], stale: [text] });
  });

  test('needs a reason and a page', () => {
    expect(problemEntryProblems([listed])).toEqual([]);
    expect(problemEntryProblems([{ ...listed, why: '' }])).toHaveLength(1);
    expect(problemEntryProblems([{ ...listed, source: 'https://example.org/' }])).toHaveLength(1);
  });
});

const read = <T>(file: string): readonly T[] =>
  JSON.parse(readFileSync(join(__dirname, '../../conformance', file), 'utf8'));

describe('the lists of this repository', () => {
  const differences = read<ListedDifference>('listed-differences.json');

  test('are whole', () => {
    expect(differences.length).toBeGreaterThan(0);
    expect(entryProblems(differences)).toEqual([]);
    expect(problemEntryProblems(read<ListedProblem>('listed-problems.json'))).toEqual([]);
  });

  test('name cases that are replayed', () => {
    const replayed = new Set(CASES.map(({ operation, title }) => `${operation} (${title})`));
    const named = differences.flatMap(({ operation, cases }) =>
      cases === 'any' ? [] : cases.map((title) => `${operation} (${title})`),
    );
    expect(named.filter((each) => !replayed.has(each))).toEqual([]);
  });
});
