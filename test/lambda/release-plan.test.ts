import fc from 'fast-check';
import { type Candidate, planReleases, RELEASE_INTERVAL_MS } from '../../lambda/release-plan';

const NOW = new Date('2027-03-01T12:00:10.000Z');
const HOUR = RELEASE_INTERVAL_MS;

const inHours = (hours: number, from = NOW): Date => new Date(from.getTime() + hours * HOUR);
const isNew = (vpcId: string): Candidate => ({ vpcId, isKnown: false });
const isKnown = (vpcId: string): Candidate => ({ vpcId, isKnown: true });
const waits = (vpcId: string, hours: number): Candidate => ({
  ...isKnown(vpcId),
  waitsUntil: inHours(hours),
});

interface Case {
  readonly rule: string;
  readonly candidates: readonly Candidate[];
  readonly cap: number;
  /** The hour of each whose exception is put or moved. */
  readonly postponed: Readonly<Record<string, number>>;
  readonly waiting: number;
}

const CASES: readonly Case[] = [
  { rule: 'nobody waits for nobody', candidates: [], cap: 1, postponed: {}, waiting: 0 },
  {
    rule: 'as many as the cap are released at once',
    candidates: [isNew('b'), isNew('a')],
    cap: 2,
    postponed: {},
    waiting: 0,
  },
  {
    rule: 'the others wait in order of their ids, as many in each hour',
    candidates: [isNew('e'), isNew('c'), isNew('d'), isNew('b'), isNew('a')],
    cap: 2,
    postponed: { c: 1, d: 1, e: 2 },
    waiting: 3,
  },
  {
    rule: 'what Config shows non-compliant already goes before what is new',
    candidates: [isNew('a'), isKnown('b'), isKnown('c')],
    cap: 1,
    postponed: { c: 1, a: 2 },
    waiting: 2,
  },
  {
    rule: 'who waits is left alone',
    candidates: [waits('a', 1), waits('b', 2), isKnown('c')],
    cap: 1,
    postponed: {},
    waiting: 2,
  },
  {
    rule: 'who is new fills what is free and overtakes nobody',
    candidates: [isNew('a'), isNew('b'), waits('c', 1), waits('d', 3)],
    cap: 1,
    postponed: { b: 2 },
    waiting: 3,
  },
  {
    rule: 'whose exception has ended stands in front, and those behind move on by one',
    candidates: [isKnown('a'), isKnown('b'), waits('c', 1), waits('d', 2)],
    cap: 1,
    postponed: { b: 1, c: 2, d: 3 },
    waiting: 3,
  },
  {
    rule: 'an exception that ends at this very sweep, seconds before or after it, is of the first hour',
    candidates: [waits('a', 0.01), isKnown('b'), isKnown('c')],
    cap: 2,
    postponed: { c: 1 },
    waiting: 2,
  },
  {
    rule: 'sweeps that come seconds late find the hours of the last one',
    candidates: [waits('a', 0.99), waits('b', 1.99), isNew('c'), isNew('d')],
    cap: 1,
    postponed: { d: 3 },
    waiting: 3,
  },
  {
    rule: 'a lower cap spreads those who wait already',
    candidates: [waits('a', 1), waits('b', 1), waits('c', 1)],
    cap: 1,
    postponed: { b: 2, c: 3 },
    waiting: 3,
  },
];

test.each(CASES)('$rule', ({ candidates, cap, postponed, waiting }) => {
  const plan = planReleases(candidates, cap, NOW);
  const hours = plan.postponed.map(({ vpcId, until }) => [vpcId, (until.getTime() - NOW.getTime()) / HOUR]);
  expect(Object.fromEntries(hours)).toEqual(postponed);
  expect(plan.waiting).toBe(waiting);
});

const anyCandidates = fc.uniqueArray(
  fc.record({
    vpcId: fc.integer({ min: 0, max: 999 }).map((number) => `vpc-${String(number).padStart(3, '0')}`),
    isKnown: fc.boolean(),
    waitsUntil: fc.option(
      fc.integer({ min: 1, max: 600 }).map((minutes) => new Date(NOW.getTime() + minutes * 60_000)),
      { nil: undefined },
    ),
  }),
  { selector: ({ vpcId }) => vpcId, maxLength: 60 },
);
const anyCap = fc.integer({ min: 1, max: 7 });

/** The hour in which each is released by a plan, as Config would do it by the ends of exceptions. */
function releases(candidates: readonly Candidate[], cap: number, now = NOW): ReadonlyMap<string, number> {
  const moved = new Map(
    planReleases(candidates, cap, now).postponed.map(({ vpcId, until }) => [vpcId, until]),
  );
  return new Map(
    candidates.map(({ vpcId, waitsUntil }) => {
      const end = moved.get(vpcId) ?? waitsUntil ?? now;
      return [vpcId, Math.max(0, Math.round((end.getTime() - now.getTime()) / HOUR))];
    }),
  );
}

test('no hour releases more than the cap, whoever waited until when', () => {
  fc.assert(
    fc.property(anyCandidates, anyCap, (candidates, cap) => {
      const perHour = new Map<number, number>();
      for (const hour of releases(candidates, cap).values()) perHour.set(hour, (perHour.get(hour) ?? 0) + 1);
      expect(Math.max(0, ...perHour.values())).toBeLessThanOrEqual(cap);
    }),
  );
});

