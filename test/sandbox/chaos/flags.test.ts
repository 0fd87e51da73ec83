import { readChaosFlags } from '../../../sandbox/chaos/flags';

test.each([
  [[], { mode: 'run', assembly: 'cdk.out', vpcs: 200, seed: 1, hours: 24 }],
  [
    ['--vpcs', '24', '--seed', '0', '--hours', '12', '--assembly', 'out'],
    { mode: 'run', assembly: 'out', vpcs: 24, seed: 0, hours: 12 },
  ],
  [
    ['--seeds', '3-5', '--jobs', '2'],
    { mode: 'series', assembly: 'cdk.out', vpcs: 200, hours: 24, seeds: [3, 4, 5], jobs: 2 },
  ],
  [
    ['--seeds', '7-7', '--hours', '6'],
    { mode: 'series', assembly: 'cdk.out', vpcs: 200, hours: 6, seeds: [7], jobs: 1 },
  ],
  [['--job', '--vpcs', '24'], { mode: 'job', assembly: 'cdk.out', vpcs: 24, hours: 24 }],
  [['--planted'], { mode: 'planted', assemblies: ['cdk.out'] }],
  [['--planted', '--assembly', 'a', '--assembly', 'b'], { mode: 'planted', assemblies: ['a', 'b'] }],
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
  [['--seeds', '20'], "--seeds: got '20', allowed is a range such as 1-20"],
  [['--seeds', '20-1'], "--seeds: got '20-1'"],
  [['--seeds', '0-1000'], "--seeds: got '0-1000', allowed is a range such as 1-20, of at most 1000 seeds"],
  [['--seeds', '1-20', '--jobs', '0'], "--jobs: got '0'"],
  [['--seeds', '1-20', '--seed', '3'], '--seed does not go with --seeds'],
  [['--seed', '3', '--jobs', '2'], '--jobs does not go with one seed'],
  [['--assembly', 'a', '--assembly', 'b'], '--assembly: several go with --planted only'],
  [['--planted', '--seed', '3'], '--seed does not go with --planted'],
  [['--fast'], "Unknown option '--fast'"],
  [['200'], "Unexpected argument '200'"],
])('%j is refused', (args, problem) => {
  expect(() => readChaosFlags(args)).toThrow(problem);
});
