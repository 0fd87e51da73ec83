import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PRICES } from '../../fleet/prices';
import { fillCostsPage } from '../../tools/costs-page';
import { ROOT } from './operator-runbook';

const page = readFileSync(join(ROOT, 'docs', 'costs.md'), 'utf8');

test('the prices of docs/costs.md are those of the code (npm run docs brings them up to date)', () => {
  expect(page).toContain('<!-- generated: prices -->');
  expect(fillCostsPage(page)).toBe(page);
});

test('the page holds every price, with both its sources', () => {
  const rows = page
    .split('\n')
    .filter((line) => Object.values(PRICES).some(({ what }) => line.includes(`| ${what} |`)));
  expect(rows).toHaveLength(Object.keys(PRICES).length);
  Object.values(PRICES).forEach(({ source, page: published }, index) => {
    expect(rows[index]).toContain(`(${source})`);
    expect(rows[index]).toContain(`(${published})`);
  });
});

test('tiers are told one after the other', () => {
  expect(page).toContain(
    'to 10 TB $0.25 per GB<br>to 30 TB $0.15 per GB<br>to 50 TB $0.075 per GB<br>then $0.05 per GB',
  );
  expect(page).toContain('to 100,000 $0.001 per evaluation');
});
