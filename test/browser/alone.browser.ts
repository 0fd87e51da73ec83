import { sampleEvidence } from '../../bench/sample-evidence';
import { PageOpener } from './opened-page';
import { columnHead, control, shownCount } from './vpc-table';

const evidence = sampleEvidence(300);
let opener: PageOpener;
beforeAll(async () => {
  opener = await PageOpener.start();
});
afterAll(() => opener.end());

test('the page asks nobody for anything, and complains of nothing, whatever is done with it', async () => {
  const { page, noises } = await opener.open(evidence);
  await control(page, 'text').fill('us-east-1');
  await columnHead(page, 'Account').getByRole('button').click();
  await page.locator('#vpcs-body button.id').first().click();
  await page.emulateMedia({ media: 'print' });
  await page.pdf();
  expect(noises).toEqual([]);
});

test('a request, a script and a style of anybody else are refused by its policy', async () => {
  const { page, noises } = await opener.open(evidence);
  const added = await page.evaluate(`(() => {
    const script = document.createElement('script');
    try { script.textContent = 'globalThis.ran = true'; } catch { return 'refused'; }
    document.head.append(script);
    return String(globalThis.ran);
  })()`);
  expect(added).toBe('refused');
  await page.evaluate(`fetch('https://example.com/').catch(() => undefined)`);
  await page.evaluate(`document.body.setAttribute('style', 'color: red')`);
  expect(await page.evaluate(`getComputedStyle(document.body).color`)).not.toBe('rgb(255, 0, 0)');
  expect(noises.filter((noise) => noise.startsWith('request'))).toEqual([]);
});

test('without a script the first screen and the first VPCs stand all the same, and nothing pretends to work', async () => {
  const { page } = await opener.open(evidence, { javaScriptEnabled: false });
  expect(await page.getByText('of 287 VPCs covered').count()).toBe(1);
  expect(await page.locator('#vpcs-body tr').count()).toBe(50);
  expect(await shownCount(page)).toContain('need JavaScript');
  expect(await page.locator('button, input, select').count()).toBe(0);
});
