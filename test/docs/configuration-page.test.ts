import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillConfigurationPage } from '../../tools/configuration-page';
import { ROOT } from './operator-runbook';

const page = readFileSync(join(ROOT, 'docs', 'configuration.md'), 'utf8');

test('the tables of docs/configuration.md are those of the code (npm run docs brings them up to date)', () => {
  expect(fillConfigurationPage(page)).toBe(page);
});

test.each(['parameters', 'destination', 'remediation', 'app'])('the page holds the table of %s', (name) => {
  expect(page).toContain(`<!-- generated: ${name} -->`);
});
