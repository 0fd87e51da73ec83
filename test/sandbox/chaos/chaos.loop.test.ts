import { INVARIANTS } from '../../../sandbox/chaos/invariants';
import { type ChaosOptions, type ChaosRun, playChaos } from '../../../sandbox/chaos/run';
import { ESTATE, type FoundBug, find } from '../../../tools/find-planted-bugs';
import { PLANTED_BUGS } from '../../../tools/planted-bugs';
import { ASSEMBLY, LOG_GROUP_ASSEMBLY, MIXED_ASSEMBLY, STREAM_ASSEMBLY } from '../../assembly';
import { changedStack } from '../rehearsal';

const START = new Date('2027-01-04T08:00:00Z');
/** Milliseconds for all seeds, and for one of them, on a busy machine. */
const LONGEST_SEARCH = 300_000;
const LONGEST_RUN = 180_000;

const play = (options: Partial<ChaosOptions>, assembly = ASSEMBLY): Promise<ChaosRun> =>
  playChaos(changedStack(undefined, assembly), { ...ESTATE, start: START, seed: 1, ...options });
const ASSEMBLIES = [ASSEMBLY, LOG_GROUP_ASSEMBLY, STREAM_ASSEMBLY, MIXED_ASSEMBLY];

describe('under chaos', () => {
  test.each([
    ['a bucket', ASSEMBLY, { seed: 1 }],
    ['a log group', LOG_GROUP_ASSEMBLY, { seed: 2 }],
    ['a stream', STREAM_ASSEMBLY, { seed: 3 }],
    ['all three at once', MIXED_ASSEMBLY, { seed: 4, vpcs: 12 }],
  ])(
    'every invariant holds with %s',
    async (_, assembly, options) => {
      const { violations, endings } = await play({ hours: 6, ...options }, assembly);
      expect(violations).toEqual([]);
      const judged = [...endings.values()].reduce((sum, count) => sum + count, 0);
      expect(judged).toBeGreaterThan(ESTATE.vpcs / 2);
    },
    LONGEST_RUN,
  );

  test(
    'the same seed is the same run, and another is another',
    async () => {
      const small = { vpcs: 6, hours: 2 };
      const first = await play(small, MIXED_ASSEMBLY);
      const again = await play(small, MIXED_ASSEMBLY);
      const other = await play({ ...small, seed: 2 }, MIXED_ASSEMBLY);
      expect(again).toEqual(first);
      expect(other.fingerprint).not.toBe(first.fingerprint);
    },
    LONGEST_RUN,
  );
});

describe('a planted bug', () => {
  const found: FoundBug[] = [];
  const stacks = ASSEMBLIES.map((assembly) => changedStack(undefined, assembly));

  test.each(PLANTED_BUGS.map((bug) => [bug.name, bug] as const))(
    'is found: %s',
    async (_, bug) => {
      const result = await find(stacks, bug, START);
      found.push(result);
      expect(result.seed).toEqual(expect.any(Number));
    },
    LONGEST_SEARCH,
  );

  test('breaks one invariant or another, and all bugs together break each', () => {
    const broken = new Set(found.map(({ violation }) => violation?.invariant));
    expect([...broken].sort()).toEqual(Object.keys(INVARIANTS).sort());
  });
});
