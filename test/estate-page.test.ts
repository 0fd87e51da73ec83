import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shortened } from '../tools/estate-page';
import { ROOT } from './assembly';

const idle = (region: string) => `account 1, Region ${region}\nall-traffic: 0 covered, no gap: nothing to do`;

test('a transcript is shortened in its middle, and says by how many lines', () => {
  expect(shortened('a\nb\nc\nd\ne\n', [1, 2])).toEqual(['a', '[… 2 lines …]', 'd', 'e']);
});

test.each<readonly [string, readonly [number, number]]>([
  ['a\nb\nc', [1, 2]],
  ['a\nb\nc', [1, 1]],
  ['a', [5, 5]],
])('%j is shown whole where leaving out at most a line would save none', (text, kept) => {
  expect(shortened(text, kept)).toEqual(text.split('\n'));
});

test('Regions with nothing to do are told by their number, others as they are', () => {
  const text = [idle('eu-north-1'), idle('eu-west-2'), 'account 1, Region us-east-1', idle('us-east-2')].join(
    '\n\n',
  );
  expect(shortened(text, [10, 10])).toEqual([
    '[… 2 Regions with nothing to do …]',
    '',
    'account 1, Region us-east-1',
    '',
    '[… a Region with nothing to do …]',
  ]);
});

test('the page of the estate holds what a run has written', () => {
  const page = readFileSync(join(ROOT, 'docs', 'estate.md'), 'utf8');
  for (const line of [
    '23 gaps, 0 not applicable',
    '23 started, 23 closed, 0 left',
    '31 covered, 0 gaps',
    'session r.weber',
  ])
    expect(page).toContain(line);
});
