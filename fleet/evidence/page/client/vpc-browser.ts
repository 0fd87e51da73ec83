import { NO_FILTER, rowFilter } from '../table/filter';
import { sortRows } from '../table/sort';
import { FIRST_VIEW, type ViewState } from '../table/view-state';
import type { VpcRow } from '../table/vpc-row';
import { h } from '../tree';
import { pagesOf, vpcControls, vpcPages } from '../views/vpc-controls';
import { printedInWords, shownInWords } from '../views/vpc-counts';
import { vpcDetailsRow, vpcTableRow } from '../views/vpc-table';
import { VPCS_IDS } from '../views/vpcs';
import { byId } from './by-id';
import { readControls, writeControls } from './controls';
import { SortableHead } from './sortable-head';
import { toDom } from './to-dom';

/** The table of VPCs: what is shown of it is a state, and whatever is done makes the next one. */
export class VpcBrowser {
  onChange: (state: ViewState) => void = () => undefined;
  private state = FIRST_VIEW;
  private matching: readonly VpcRow[] = [];
  private readonly matchingRows: ReturnType<typeof rowFilter>;
  private readonly head: SortableHead;
  private readonly controls = byId(VPCS_IDS.controls);
  private readonly body = byId(VPCS_IDS.body);
  private readonly pages = byId(VPCS_IDS.pages);

  constructor(
    private readonly rows: readonly VpcRow[],
    private readonly now: string,
  ) {
    this.matchingRows = rowFilter(rows);
    this.head = new SortableHead(byId(VPCS_IDS.head), (sorting) =>
      this.change({ ...this.state, sorting, page: 1 }),
    );
    this.listen();
  }

  /** Draws a state that came from elsewhere, such as a link. */
  show(state: ViewState): void {
    this.state = state;
    writeControls(this.controls, state.filter);
    this.draw();
  }

  bringIntoView(): void {
    byId(VPCS_IDS.title).scrollIntoView();
    byId(VPCS_IDS.title).focus({ preventScroll: true });
  }

  /** All rows of the view, the gravest first, whatever they are sorted by. */
  showForPrint(): void {
    byId(VPCS_IDS.printed).textContent = printedInWords(
      this.state.filter,
      this.matching.length,
      this.rows.length,
    );
    this.head.showPlain();
    this.drawRows(sortRows(this.matching, FIRST_VIEW.sorting));
  }

  showForScreen(): void {
    byId(VPCS_IDS.printed).textContent = '';
    this.draw();
  }

  private change(state: ViewState): void {
    this.state = state;
    this.draw();
    this.onChange(this.state);
  }

  private draw(): void {
    const { filter, sorting, rows, page } = this.state;
    this.matching = sortRows(this.matchingRows(filter), sorting);
    this.state = { ...this.state, page: Math.min(page, pagesOf(rows, this.matching.length)) };
    this.head.show(sorting);
    const start = (this.state.page - 1) * rows;
    this.drawRows(this.matching.slice(start, start + rows));
    this.drawCounts();
  }

  private drawRows(rows: readonly VpcRow[]): void {
    const { open } = this.state;
    const drawn = rows.flatMap((row, index) => {
      const id = `details-${index}`;
      const isOpen = open.includes(row.key);
      const tr = toDom(vpcTableRow(row, { isOpen, id }));
      return isOpen ? [tr, toDom(vpcDetailsRow(row, id, this.now))] : [tr];
    });
    this.body.replaceChildren(...drawn);
  }

  private drawCounts(): void {
    const matching = this.matching.length;
    byId(VPCS_IDS.count).textContent = shownInWords(this.state, matching, this.rows.length);
    const none = h('p', { class: 'none' }, 'No VPC is like that. Clear the filter to see all of them.');
    byId(VPCS_IDS.none).replaceChildren(...(matching === 0 && this.rows.length > 0 ? [toDom(none)] : []));
    const pages = vpcPages(this.state, matching);
    this.pages.replaceChildren(...(pages ? [toDom(pages)] : []));
  }

  private listen(): void {
    this.controls.replaceChildren(toDom(vpcControls(this.rows)));
    this.controls.addEventListener('input', () => this.narrow());
    this.controls.addEventListener('click', ({ target }) => {
      if (target instanceof Element && target.closest('[data-clear]')) this.clear();
    });
    this.body.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest<HTMLElement>('[data-key]') : null;
      if (button) this.toggle(button);
    });
    this.pages.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest<HTMLElement>('[data-page]') : null;
      if (button) this.turnTo(Number(button.dataset['page']));
    });
    this.pages.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLSelectElement) this.resize(Number(target.value));
    });
  }

  private narrow(): void {
    this.change({ ...this.state, filter: readControls(this.controls), page: 1 });
  }

  private clear(): void {
    writeControls(this.controls, NO_FILTER);
    this.narrow();
  }

  private turnTo(page: number): void {
    this.change({ ...this.state, page });
    this.bringIntoView();
  }

  private resize(rows: number): void {
    this.change({ ...this.state, rows, page: 1 });
    this.pages.querySelector('select')?.focus();
  }

  /** In place: the row stays where it is, and its button keeps the focus. */
  private toggle(button: HTMLElement): void {
    const key = button.dataset['key'] ?? '';
    const row = this.matching.find((each) => each.key === key);
    const tr = button.closest('tr');
    if (!row || !tr) return;
    const isOpen = !this.state.open.includes(key);
    const others = this.state.open.filter((each) => each !== key);
    this.state = { ...this.state, open: isOpen ? [...others, key] : others };
    button.setAttribute('aria-expanded', String(isOpen));
    const id = `details-${[...this.body.querySelectorAll('tr.vpc')].indexOf(tr)}`;
    if (isOpen) {
      button.setAttribute('aria-controls', id);
      tr.after(toDom(vpcDetailsRow(row, id, this.now)));
    } else {
      button.removeAttribute('aria-controls');
      document.getElementById(id)?.remove();
    }
    this.onChange(this.state);
  }
}
