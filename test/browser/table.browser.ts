import { sampleEvidence } from '../../bench/sample-evidence';
import { COLUMN_NAMES } from '../../fleet/evidence/page/table/columns';
import { vpcRows } from '../../fleet/evidence/page/table/vpc-row';
import { PageOpener } from './opened-page';
import {
  columnHead,
  control,
  details,
  focusedText,
  hashOf,
  shownCount,
  shownIds,
  shownStandings,
} from './vpc-table';

const evidence = sampleEvidence(300);
const rows = vpcRows(evidence);
const [first] = rows;
if (!first) throw new Error('the sample has no VPC');
const { gap } = evidence.summary.standings;

let opener: PageOpener;
beforeAll(async () => {
  opener = await PageOpener.start();
});
afterAll(() => opener.end());

const opened = async (hash = '') => (await opener.open(evidence, { hash })).page;

describe('the filter', () => {
  test('narrows the table as it is typed, and says how many are left', async () => {
    const page = await opened();
    expect(await shownCount(page)).toBe('300 VPCs, 1 to 50 shown');
    await control(page, 'text').fill(first.vpc.vpcId.slice(0, 12));
    expect(await shownIds(page)).toEqual([first.vpc.vpcId]);
    expect(await shownCount(page)).toBe('1 of 300 VPCs');
  });

  test('chooses a standing, and the link says so', async () => {
    const page = await opened();
    await control(page, 'standing').selectOption('gap');
    expect(await shownCount(page)).toBe(`${gap} of 300 VPCs`);
    expect(new Set(await shownStandings(page))).toEqual(new Set(['✕ Gap']));
    expect(hashOf(page)).toBe('#standing=gap');
  });

  test('that nothing meets says so, and can be cleared', async () => {
    const page = await opened('#text=nothing-is-called-so');
    expect(await shownCount(page)).toBe('None of 300 VPCs');
    expect(await page.locator('#vpcs-none').textContent()).toContain('No VPC is like that');
    await page.getByRole('button', { name: 'Clear' }).click();
    expect(await shownCount(page)).toBe('300 VPCs, 1 to 50 shown');
    expect(hashOf(page)).toBe('');
  });

  test('is set by a row of a chart', async () => {
    const page = await opened();
    await page.locator('#reasons').getByRole('link', { name: 'Traffic left out' }).click();
    const expected = rows.filter(({ reason }) => reason === 'traffic-type').map(({ vpc }) => vpc.vpcId);
    expect((await shownIds(page)).sort()).toEqual(expected.sort());
    expect(await control(page, 'reason').inputValue()).toBe('traffic-type');
  });
});

describe('sorting', () => {
  test.each(Object.entries(COLUMN_NAMES))(
    'by %s is said to the screen reader, and turns round',
    async (key, name) => {
      const page = await opened(key === 'vpc' ? '' : '#sort=vpc');
      const head = columnHead(page, name);
      const button = head.getByRole('button');
      await button.click();
      expect(await head.getAttribute('aria-sort')).toBe('ascending');
      const up = await shownIds(page);
      await button.click();
      expect(await head.getAttribute('aria-sort')).toBe('descending');
      expect(await page.locator('[aria-sort="ascending"], [aria-sort="descending"]').count()).toBe(1);
      expect(await shownIds(page)).not.toEqual(up);
      expect(hashOf(page)).toBe(`#sort=-${key}`);
      expect(await focusedText(page)).toBe(await button.textContent());
    },
  );
});

describe('a link', () => {
  test('shows the view that it was copied from', async () => {
    const page = await opened();
    await control(page, 'ec26').selectOption('disagrees');
    await columnHead(page, 'Region').getByRole('button').click();
    await page.locator('#vpcs-body button.id').nth(2).click();
    const [ids, hash] = [await shownIds(page), new URL(page.url()).hash];
    const other = await opened(hash);
    expect(await shownIds(other)).toEqual(ids);
    expect(await control(other, 'ec26').inputValue()).toBe('disagrees');
    expect(await details(other).getAttribute('aria-label')).toBe(`Details of ${ids[2]}`);
  });

  test('to a part of the page leaves the view as it is', async () => {
    const page = await opened('#standing=gap');
    await page.getByRole('navigation').getByRole('link', { name: 'Controls' }).click();
    expect(await shownCount(page)).toBe(`${gap} of 300 VPCs`);
  });

  test('that makes no sense shows the first view', async () => {
    const page = await opened('#sort=%3Cimg%3E&page=-1&rows=x&open=%22%3E');
    expect(await shownCount(page)).toBe('300 VPCs, 1 to 50 shown');
  });
});

describe('pages', () => {
  test('together hold every VPC once', async () => {
    const page = await opened('#rows=100');
    const seen: string[] = [];
    for (const number of [1, 2, 3]) {
      seen.push(...(await shownIds(page)));
      expect(await shownCount(page)).toContain(`${(number - 1) * 100 + 1} to ${number * 100} shown`);
      await page.getByRole('button', { name: 'Next' }).click({ force: true });
    }
    expect(seen.sort()).toEqual(rows.map(({ vpc }) => vpc.vpcId).sort());
  });

  test('can be longer', async () => {
    const page = await opened();
    await page.getByRole('combobox', { name: 'Rows' }).selectOption('500');
    expect(await shownIds(page)).toHaveLength(300);
    expect(hashOf(page)).toBe('#rows=500');
  });

  test('begin again when the filter changes', async () => {
    const page = await opened('#page=3');
    await control(page, 'standing').selectOption('covered');
    expect(await shownCount(page)).toContain('1 to 50 shown');
  });
});

describe('the details of a VPC', () => {
  const withAll = rows.find(({ reason }) => reason === 'delivery-failed');
  if (!withAll) throw new Error('the sample has no failed delivery');

  test('tell all that is known of it', async () => {
    const page = await opened(`#open=${withAll.key}&text=${withAll.vpc.vpcId}`);
    const text = (await details(page).innerText()).replace(/\s+/g, ' ');
    for (const known of [
      ...[
        'NON_COMPLIANT',
        'delivery FAILED: Access error',
        'arn:aws:s3:::central-flow-logs/network',
        '600 s',
      ],
      ...['FlowLogsLimitExceeded', 'five attempts failed', 'until 2026-12-01', 'Disagrees with our verdict'],
      ...[
        'EC2.6 looks at presence alone',
        'assumed-role/VpcFlowLogsCompliance-automation',
        'Flow log created',
      ],
    ])
      expect(text).toContain(known);
  });

  test('open and close by the keyboard, and the focus stays', async () => {
    const page = await opened();
    const button = page.locator('#vpcs-body button.id').first();
    await button.focus();
    await page.keyboard.press('Enter');
    expect(await button.getAttribute('aria-expanded')).toBe('true');
    expect(await details(page).count()).toBe(1);
    const controlled = await button.getAttribute('aria-controls');
    expect(await page.locator(`#${controlled} .details`).count()).toBe(1);
    expect(await focusedText(page)).toBe(await button.textContent());
    await page.keyboard.press('Space');
    expect(await button.getAttribute('aria-expanded')).toBe('false');
    expect(await details(page).count()).toBe(0);
    expect(hashOf(page)).toBe('');
  });
});
