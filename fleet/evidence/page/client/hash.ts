import { FIRST_VIEW, parseHash, printHash } from '../table/view-state';
import type { VpcBrowser } from './vpc-browser';

/** A view of the table is its link: the address says what is shown, and shows what is said. */
export function keepInHash(browser: VpcBrowser): void {
  const read = (isFirst: boolean): void => {
    const state = parseHash(location.hash);
    if (state) browser.show(state);
    else if (isFirst) browser.show(FIRST_VIEW);
    if (state && location.hash.length > 1) browser.bringIntoView();
  };
  browser.onChange = (state) => {
    const hash = printHash(state);
    history.replaceState(null, '', hash === '' ? `${location.pathname}${location.search}` : `#${hash}`);
  };
  addEventListener('hashchange', () => read(false));
  read(true);
}
