import { readFileSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { sampleEvidence } from '../../bench/sample-evidence';
import { PageOpener } from './opened-page';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const evidence = sampleEvidence(300);
let opener: PageOpener;
beforeAll(async () => {
  opener = await PageOpener.start();
});
afterAll(() => opener.end());

/** Rules that are broken and where, best practices among them. */
async function violations(page: Page): Promise<readonly string[]> {
  await page.addScriptTag({ content: AXE });
  return page.evaluate<string[]>(`axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
    violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' ' + target + ': ' + failureSummary)))`);
}

const PHONE = { viewport: { width: 360, height: 740 } };

test.each<readonly [string, BrowserContextOptions, string]>([
  ['in light colours', { colorScheme: 'light' }, ''],
  ['in dark colours', { colorScheme: 'dark' }, ''],
  ['on a phone', PHONE, ''],
  ['on a phone, in dark colours', { ...PHONE, colorScheme: 'dark' }, ''],
  ['with details open', {}, '#text=REJECT&rows=25'],
  ['with details open, in dark colours', { colorScheme: 'dark' }, '#text=REJECT&rows=25'],
  ['with details open, on a phone', PHONE, '#text=REJECT&rows=25'],
  ['filtered to nothing', {}, '#text=nothing-is-called-so'],
])('axe finds nothing %s', async (_, options, hash) => {
  const { page } = await opener.open(evidence, { ...options, hash, bypassCSP: true });
  if (hash.includes('REJECT')) await page.locator('#vpcs-body button.id').first().click();
  expect(await violations(page)).toEqual([]);
});

test('axe would find what is wrong', async () => {
  const { page } = await opener.open(evidence, { bypassCSP: true });
  await page.evaluate('document.querySelector("#vpcs-controls label:has(select) span").remove()');
  expect(await violations(page)).not.toEqual([]);
});
