import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { hclName, hclString } from '../../../fleet/remedies/hcl-text';
import { shellWord } from '../../../fleet/remedies/shell-text';
import { constructId, typescriptString } from '../../../fleet/remedies/typescript-text';
import { argumentsOf, readHcl } from './read-back';

const HOSTILE = [
  "it's",
  '$(touch /tmp/owned)',
  '`id`',
  '"; rm -rf ~ #',
  "'; rm -rf ~; '",
  'line\nbreak',
  'carriage\rreturn',
  `\${file("/etc/passwd")}`,
  `$\${version} %{ if true }`,
  `$$\${a} $$$\${b} %%{c}`,
  '\\',
  '\\\\"',
  "\\'",
  '!history',
  `*?[a] ~ \${HOME} $HOME`,
  '\u001b[31mred\u0007',
  '\u202eesrever',
  '\u2028line separator',
  '// comment */ <!--',
  '-1',
  '',
  'ünïcödé 漢字 😀',
  '\u001b1',
];

const hostile = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc
    .array(
      fc.constantFrom('$', '{', '}', '%', '"', "'", '\\', '`', '\n', ' ', '(', ')', 'a', '1', '\u001b'),
      {
        maxLength: 12,
      },
    )
    .map((letters) => letters.join('')),
);

/** What a terminal obeys, hides or turns around: none of it stands in code as it is. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const shown = (text: string): string => text.replaceAll('\0', '\uFFFD');

test('whatever the text, a shell reads it as one word, which says nothing else', () => {
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 1, maxLength: 30 }), (texts) => {
      const words = texts.map(shellWord);
      expect(argumentsOf([`aws ${words.join(' ')}`])).toEqual(texts.map(shown));
      for (const word of words) expect(word).not.toMatch(INVISIBLE);
    }),
    { numRuns: 40 },
  );
});

test("no quote stands within $'…', where a shell that does not know it, as dash, would end the word", () => {
  fc.assert(
    fc.property(hostile, (text) => {
      expect(shellWord(text)).toMatch(/^([^'$]+|\$?'[^']*'(\\''[^']*')*)$/);
      expect(shellWord(`\u0001${text}`)).toMatch(/^\$'[^']*'$/);
    }),
    { numRuns: 500 },
  );
});

test('whatever the text, HCL reads it as one string, in which nothing is computed', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const quoted = hclString(text);
      const { attributes } = readHcl(`resource "aws_flow_log" "a" {\n  name = ${quoted}\n}`);
      expect(attributes).toEqual({ name: text });
      expect(quoted).not.toMatch(INVISIBLE);
    }),
    { numRuns: 500 },
  );
});

test('whatever the text, TypeScript reads it as one string', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const quoted = typescriptString(text);
      expect(runInNewContext(`[${quoted}]`)).toEqual([text]);
      expect(quoted).not.toMatch(INVISIBLE);
    }),
    { numRuns: 500 },
  );
});

test('half a pair of a character becomes one that says so, where the language has no escape for it', () => {
  expect(hclString('a\ud800b')).toBe('"a\uFFFDb"');
  expect(runInNewContext(typescriptString('a\ud800b'))).toBe('a\ud800b');
});

test.each([
  ['ALL', 'ALL'],
  ['arn:aws:s3:::central/network/', 'arn:aws:s3:::central/network/'],
  [`\${version} \${account-id}`, `'\${version} \${account-id}'`],
  ["it's", "'it'\\''s'"],
  ['', "''"],
  ['a\nb', "$'a\\012b'"],
  ["\u0001'; id #", "$'\\001\\047; id #'"],
  ['=ls', "'=ls'"],
  ['a=b', 'a=b'],
])('a shell is told %j as %s', (text, word) => {
  expect(shellWord(text)).toBe(word);
});

test.each([
  [`\${version} \${account-id}`, `"$\${version} $\${account-id}"`],
  ['100 % of $5', '"100 % of $5"'],
  [`$\${a}`, `"\\u0024$\${a}"`],
])('HCL is told %j as %s', (text, string) => {
  expect(hclString(text)).toBe(string);
});

test('names of blocks and constructs hold letters and digits, whatever they are made from', () => {
  expect(hclName('vpc-0a1b_all-traffic')).toBe('vpc_0a1b_all_traffic');
  expect(hclName('0"}\n')).toBe('_0___');
  expect(constructId('all-traffic', 'vpc-0a1b')).toBe('AllTrafficVpc0a1b');
  fc.assert(
    fc.property(hostile, (text) => {
      expect(hclName(text)).toMatch(/^(|[A-Za-z_]\w*)$/);
      expect(constructId(text)).toMatch(/^[A-Za-z0-9]*$/);
    }),
  );
});
