import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillAuditorsPage } from '../../tools/auditors-page';
import { ROOT } from './operator-runbook';

const page = readFileSync(join(ROOT, 'docs', 'auditors.md'), 'utf8');

test('the tables of docs/auditors.md are those of the code (npm run docs brings them up to date)', () => {
  expect(fillAuditorsPage(page)).toBe(page);
});

test.each(['standings', 'disagreements', 'controls'])('the page holds the table of %s', (name) => {
  expect(page).toContain(`<!-- generated: ${name} -->\n\n| `);
});
