import { plainText } from './plain-text';

/**
 * A table as RFC 4180 has it, with each line ended and each cell quoted. Text of any origin is a line of its own cell,
 * and never a formula of a spreadsheet: https://owasp.org/www-community/attacks/CSV_Injection
 */
export const printCsv = (
  header: readonly string[],
  rows: Iterable<readonly (string | number | undefined)[]>,
): string => [header, ...rows].map((cells) => `${cells.map(printCell).join(',')}\r\n`).join('');

/**
 * What begins a formula, also where a spreadsheet begins a cell: after `;`, which separates cells where the comma is for
 * decimals, as in most of Europe, and quotes hold nothing together. The wide and the small forms are taken for the others
 * where Chinese, Japanese or Korean is the language.
 */
const FORMULA = /(?<=^|;["'\s]*)[=+\-@＝＋－＠﹦﹢﹣﹫]/gu;

function printCell(value: string | number | undefined): string {
  if (typeof value === 'number') return `"${value}"`;
  const harmless = plainText(value ?? '').replace(FORMULA, "'$&");
  return `"${harmless.replaceAll('"', '""')}"`;
}
