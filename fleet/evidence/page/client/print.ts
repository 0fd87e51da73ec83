import type { VpcBrowser } from './vpc-browser';

/** Paper has no pages to turn and nothing to unfold: all rows of the view are printed, and what is folded. */
export function expandForPrint(browser: VpcBrowser): void {
  let unfolded: readonly HTMLDetailsElement[] = [];
  addEventListener('beforeprint', () => {
    browser.showForPrint();
    unfolded = [...document.querySelectorAll('details')].filter(({ open }) => !open);
    for (const each of unfolded) each.open = true;
  });
  addEventListener('afterprint', () => {
    for (const each of unfolded) each.open = false;
    browser.showForScreen();
  });
}
