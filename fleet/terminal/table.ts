import { plainText } from './plain-text';
import type { Color, Terminal } from './terminal';

export interface TableRow {
  /** Text of any origin. */
  readonly cells: readonly string[];
  readonly color?: Color | undefined;
  /** Stands under the row, indented and of any length. */
  readonly below?: readonly string[];
}

/** Columns as wide as their longest cell. */
export function printTable(
  header: readonly string[],
  rows: readonly TableRow[],
  terminal: Terminal,
): readonly string[] {
  const plainRows = rows.map(({ cells }) => cells.map(plainText));
  const widths = header.map((title, column) =>
    Math.max(lengthOf(title), ...plainRows.map((cells) => lengthOf(cells[column] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => pad(cell, widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    terminal.paint('bold', line(header)),
    ...rows.flatMap(({ color, below = [] }, index) => {
      const printed = line(plainRows[index] ?? []);
      return [
        color ? terminal.paint(color, printed) : printed,
        ...below.filter((text) => text !== '').map((text) => `  ${plainText(text)}`),
      ];
    }),
  ];
}

const lengthOf = (text: string): number => [...text].length;
const pad = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - lengthOf(text)));
