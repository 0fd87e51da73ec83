import { AGREEMENT_LABELS, REASON_LABELS, STANDING_LABELS } from '../labels';
import { count, time } from '../printed-values';
import { COLUMN_KEYS, COLUMN_NAMES, type ColumnKey } from '../table/columns';
import type { Sorting } from '../table/sort';
import type { VpcRow } from '../table/vpc-row';
import { h, type TreeElement, type TreeNode } from '../tree';
import { mark } from './mark';
import { vpcDetails } from './vpc-details';

/** Without a sorting the heads are words: nothing sorts where no script runs. */
export const vpcTableHead = (sorting?: Sorting): TreeElement =>
  h(
    'tr',
    { role: 'row' },
    COLUMN_KEYS.map((key) => columnHead(key, sorting)),
  );

function columnHead(key: ColumnKey, sorting?: Sorting): TreeElement {
  const common = { scope: 'col', role: 'columnheader', class: key };
  if (!sorting) return h('th', common, COLUMN_NAMES[key]);
  const { ariaSort, arrow } = sortMarks(key, sorting);
  return h(
    'th',
    { ...common, 'aria-sort': ariaSort },
    h(
      'button',
      { type: 'button', 'data-sort': key },
      COLUMN_NAMES[key],
      h('span', { class: 'arrow', 'aria-hidden': 'true' }, arrow),
    ),
  );
}

export function sortMarks(key: ColumnKey, { column, descending }: Sorting) {
  if (key !== column) return { ariaSort: 'none', arrow: '↕' };
  return descending ? { ariaSort: 'descending', arrow: '▼' } : { ariaSort: 'ascending', arrow: '▲' };
}

/** Details open by a button where a script runs. */
export const vpcTableRow = (
  row: VpcRow,
  details?: { readonly isOpen: boolean; readonly id: string },
): TreeElement =>
  h(
    'tr',
    { role: 'row', class: `vpc ${row.vpc.standing}` },
    COLUMN_KEYS.map((key) => {
      const label = { 'data-label': COLUMN_NAMES[key], class: key };
      return key === 'vpc'
        ? h('th', { scope: 'row', role: 'rowheader', ...label }, identity(row, details))
        : h('td', { role: 'cell', ...label }, CELLS[key](row));
    }),
  );

const identity = (
  { key, vpc }: VpcRow,
  details?: { readonly isOpen: boolean; readonly id: string },
): TreeNode[] => [
  details
    ? h(
        'button',
        {
          type: 'button',
          class: 'id',
          'data-key': key,
          'aria-expanded': String(details.isOpen),
          ...(details.isOpen ? { 'aria-controls': details.id } : {}),
        },
        vpc.vpcId,
      )
    : h('span', { class: 'id' }, vpc.vpcId),
  ...(vpc.name === undefined ? [] : [h('bdi', { class: 'name' }, vpc.name)]),
];

const CELLS: Readonly<Record<Exclude<ColumnKey, 'vpc'>, (row: VpcRow) => readonly TreeNode[]>> = {
  account: ({ region }) => [region.accountId],
  region: ({ region }) => [region.region],
  standing: ({ vpc }) => [mark(STANDING_LABELS[vpc.standing])],
  reason: ({ reason, why }) => [
    ...(reason ? [h('span', { class: 'reason-name' }, REASON_LABELS[reason])] : []),
    ...(reason && REASON_LABELS[reason].toLowerCase() === why ? [] : [h('bdi', { class: 'why' }, why)]),
  ],
  logs: ({ vpc }) => [count(vpc.flowLogs.length)],
  ec26: ({ vpc: { ec26 } }) => [
    ...(ec26.finding === undefined ? [] : [h('span', { class: 'finding' }, ec26.finding), ' ']),
    mark(AGREEMENT_LABELS[ec26.agreement]),
  ],
  evaluated: ({ evaluatedAt }) => [
    evaluatedAt === undefined
      ? h('span', { class: 'muted' }, 'never')
      : h('time', { datetime: evaluatedAt }, time(evaluatedAt)),
  ],
};

/** Under the row of its VPC, as wide as the table. */
export const vpcDetailsRow = (row: VpcRow, id: string, now: string): TreeElement =>
  h(
    'tr',
    { role: 'row', class: 'details-row', id },
    h('td', { role: 'cell', colspan: COLUMN_KEYS.length }, vpcDetails(row, now)),
  );
