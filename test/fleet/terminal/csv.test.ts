import fc from 'fast-check';
import { printCsv } from '../../../fleet/terminal/csv';

/** As RFC 4180 has it, written apart from the printer. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let rest = text;
  while (rest !== '') {
    const [cell] = /^"(?:[^"]|"")*"/.exec(rest) ?? [];
    if (cell === undefined) throw new Error(`no cell: ${JSON.stringify(rest.slice(0, 40))}`);
    row.push(cell.slice(1, -1).replaceAll('""', '"'));
    rest = rest.slice(cell.length);
    if (rest.startsWith('\r\n')) {
      rows.push(row);
      row = [];
      rest = rest.slice(2);
    } else if (rest.startsWith(',')) rest = rest.slice(1);
    else throw new Error(`no end of a cell: ${JSON.stringify(rest.slice(0, 40))}`);
  }
  return rows;
}

/** What a spreadsheet, a terminal and a parser take amiss, in any order, among letters. */
const hostile = fc
  .array(
    fc.constantFrom(
      ...['=', '+', '-', '@', '\t', '\r', '\n', '"', "'", ',', ';', '|', ' ', '\u00A0', '\uFEFF', '\u200B'],
      ...[
        '\u001B[2J',
        '\u202E',
        '\u0000',
        '\u2028',
        '＝',
        '＠',
        '\uD800',
        'cmd',
        "=cmd|'/c calc'!A1",
        'vpc-1',
      ],
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));
const text = fc.oneof(hostile, fc.string({ unit: 'binary' }));

test.each([
  [['a', 'b'], '"a","b"\r\n'],
  [['say "no"', ''], '"say ""no""",""\r\n'],
  [['"', '""'], '"""",""""""\r\n'],
  [['a,b', 'two\nlines'], '"a,b","two lines"\r\n'],
  [[undefined, 5], '"","5"\r\n'],
  [[-1, '-1'], '"-1","\'-1"\r\n'],
  [['=1+1', '+1', '@SUM(A1)'], '"\'=1+1","\'+1","\'@SUM(A1)"\r\n'],
  [['a;=1', '; @A1', ';"-1', ";'+1", ';;=1;=2'], '"a;\'=1","; \'@A1",";""\'-1",";\'\'+1",";;\'=1;\'=2"\r\n'],
  [['﹦1', '﹢1', '﹣1', '﹫A1'], '"\'﹦1","\'﹢1","\'﹣1","\'﹫A1"\r\n'],
  [['a;b', 'a=b;c', 'x -1; y'], '"a;b","a=b;c","x -1; y"\r\n'],
  [['\t=1', '\r=1', ' =1', '\u00A0=1', '＝1'], '"\'=1","\'=1","\'=1","\'=1","\'＝1"\r\n'],
])('%j is a line of quoted cells, none of which is a formula', (cells, line) => {
  expect(printCsv([], [cells])).toBe(`\r\n${line}`);
});

test('whatever the texts, the table has its rows and cells, and no cell begins a formula or obeys', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(text, text, text)), (rows) => {
      const parsed = parseCsv(printCsv(['A', 'B', 'C'], rows));
      expect(parsed).toHaveLength(rows.length + 1);
      for (const row of parsed) {
        expect(row).toHaveLength(3);
        for (const cell of row) {
          expect(cell).not.toMatch(/(^|;["\s\p{Cc}]*)[=+\-@＝＋－＠]/u);
          expect(cell).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
        }
      }
    }),
  );
});

test('what is harmless stays as it is', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z0-9",:/][a-z0-9",:/=+@-]*$/), { minLength: 1 }), (cells) => {
      expect(parseCsv(printCsv(cells, []))).toEqual([cells]);
    }),
  );
});
