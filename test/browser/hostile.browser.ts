import { sampleEvidence } from '../../bench/sample-evidence';
import type { Evidence } from '../../fleet/evidence/evidence';
import { PageOpener } from './opened-page';
import { control, details } from './vpc-table';

/** What runs, asks or shows something where a text is taken for more than a text. */
const HOSTILE = [
  '<script>globalThis.ran = 1; alert(1)</script>',
  '</script><script>globalThis.ran = 1</script>',
  '<!--<script>',
  '<img src="https://example.com/x" onerror="globalThis.ran = 1">',
  '"><svg onload="globalThis.ran = 1">',
  "' onmouseover='globalThis.ran = 1",
  'javascript:globalThis.ran=1',
  '{{constructor.constructor("globalThis.ran = 1")()}}',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is hostile only as it stands
  '${globalThis.ran = 1}',
  '</style><style>@import "https://example.com/x"',
  '</title></textarea><iframe src="https://example.com/x"></iframe>',
  'a\u2028b\u2029c\u202Ed\u0000e\ud800f',
  '&lt;img src=x onerror=globalThis.ran=1&gt;',
  '__proto__',
];

/** Every text of the evidence that AWS or a tag says, replaced; what the page's own code chooses from stays. */
function poisoned(evidence: Evidence, text: string): Evidence {
  const KEPT = new Set([
    ...[
      'generatedAt',
      'standing',
      'compliance',
      'reason',
      'agreement',
      'kind',
      'state',
      'at',
      'by',
      'authority',
    ],
    ...['recordedAt', 'invokedAt', 'endedAt', 'createdAt', 'updatedAt', 'checkedAt', 'remediation'],
  ]);
  return JSON.parse(JSON.stringify(evidence), (key: string, value: unknown) =>
    typeof value === 'string' && !KEPT.has(key) && !/^\d+$/.test(key) ? text : value,
  );
}

let opener: PageOpener;
beforeAll(async () => {
  opener = await PageOpener.start();
});
afterAll(() => opener.end());

test.each(HOSTILE)('a text that is %j everywhere does nothing', async (text) => {
  const { page, noises } = await opener.open(poisoned(sampleEvidence(20), text));
  await page.locator('#vpcs-body button.id').first().click();
  for (const summary of await page.locator('summary:visible').all()) await summary.click();
  await control(page, 'text').fill(text.slice(0, 5));
  await control(page, 'region').selectOption({ index: 1 });
  await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
  expect(noises).toEqual([]);
  expect(await page.evaluate('globalThis.ran')).toBeUndefined();
  expect(await page.locator('img, iframe, object, embed, script:not([type])').count()).toBe(1);
  expect(await page.locator('a[href]:not([href^="#"]):not([href^="https://"])').count()).toBe(0);
});

test('it is shown as it is, where it can be shown', async () => {
  const text = '<b>"payments" & \'search\'</b>';
  const { page } = await opener.open(poisoned(sampleEvidence(20), text));
  expect(await page.locator('.vpc .name').first().textContent()).toBe(text);
  await page.locator('#vpcs-body button.id').first().click();
  expect(await details(page).locator('h3 bdi').textContent()).toBe(text);
});

test.each([
  '#text=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E',
  '#open=%3Cscript%3Ealert(1)%3C%2Fscript%3E',
  '#standing=%22%3E%3Csvg%20onload%3Dalert(1)%3E&account=javascript:alert(1)',
  '#__proto__=x&constructor=y',
])('a hostile link does nothing: %s', async (hash) => {
  const { page, noises } = await opener.open(sampleEvidence(20), { hash });
  await page.evaluate(`dispatchEvent(new Event('beforeprint'))`);
  expect(noises).toEqual([]);
});
