import type { Page } from 'playwright-core';

/** What the page shows of its table, as a reader would say it. */
export const shownIds = (page: Page): Promise<string[]> =>
  page.locator('#vpcs-body button.id').allTextContents();

export const shownStandings = (page: Page): Promise<string[]> =>
  page.locator('#vpcs-body tr.vpc .standing .mark').allTextContents();

export const shownCount = (page: Page): Promise<string | null> => page.locator('#vpcs-count').textContent();

export const hashOf = (page: Page): string => decodeURIComponent(new URL(page.url()).hash);

export const control = (page: Page, name: string) => page.locator(`#vpcs-controls [name="${name}"]`);

export const details = (page: Page) => page.locator('.details');

/** The head of a column of the table of VPCs; other tables have heads of the same names. */
export const columnHead = (page: Page, name: string) =>
  page.locator('#vpcs-head').getByRole('columnheader', { name });

export const focusedText = (page: Page): Promise<string> =>
  page.evaluate<string>('document.activeElement.textContent');
