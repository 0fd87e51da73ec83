import { count } from '../printed-values';
import { sortRows } from '../table/sort';
import { FIRST_VIEW } from '../table/view-state';
import type { VpcRow } from '../table/vpc-row';
import { h, type TreeElement } from '../tree';
import { vpcTableHead, vpcTableRow } from './vpc-table';

/** Where the page's script finds what it takes over. */
export const VPCS_IDS = {
  controls: 'vpcs-controls',
  count: 'vpcs-count',
  printed: 'vpcs-printed',
  head: 'vpcs-head',
  body: 'vpcs-body',
  none: 'vpcs-none',
  pages: 'vpcs-pages',
  title: 'vpcs-title',
} as const;

/** The first page of the table. The script makes it sortable, and puts its controls where there is room for them. */
export function vpcs(rows: readonly VpcRow[]): TreeElement {
  const shown = sortRows(rows, FIRST_VIEW.sorting).slice(0, FIRST_VIEW.rows);
  return h(
    'section',
    { class: 'card vpcs', 'aria-labelledby': VPCS_IDS.title, id: 'vpcs' },
    h('h2', { id: VPCS_IDS.title, tabindex: -1 }, 'VPCs'),
    h('div', { id: VPCS_IDS.controls }),
    h('p', { id: VPCS_IDS.count, role: 'status' }, firstCount(shown.length, rows.length)),
    h('p', { id: VPCS_IDS.printed, class: 'printed' }),
    h(
      'table',
      { class: 'data vpc-table', role: 'table', 'aria-labelledby': VPCS_IDS.title },
      h('thead', { role: 'rowgroup', id: VPCS_IDS.head }, vpcTableHead()),
      h(
        'tbody',
        { role: 'rowgroup', id: VPCS_IDS.body },
        shown.map((row) => vpcTableRow(row)),
      ),
    ),
    h('div', { id: VPCS_IDS.none }),
    h('div', { id: VPCS_IDS.pages }),
  );
}

function firstCount(shown: number, all: number): string {
  if (all === 0) return 'No VPC was found.';
  if (shown === all) return `All ${count(all)}, gaps first.`;
  return `The first ${count(shown)} of ${count(all)}, gaps first; evidence.csv has them all. Searching, sorting and details need JavaScript.`;
}