test('a newcomer makes nobody else wait longer', () => {
  fc.assert(
    fc.property(anyCandidates, anyCap, (candidates, cap) => {
      const before = releases(candidates, cap);
      const after = releases([isNew('vpc-!'), ...candidates], cap);
      const others = candidates.filter((each) => each.isKnown || each.waitsUntil);
      expect(others.map(({ vpcId }) => after.get(vpcId))).toEqual(
        others.map(({ vpcId }) => before.get(vpcId)),
      );
    }),
  );
});

test('a plan that is made again changes nothing', () => {
  fc.assert(
    fc.property(anyCandidates, anyCap, (candidates, cap) => {
      const moved = new Map(planReleases(candidates, cap, NOW).postponed.map((each) => [each.vpcId, each]));
      const again = candidates.map(({ vpcId, isKnown: known, waitsUntil }) => ({
        vpcId,
        isKnown: known || moved.has(vpcId),
        waitsUntil: moved.get(vpcId)?.until ?? waitsUntil,
      }));
      expect(planReleases(again, cap, NOW).postponed).toEqual([]);
    }),
  );
});

type Reading = 'by itself' | 'with the next evaluation';

interface Sweeps {
  readonly reading: Reading;
  readonly cap: number;
  /** Hours between two sweeps. */
  readonly every: number;
  /** Seconds by which each sweep comes late or early, over and over. */
  readonly jitter: readonly number[];
  readonly vpcs: number;
  /** New VPCs that each of the first sweeps finds, whose ids come before all others. */
  readonly newcomers: number;
}

/**
 * Config, for as many sweeps as it takes: it starts what has no exception after an evaluation, and what waited either at the
 * end of its exception or after the next evaluation. What is started is repaired before the next sweep.
 */
function play({ reading, cap, every, jitter, vpcs, newcomers }: Sweeps) {
  const open = new Map<string, Candidate>();
  const startedAt = new Map<string, number>();
  const mostAtOnce: number[] = [];
  const start = (vpcId: string, hour: number): void => {
    open.delete(vpcId);
    startedAt.set(vpcId, hour);
  };
  for (let index = 0; index < vpcs; index += 1) open.set(`vpc-m${index}`, isNew(`vpc-m${index}`));
  let sweep = 0;
  for (; open.size > 0 && sweep < 400; sweep += 1) {
    const seconds = jitter[sweep % jitter.length] ?? 0;
    const now = new Date(inHours(sweep * every).getTime() + seconds * 1000);
    if (sweep < 20)
      for (let index = 0; index < newcomers; index += 1) {
        const vpcId = `vpc-a${sweep}-${index}`;
        open.set(vpcId, isNew(vpcId));
      }
    // What waits for the next evaluation, or ended while Config was about to start it, is held back no more.
    for (const [vpcId, { waitsUntil }] of open)
      if (waitsUntil && waitsUntil <= now) open.set(vpcId, isKnown(vpcId));
    const { postponed } = planReleases([...open.values()], cap, now);
    for (const { vpcId, until } of postponed) open.set(vpcId, { vpcId, isKnown: true, waitsUntil: until });
    const released = [...open.values()].filter(({ waitsUntil }) => !waitsUntil);
    mostAtOnce.push(released.length);
    for (const { vpcId } of released) start(vpcId, sweep * every);
    if (reading === 'with the next evaluation') continue;
    const next = inHours((sweep + 1) * every).getTime() + (jitter[(sweep + 1) % jitter.length] ?? 0) * 1000;
    const perHour = new Map<number, number>();
    for (const { vpcId, waitsUntil } of [...open.values()]) {
      if (!waitsUntil || waitsUntil.getTime() > next) continue;
      const hour = Math.round((waitsUntil.getTime() - NOW.getTime()) / HOUR);
      perHour.set(hour, (perHour.get(hour) ?? 0) + 1);
      start(vpcId, hour);
    }
    mostAtOnce.push(...perHour.values());
  }
  return { left: open.size, sweeps: sweep, mostAtOnce: Math.max(0, ...mostAtOnce), startedAt };
}

const anySweeps = fc.record({
  reading: fc.constantFrom<Reading>('by itself', 'with the next evaluation'),
  cap: fc.integer({ min: 2, max: 8 }),
  every: fc.constantFrom(1, 3, 6, 12, 24),
  jitter: fc.array(fc.integer({ min: -600, max: 600 }), { minLength: 1, maxLength: 5 }),
  vpcs: fc.integer({ min: 0, max: 60 }),
  newcomers: fc.integer({ min: 0, max: 1 }),
});

describe('sweep after sweep, whenever Config starts what waited', () => {
  test('never are more than the cap released at once, and everybody is in the end', () => {
    fc.assert(
      fc.property(anySweeps, (sweeps) => {
        const { left, mostAtOnce } = play(sweeps);
        expect(left).toBe(0);
        expect(mostAtOnce).toBeLessThanOrEqual(sweeps.cap);
      }),
      { numRuns: 300 },
    );
  });

  test.each<[Reading, number]>([
    ['by itself', 4],
    ['with the next evaluation', 24],
  ])(
    '%s: the last of forty, ten at a time and six-hourly, is released in hour %i at the latest',
    (reading, hour) => {
      const { startedAt } = play({
        reading,
        cap: 10,
        every: 6,
        jitter: [0, 20, -20],
        vpcs: 40,
        newcomers: 1,
      });
      const originals = [...startedAt].filter(([vpcId]) => vpcId.startsWith('vpc-m')).map(([, at]) => at);
      expect(originals).toHaveLength(40);
      expect(Math.max(...originals)).toBeLessThanOrEqual(hour);
    },
  );
});
