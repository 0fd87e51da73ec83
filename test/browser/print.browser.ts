import { sampleEvidence } from '../../bench/sample-evidence';
import { PageOpener } from './opened-page';
import { columnHead, shownIds, shownStandings } from './vpc-table';

const evidence = sampleEvidence(300);
const { gap } = evidence.summary.standings;

let opener: PageOpener;
beforeAll(async () => {
  opener = await PageOpener.start();
});
afterAll(() => opener.end());

const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
const BEFORE = `dispatchEvent(new Event('beforeprint'))`;
const AFTER = `dispatchEvent(new Event('afterprint'))`;

test('paper gets all rows of the view, the gravest first whatever they are sorted by, and is told which', async () => {
  const { page } = await opener.open(evidence, { hash: '#sort=-standing&page=2' });
  await page.evaluate(BEFORE);
  const standings = await page.locator('#vpcs-body tr.vpc .standing .mark').allTextContents();
  expect(standings).toHaveLength(300);
  expect([...new Set(standings)]).toEqual(['✕ Gap', '? Unknown', '– Not applicable', '✓ Covered']);
  expect(await page.locator('#vpcs-printed').textContent()).toBe('All 300 VPCs; gaps first, then unknown.');
});

test('paper gets what is filtered, and is told by what', async () => {
  const { page } = await opener.open(evidence, { hash: '#standing=gap&text=us-east-1' });
  const shown = await page.locator('#vpcs-body button.id').count();
  await page.evaluate(BEFORE);
  expect(await page.locator('#vpcs-printed').textContent()).toBe(
    `${shown} of 300 VPCs, those with the words “us-east-1”, standing Gap; gaps first, then unknown.`,
  );
});

test('after printing the view is what it was', async () => {
  const { page } = await opener.open(evidence, { hash: '#sort=-region&page=2&rows=25' });
  const before = await shownIds(page);
  const folded = await page.locator('details:not([open])').count();
  await page.evaluate(BEFORE);
  expect(await page.locator('details:not([open])').count()).toBe(0);
  await page.evaluate(AFTER);
  expect(await shownIds(page)).toEqual(before);
  expect(await shownStandings(page)).toHaveLength(25);
  expect(await page.locator('details:not([open])').count()).toBe(folded);
  expect(await columnHead(page, 'Region').getAttribute('aria-sort')).toBe('descending');
});

test.each(['A4', 'Letter'])('%s holds the width of the page, without its controls', async (format) => {
  const { page } = await opener.open(evidence, { colorScheme: 'dark', hash: '#standing=gap' });
  const pages = pagesOf(await page.pdf({ format }));
  expect(pages).toBeGreaterThan(3);
  expect(pages).toBeLessThan(12 + gap / 8);
  await page.setViewportSize({ width: format === 'A4' ? 703 : 725, height: 1000 });
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(BEFORE);
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(
    await page.locator('button:visible:not(.id), input:visible, select:visible, nav:visible').count(),
  ).toBe(0);
  expect(await page.evaluate('getComputedStyle(document.querySelector("h1")).color')).toBe('rgb(23, 32, 42)');
});
