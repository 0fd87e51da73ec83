import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..');

/** Ways round the linter and the compiler that neither of them reports. */
const FORBIDDEN: readonly (readonly [string, RegExp, (file: string) => boolean])[] = [
  ['ts-nocheck and ts-ignore', /@ts-(nocheck|ignore)/, () => true],
  ['ts-expect-error outside tests', /@ts-expect-error/, (file) => !file.startsWith('test/')],
  ['biome-ignore outside tests', /biome-ignore/, (file) => !file.startsWith('test/')],
  ['eslint-disable', /eslint-disable/, () => true],
  ['skipped and unfinished tests', /\.(skip|failing|todo)\b\s*[(.`]/, (file) => file.startsWith('test/')],
];

const violations = (file: string, source: string): readonly string[] =>
  FORBIDDEN.filter(([, pattern, applies]) => applies(file) && pattern.test(source)).map(([name]) => name);

const GENERATED = ['node_modules', 'dist', 'cdk.out', 'coverage'];
const files = readdirSync(ROOT, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !GENERATED.includes(entry.name))
  .flatMap(({ name }) =>
    readdirSync(join(ROOT, name), { recursive: true, encoding: 'utf8' }).map((file) => join(name, file)),
  )
  .filter((file) => /\.(ts|cjs|js)$/.test(file) && file !== 'test/source-rules.test.ts');

test('no source file goes round the linter or the compiler', () => {
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((file) =>
    violations(file, readFileSync(join(ROOT, file), 'utf8')).map((name) => `${file}: ${name}`),
  );
  expect(found).toEqual([]);
});

test.each([
  ['policy/judge.ts', '// @ts-nocheck'],
  ['sandbox/lambda/function-worker.cjs', '/* @ts-ignore */'],
  ['lib/remediation.ts', '// @ts-expect-error'],
  ['policy/judge.ts', '// biome-ignore lint/suspicious/noExplicitAny: why'],
  ['test/policy/judge.test.ts', "test.skip.each([1])('%d', () => undefined)"],
  ['test/policy/judge.test.ts', "it.todo('later')"],
  ['test/policy/judge.test.ts', "it.failing('later', () => undefined)"],
])('in %s it would be found: %s', (file, source) => {
  expect(violations(file, source)).toHaveLength(1);
});
