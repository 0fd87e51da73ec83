import { plainText } from './plain-text';

/**
 * A table as RFC 4180 has it, with each line ended and each cell quoted. Text of any origin is a line of its own cell,
 * and never a formula of a spreadsheet: https://owasp.org/www-community/attacks/CSV_Injection
 */
export const printCsv = (
  header: readonly string[],
  rows: Iterable<readonly (string | number | undefined)[]>,
): string => [header, ...rows].map((cells) => `${cells.map(printCell).join(',')}\r\n`).join('');

/** The wide forms are taken for the others where Chinese, Japanese or Korean is the language. */
const FORMULA = /^[=+\-@＝＋－＠]/u;

function printCell(value: string | number | undefined): string {
  if (typeof value === 'number') return `"${value}"`;
  const text = plainText(value ?? '');
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}
