import { readOptions, UsageError } from '../../bench/options';

const NAMES = ['calls', 'size'];

test.each([
  [[], { only: NAMES, readme: false, help: false }],
  [['--readme'], { only: NAMES, readme: true, help: false }],
  [['--only', 'size'], { only: ['size'], readme: false, help: false }],
  [['--only', 'size', '--only', 'calls'], { only: ['size', 'calls'], readme: false, help: false }],
])('%j is understood', (args, options) => {
  expect(readOptions(args, NAMES)).toEqual(options);
});

test.each([
  ['--only', 'speed', '--only speed, allowed: calls, size'],
  ['--fast', '', 'npm run bench -- --readme'],
  ['extra', '', 'npm run bench -- --readme'],
])('%s %s is refused with what is allowed', (flag, value, allowed) => {
  const read = () => readOptions([flag, value].filter(Boolean), NAMES);
  expect(read).toThrow(UsageError);
  expect(read).toThrow(allowed);
});

test('half a table is not written into the README', () => {
  expect(() => readOptions(['--readme', '--only', 'size'], NAMES)).toThrow('--readme with --only');
});
