import { INVARIANTS } from '../../../sandbox/chaos/invariants';
import { type ChaosOptions, type ChaosRun, playChaos } from '../../../sandbox/chaos/run';
import { ESTATE, type FoundBug, find } from '../../../tools/find-planted-bugs';
import { PLANTED_BUGS } from '../../../tools/planted-bugs';
import { changedStack } from '../rehearsal';

const START = new Date('2027-01-04T08:00:00Z');
/** Milliseconds for all seeds on a busy machine. */
const LONGEST_SEARCH = 300_000;

const play = (options: Partial<ChaosOptions>): Promise<ChaosRun> =>
  playChaos(changedStack(), { ...ESTATE, start: START, seed: 1, ...options });

describe('under chaos', () => {
  test.each([1, 2, 3, 4])('every invariant holds with seed %i', async (seed) => {
    const { violations, endings } = await play({ seed });
    expect(violations).toEqual([]);
    expect([...endings.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(ESTATE.vpcs / 2);
  });

  test('the same seed is the same run, and another is another', async () => {
    const [first, again, other] = [await play({}), await play({}), await play({ seed: 2 })];
    expect({ ...again }).toEqual({ ...first });
    expect(other.fingerprint).not.toBe(first.fingerprint);
  });
});

describe('a planted bug', () => {
  const found: FoundBug[] = [];

  test.each(PLANTED_BUGS.map((bug) => [bug.name, bug] as const))(
    'is found: %s',
    async (_, bug) => {
      const result = await find(changedStack(), bug, START);
      found.push(result);
      expect(result.seed).toBeDefined();
    },
    LONGEST_SEARCH,
  );

  test('breaks one invariant or another, and all bugs together break each', () => {
    const broken = new Set(found.map(({ violation }) => violation?.invariant));
    expect([...broken].sort()).toEqual(Object.keys(INVARIANTS).sort());
  });
});
