export interface TableRow {
  readonly cells: readonly string[];
  /** What would not fit into a column: it stands below the row. */
  readonly below: string;
}

/** Columns of text, each as wide as its widest cell. */
export const printColumns = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  columns(
    head,
    rows.map((cells) => ({ cells })),
  );

/** The same with a line below each row. */
export const printTable = (head: readonly string[], rows: readonly TableRow[]): string => columns(head, rows);

function columns(
  head: readonly string[],
  rows: readonly { readonly cells: readonly string[]; readonly below?: string }[],
): string {
  const lines = [head, ...rows.map(({ cells }) => cells)];
  const widths = head.map((_, column) => Math.max(...lines.map((cells) => (cells[column] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  const body = rows.flatMap(({ cells, below }) => [
    line(cells),
    ...(below === undefined ? [] : [`  ${below}`]),
  ]);
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body].join('\n');
}
