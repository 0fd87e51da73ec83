import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { renderPage } from '../../fleet/evidence/page/render-page';
import { launchChromium, NoChromiumError } from '../chromium';
import type { Figure } from '../figure';
import { megabytes, milliseconds, range } from '../numbers';
import { type Row, row, under } from '../row';
import { sampleEvidence } from '../sample-evidence';
import { spreadOf } from '../statistics';

const VPCS = 5_000;
const SIZE = 5_000_000;
const LIMIT_MS = 100;
const ROUNDS = 2;

interface Steps {
  readonly what: string;
  /** In the page, one after the other; each is measured to the frame that shows it. */
  readonly steps: readonly string[];
}

const set = (name: string, value: string): string =>
  `(() => { const control = document.querySelector('[name="${name}"]'); control.value = '${value}';
    control.dispatchEvent(new Event('input', { bubbles: true })); })()`;

const TEXTS = [
  'p',
  'pay',
  'payments',
  'payments production',
  'eu-west-1',
  'delivers to',
  'nothing at all',
  '',
];

const FILTER: Steps = {
  what: 'evidence page of 5,000 VPCs: a filter, to the frame that shows it',
  steps: [
    ...TEXTS.map((text) => set('text', text)),
    ...['gap', 'covered', ''].map((standing) => set('standing', standing)),
    ...['us-east-1', ''].map((region) => set('region', region)),
  ],
};

const COLUMNS = ['vpc', 'account', 'region', 'standing', 'reason', 'logs', 'ec26', 'evaluated'];

const SORT: Steps = {
  what: 'evidence page of 5,000 VPCs: a sort, to the frame that shows it',
  steps: [...COLUMNS, ...COLUMNS].map((key) => `document.querySelector('[data-sort="${key}"]').click()`),
};

/** A message that is sent in a frame arrives when the frame was drawn. */
const timed = (step: string): string => `new Promise((resolve) => {
  const start = performance.now();
  ${step};
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(performance.now() - start);
    port2.postMessage(undefined);
  });
})`;

async function measureSteps(browser: Browser, url: string, { what, steps }: Steps): Promise<Row> {
  const page = await browser.newPage();
  try {
    await page.goto(url);
    for (const step of steps) await page.evaluate(timed(step));
    const durations: number[] = [];
    for (let round = 0; round < ROUNDS; round++)
      for (const step of steps) durations.push(await page.evaluate<number>(timed(step)));
    const spread = spreadOf(durations);
    return row(what, spread.median, under(LIMIT_MS, milliseconds), {
      measured: milliseconds(spread.median),
      spread: range(spread, milliseconds),
    });
  } finally {
    await page.close();
  }
}

/** Without a browser nothing is known of the times, and no goal is met. */
async function measureInBrowser(url: string): Promise<readonly Row[]> {
  let browser: Browser;
  try {
    browser = await launchChromium();
  } catch (error) {
    if (!(error instanceof NoChromiumError)) throw error;
    return [FILTER, SORT].map((steps) => unmeasured(steps, error.message));
  }
  try {
    return [await measureSteps(browser, url, FILTER), await measureSteps(browser, url, SORT)];
  } finally {
    await browser.close();
  }
}

const unmeasured = ({ what }: Steps, why: string): Row => ({
  what,
  measured: why,
  spread: '',
  goal: under(LIMIT_MS, milliseconds).text,
  met: false,
});

export const page: Figure = {
  name: 'page',
  note: 'The evidence page is opened in Chromium from a file; each VPC has two flow logs, three evaluations, a remediation and eight events. Times are the medians of 26 filters and 32 sorts, after a round of each that is not counted.',
  async measure() {
    const folder = mkdtempSync(join(tmpdir(), 'bench-page-'));
    try {
      const html = renderPage(sampleEvidence(VPCS));
      const file = join(folder, 'evidence.html');
      writeFileSync(file, html);
      const bytes = Buffer.byteLength(html);
      const measured = megabytes(bytes);
      const size = row('evidence page of 5,000 VPCs: size', bytes, under(SIZE, megabytes), { measured });
      return [size, ...(await measureInBrowser(pathToFileURL(file).href))];
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};
