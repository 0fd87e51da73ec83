import { h, type TreeElement, type TreeNode } from '../tree';

export interface Column {
  readonly name: string;
  readonly isNumber?: true;
}

export type Cell = TreeNode | readonly TreeNode[];

/**
 * A table whose first column names its rows. Roles are said although they are the elements' own: on a narrow screen each row
 * is drawn as a card, and browsers forget that it is a table.
 */
export const dataTable = (
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
): TreeElement =>
  h(
    'table',
    { class: 'data', role: 'table' },
    h('caption', {}, caption),
    h(
      'thead',
      { role: 'rowgroup' },
      h(
        'tr',
        { role: 'row' },
        columns.map(({ name, isNumber }) =>
          h('th', { scope: 'col', role: 'columnheader', ...(isNumber ? { class: 'number' } : {}) }, name),
        ),
      ),
    ),
    h(
      'tbody',
      { role: 'rowgroup' },
      rows.map((cells) =>
        h(
          'tr',
          { role: 'row' },
          cells.map((cell, index) => drawCell(columns[index], cell, index)),
        ),
      ),
    ),
  );

const drawCell = (column: Column | undefined, cell: Cell, index: number): TreeElement => {
  const shared = { 'data-label': column?.name ?? '', ...(column?.isNumber ? { class: 'number' } : {}) };
  return index === 0
    ? h('th', { scope: 'row', role: 'rowheader', ...shared }, cell)
    : h('td', { role: 'cell', ...shared }, cell);
};
