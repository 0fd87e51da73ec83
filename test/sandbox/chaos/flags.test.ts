import { readChaosFlags } from '../../../sandbox/chaos/flags';

test.each([
  [[], { mode: 'run', assembly: 'cdk.out', vpcs: 200, seed: 1, hours: 24 }],
  [
    ['--vpcs', '24', '--seed', '0', '--hours', '12', '--assembly', 'out'],
    { mode: 'run', assembly: 'out', vpcs: 24, seed: 0, hours: 12 },
  ],
  [['--planted'], { mode: 'planted', assembly: 'cdk.out' }],
  [['--help', '--planted'], { mode: 'help' }],
])('%j means %j', (args, flags) => {
  expect(readChaosFlags(args)).toEqual(flags);
});

test.each([
  [['--seed', ''], "--seed: got ''"],
  [['--seed', '1e3'], "--seed: got '1e3'"],
  [['--seed', '9007199254740993'], "--seed: got '9007199254740993'"],
  [['--vpcs', '0'], "--vpcs: got '0', allowed is a whole number of at least 1"],
  [['--hours', '-1'], '--hours'],
  [['--planted', '--seed', '3'], '--seed does not go with --planted'],
  [['--fast'], "Unknown option '--fast'"],
  [['200'], "Unexpected argument '200'"],
])('%j is refused', (args, problem) => {
  expect(() => readChaosFlags(args)).toThrow(problem);
});
