import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ASSUMPTION_ROWS } from '../../sandbox/assumption-rows';
import { ANSWERS, LIKELY_ASSUMPTIONS } from '../../sandbox/assumptions';
import { PROBES } from '../../smoke/probes';
import { fillAssumptionsPage } from '../../tools/assumptions-page';
import { ROOT } from '../assembly';

describe('the rows of the assumptions', () => {
  const questions = ASSUMPTION_ROWS.flatMap(({ played }) => (typeof played === 'string' ? [] : played));

  test('are numbered without a gap', () => {
    expect(ASSUMPTION_ROWS.map(({ number }) => number)).toEqual(ASSUMPTION_ROWS.map((_, index) => index + 1));
  });

  test('ask every question that the sandbox can answer either way, once', () => {
    expect([...questions].sort()).toEqual(Object.keys(ANSWERS).sort());
  });

  test('are settled by one probe of the smoke test each, or say why not', () => {
    const settling = ASSUMPTION_ROWS.filter(({ smoke }) => 'settles' in smoke).map(({ number }) => number);
    const probed = PROBES.flatMap(({ rows }) => rows);
    expect([...probed].sort((left, right) => left - right)).toEqual(settling);
  });
});

test.each(Object.entries(ANSWERS))(
  'the first answer to %s is the one that is played',
  (question, [likely]) => {
    expect(LIKELY_ASSUMPTIONS).toHaveProperty(question, likely);
  },
);

test('the page of the assumptions is that of the rows (npm run docs brings it up to date)', () => {
  const page = readFileSync(join(ROOT, 'docs/assumptions.md'), 'utf8');
  expect(fillAssumptionsPage(page)).toBe(page);
});
