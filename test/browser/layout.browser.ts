import type { Page } from 'playwright-core';
import { sampleEvidence } from '../../bench/sample-evidence';
import { vpcRows } from '../../fleet/evidence/page/table/vpc-row';
import { PageOpener } from './opened-page';

const evidence = sampleEvidence(300);
const withLogs = vpcRows(evidence).find(({ reason }) => reason === 'delivery-failed');
if (!withLogs) throw new Error('the sample has no failed delivery');

let opener: PageOpener;
beforeAll(async () => {
  opener = await PageOpener.start();
});
afterAll(() => opener.end());

/** What is folded away cannot be reached, and need not be. */
const REACHABLE = `[...document.querySelectorAll('a[href], button, input, select, summary')].filter((each) => each.checkVisibility())`;

const widthOf = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth');

test.each([360, 390, 600, 768, 1024, 1280, 1920])(
  'at %d pixels nothing needs to be scrolled sideways',
  async (width) => {
    const { page } = await opener.open(evidence, {
      viewport: { width, height: 740 },
      hash: `#text=${withLogs.vpc.vpcId}&open=${withLogs.key}`,
    });
    for (const summary of await page.locator('summary:visible').all()) await summary.click();
    expect(await widthOf(page)).toBeLessThanOrEqual(width);
  },
);

test('headings follow one another without a gap', async () => {
  const { page } = await opener.open(evidence, { hash: `#open=${withLogs.key}&text=${withLogs.vpc.vpcId}` });
  const levels = await page.evaluate<number[]>(
    `[...document.querySelectorAll('h1, h2, h3, h4')].map(({ tagName }) => Number(tagName[1]))`,
  );
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
});

test('the keyboard reaches everything in order, sees where it is, and is nowhere caught', async () => {
  const { page } = await opener.open(evidence, { hash: '#standing=gap&rows=25' });
  await page.evaluate('scrollTo(0, 0); document.activeElement.blur()');
  const expected = await page.evaluate<number>(`${REACHABLE}.length`);
  const reached = new Set<number>();
  const unseen: string[] = [];
  for (let step = 0; step < expected + 5; step++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate<{ index: number; outline: string; text: string }>(`(() => {
      const all = ${REACHABLE};
      const active = document.activeElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(active);
      return { index: all.indexOf(active), outline: outlineStyle === 'none' ? '0px' : outlineWidth, text: active.textContent };
    })()`);
    if (at.index < 0) continue;
    reached.add(at.index);
    if (Number.parseFloat(at.outline) < 2) unseen.push(at.text);
  }
  expect(unseen).toEqual([]);
  expect(reached.size).toBe(expected);
});

test('the link that skips shows itself when it is reached, and leads to the VPCs', async () => {
  const { page } = await opener.open(evidence);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the VPCs' });
  expect((await skip.boundingBox())?.x).toBeGreaterThanOrEqual(0);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.name')).toBe('text');
});

test('nothing moves by itself', async () => {
  const { page } = await opener.open(evidence);
  const moving = await page.evaluate<number>(
    `[...document.querySelectorAll('*')].filter((element) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
      return transitionDuration !== '0s' || animationName !== 'none' || scrollBehavior === 'smooth';
    }).length`,
  );
  expect(moving).toBe(0);
});
