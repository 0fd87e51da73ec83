import { readOptions, UsageError } from '../../bench/options';

const NAMES = ['calls', 'size'];

test.each([
  [[], { only: NAMES, write: false, help: false }],
  [['--write'], { only: NAMES, write: true, help: false }],
  [['--only', 'size'], { only: ['size'], write: false, help: false }],
  [['--only', 'size', '--only', 'calls'], { only: ['size', 'calls'], write: false, help: false }],
])('%j is understood', (args, options) => {
  expect(readOptions(args, NAMES)).toEqual(options);
});

test.each([
  ['--only', 'speed', '--only speed, allowed: calls, size'],
  ['--fast', '', 'npm run bench -- --write'],
  ['extra', '', 'npm run bench -- --write'],
])('%s %s is refused with what is allowed', (flag, value, allowed) => {
  const read = () => readOptions([flag, value].filter(Boolean), NAMES);
  expect(read).toThrow(UsageError);
  expect(read).toThrow(allowed);
});

test('half a table is not written into the page', () => {
  expect(() => readOptions(['--write', '--only', 'size'], NAMES)).toThrow('--write with --only');
});
