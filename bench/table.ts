import { markdownTable } from '../tools/markdown-table';
import type { Row } from './row';

const HEAD = ['what', 'measured', 'spread', 'goal', 'met'];

const cellsOf = ({ what, measured, spread, goal, met }: Row): readonly string[] => [
  what,
  measured,
  spread,
  goal,
  met ? 'yes' : 'NO',
];

/** Columns of text, each as wide as its widest cell. */
export function plainTable(rows: readonly Row[]): string {
  const lines = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const [head, ...body] = lines.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [head, widths.map((width) => '-'.repeat(width)).join('  '), ...body].join('\n');
}

export const markdown = (machine: string, rows: readonly Row[], notes: readonly string[]): string =>
  [
    `Measured on ${machine}.`,
    markdownTable(HEAD, rows.map(cellsOf)),
    notes.map((note) => `- ${note}`).join('\n'),
  ].join('\n\n');

const BLOCK = /<!-- bench -->[\s\S]*?<!-- end bench -->/;

/** @throws Error when the page has no place for it */
export function fillBlock(page: string, text: string): string {
  if (!BLOCK.test(page))
    throw new Error(
      'the page has no block between <!-- bench --> and <!-- end bench -->; add it where it belongs',
    );
  return page.replace(BLOCK, () => `<!-- bench -->\n\n${text}\n\n<!-- end bench -->`);
}
