import { isColumn } from '../table/columns';
import type { Sorting } from '../table/sort';
import { FIRST_VIEW } from '../table/view-state';
import { sortMarks, vpcTableHead } from '../views/vpc-table';
import { toDom } from './to-dom';

/** The heads of the table as buttons: again on the same one turns the order round. */
export class SortableHead {
  private sorting: Sorting = FIRST_VIEW.sorting;

  constructor(
    private readonly head: HTMLElement,
    onSort: (sorting: Sorting) => void,
  ) {
    head.addEventListener('click', ({ target }) => {
      const button = target instanceof Element ? target.closest<HTMLElement>('[data-sort]') : null;
      const column = button?.dataset['sort'];
      if (!isColumn(column)) return;
      onSort({ column, descending: column === this.sorting.column && !this.sorting.descending });
    });
  }

  /** Words alone: browsers do not repeat buttons on each page that they print. */
  showPlain(): void {
    this.head.replaceChildren(toDom(vpcTableHead()));
  }

  /** In place, so that the button that was pressed keeps the focus. */
  show(sorting: Sorting): void {
    this.sorting = sorting;
    if (!this.head.querySelector('button')) this.head.replaceChildren(toDom(vpcTableHead(sorting)));
    for (const button of this.head.querySelectorAll<HTMLElement>('[data-sort]')) {
      const column = button.dataset['sort'];
      if (!isColumn(column)) continue;
      const { ariaSort, arrow } = sortMarks(column, sorting);
      button.closest('th')?.setAttribute('aria-sort', ariaSort);
      const shown = button.querySelector('.arrow');
      if (shown) shown.textContent = arrow;
    }
  }
}
