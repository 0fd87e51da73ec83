import { plainText, printJson } from '../../../fleet/terminal/plain-text';
import { printTable } from '../../../fleet/terminal/table';
import { Terminal } from '../../../fleet/terminal/terminal';

const HOSTILE: readonly (readonly [string, string, string])[] = [
  ['an escape sequence that clears the screen', 'a\u001B[2Jb', 'a\uFFFD[2Jb'],
  ['an 8-bit control', 'a\u009B2Jb', 'a\uFFFD2Jb'],
  ['a title', '\u001B]0;owned\u0007', '\uFFFD]0;owned\uFFFD'],
  ['ends of lines', 'a\r\nb\u2028c', 'a b c'],
  ['a backspace', 'ok\u0008\u0008no', 'ok\uFFFD\uFFFDno'],
  ['text that is turned around', 'a\u202Eb', 'a\uFFFDb'],
  ['an invisible character', 'a\u200Bb', 'a\uFFFDb'],
  ['half a character', 'a\uD800b', 'a\uFFFDb'],
  ['harmless text of any script', 'Größe 大 🙂', 'Größe 大 🙂'],
];

test.each(HOSTILE)('a line stays a line that does nothing to a terminal: %s', (_, text, shown) => {
  expect(plainText(text)).toBe(shown);
});

test.each(HOSTILE)('JSON parses to the same and holds nothing that a terminal obeys: %s', (_, text) => {
  const printed = printJson({ text, [text]: [1] });
  expect(JSON.parse(printed)).toEqual({ text, [text]: [1] });
  expect(printed.replace(/\n/g, '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
});

const written: string[] = [];
const terminal = (color: boolean, loudness: 'quiet' | 'usual' | 'verbose' = 'usual'): Terminal =>
  new Terminal({
    out: (text) => written.push(`out: ${text}`),
    err: (text) => written.push(`err: ${text}`),
    color,
    loudness,
  });

beforeEach(() => written.splice(0));

test('a table is as wide as its longest cells, with text of any origin made harmless', () => {
  const rows = [
    { cells: ['vpc-1', 'a'], below: ['why: \u001B[31mred', ''] },
    { cells: ['vpc-long', 'b\nc'], color: 'red' as const },
  ];
  expect(printTable(['VPC', 'NAME'], rows, terminal(false))).toEqual([
    'VPC       NAME',
    'vpc-1     a',
    '  why: \uFFFD[31mred',
    'vpc-long  b c',
  ]);
});

test('colors are there when they are wanted, around whole lines', () => {
  const rows = [{ cells: ['vpc-1'], color: 'red' as const }];
  expect(printTable(['VPC'], rows, terminal(true))).toEqual([
    '\u001B[1mVPC\u001B[22m',
    '\u001B[31mvpc-1\u001B[39m',
  ]);
});

test.each([
  ['quiet', []],
  ['usual', ['note']],
  ['verbose', ['note', 'detail']],
] as const)('%s writes to standard error: %j, and problems in any case', (loudness, expected) => {
  const { note, detail } = { note: 'note', detail: 'detail' };
  const quiet = terminal(false, loudness);
  quiet.note(note);
  quiet.detail(detail);
  quiet.problem('problem\u0007');
  quiet.result(['result']);
  expect(written).toEqual([
    ...expected.map((text) => `err: ${text}\n`),
    'err: problem\uFFFD\n',
    'out: result\n',
  ]);
});
