import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillChaosPage } from '../../tools/chaos-page';
import { ROOT } from './operator-runbook';

const page = readFileSync(join(ROOT, 'docs', 'chaos.md'), 'utf8');

test('the lists of docs/chaos.md are those of the code (npm run docs brings them up to date)', () => {
  expect(fillChaosPage(page)).toBe(page);
});

test.each(['invariants', 'kinds', 'planted'])('the page holds the list of %s', (name) => {
  expect(page).toContain(`<!-- generated: ${name} -->`);
});
