import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from '../../bench/chromium';
import type { Evidence } from '../../fleet/evidence/evidence';
import { renderPage } from '../../fleet/evidence/page/render-page';

export interface OpenedPage {
  readonly page: Page;
  /** What a page that keeps to itself never does: requests, dialogs, messages of the console, errors. */
  readonly noises: readonly string[];
}

/** A browser and the pages in it, opened from files as an auditor opens them. */
export class PageOpener {
  private constructor(
    private readonly browser: Browser,
    private readonly folder: string,
  ) {}

  static async start(): Promise<PageOpener> {
    return new PageOpener(await launchChromium(), mkdtempSync(join(tmpdir(), 'evidence-page-')));
  }

  async end(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true });
  }

  async open(
    evidence: Evidence,
    options: BrowserContextOptions & { hash?: string } = {},
  ): Promise<OpenedPage> {
    const { hash = '', ...contextOptions } = options;
    const file = join(this.folder, 'evidence.html');
    writeFileSync(file, renderPage(evidence));
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 800 },
      ...contextOptions,
    });
    const page = await context.newPage();
    const noises: string[] = [];
    page.on('console', (message) => noises.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => noises.push(`error: ${error.message}`));
    page.on('dialog', (dialog) => {
      noises.push(`dialog: ${dialog.message()}`);
      dialog.dismiss().catch(() => undefined);
    });
    page.on('request', (request) => {
      const url = request.url();
      if (!url.startsWith('file:') && !url.startsWith('data:image/svg+xml')) noises.push(`request: ${url}`);
    });
    await page.goto(`${pathToFileURL(file)}${hash}`);
    return { page, noises };
  }
}
