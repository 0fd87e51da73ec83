import fc from 'fast-check';
import { applyOnce, leftOf } from './apply-once';
import { bareVpcs, type PlayedOptions, PlayedRegion, type PlayedRequirement, vpcIdOf } from './played-region';

/** What a VPC may be like at the beginning. */
const KINDS = ['bare', 'covered', 'broken', 'stale', 'lying', 'excepted'] as const;
type Kind = (typeof KINDS)[number];

function estateOf(kinds: readonly Kind[]): PlayedOptions {
  const of = (kind: Kind): string[] =>
    kinds.flatMap((each, index) => (each === kind ? [vpcIdOf(index)] : []));
  return {
    vpcs: Object.fromEntries(
      kinds.map((kind, index) => [
        vpcIdOf(index),
        kind === 'covered' ? [{ FlowLogId: `fl-own-${index}` }] : [],
      ]),
    ),
    broken: of('broken'),
    stale: of('stale'),
    lying: of('lying'),
    exceptions: Object.fromEntries(of('excepted').map((vpcId) => [vpcId, undefined])),
  };
}

const kinds = fc.array(
  fc.oneof({ weight: 6, arbitrary: fc.constant<Kind>('bare') }, fc.constantFrom(...KINDS)),
  { maxLength: 320, size: 'max' },
);

test('no key is started twice, no more are in flight than the limit, and only what is a gap is started', async () => {
  await fc.assert(
    fc.asyncProperty(
      kinds,
      fc.integer({ min: 1, max: 600 }),
      fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined }),
      async (given, seconds, limit) => {
        const region = new PlayedRegion({ ...estateOf(given), seconds });
        const run = await applyOnce(region, limit === undefined ? {} : { limit });
        expect([...region.starts.values()].every((times) => times === 1)).toBe(true);
        expect(region.mostInFlight).toBeLessThanOrEqual(200);
        expect(region.starts.size).toBeLessThanOrEqual(limit ?? given.length);
        const started = new Set([...region.starts.keys()].map((key) => key.split(' ')[1]));
        const kindOf = (vpcId: string | undefined) => given.find((_, index) => vpcIdOf(index) === vpcId);
        expect([...started].map(kindOf).filter((kind) => kind === 'covered' || kind === 'excepted')).toEqual(
          [],
        );
        const left = new Set(leftOf(run).map(({ vpcId }) => vpcId));
        for (const [index, kind] of given.entries()) {
          const isClosed = kind === 'covered' || (kind === 'bare' && started.has(vpcIdOf(index)));
          expect(left.has(vpcIdOf(index))).toBe(!isClosed);
        }
      },
    ),
    { numRuns: 25 },
  );
});

const throttled = () =>
  Object.assign(new Error('Rate exceeded'), {
    name: 'ThrottlingException',
    $metadata: { httpStatusCode: 400 },
  });

const killed = () => new Error('killed');

/** What happens at one call. */
const DISTURBANCES: Readonly<
  Record<string, (region: PlayedRegion, at: number, stop: AbortController) => void>
> = {
  'somebody interrupts it': (region, at, stop) => {
    region.onCall = (_, index) => {
      if (index === at) stop.abort();
    };
  },
  'the process is killed before it': (region, at) => {
    region.onCall = (_, index) => {
      if (index === at) throw killed();
    };
  },
  'the process is killed after it': (region, at) => {
    region.afterCall = (_, index) => {
      if (index === at) throw killed();
    };
  },
  'it is throttled': (region, at) => {
    region.onCall = (_, index) => {
      if (index === at) throw throttled();
    };
  },
  'its answer is lost': (region, at) => {
    region.afterCall = (_, index) => {
      if (index === at) throw throttled();
    };
  },
  'every fourth call after it is throttled': (region, at) => {
    region.onCall = (_, index) => {
      if (index >= at && index % 4 === 3) throw throttled();
    };
  },
};

/** Two that share what is created, and one that does not. */
const REQUIREMENTS: readonly PlayedRequirement[] = [
  { name: 'all-traffic' },
  { name: 'rejects', parameters: { trafficType: 'REJECT' } },
  {
    name: 'logs',
    destination: { type: 'cloud-watch-logs' },
    parameters: { destinationTypes: 'cloud-watch-logs' },
  },
];

/** Few looks, so that there are few calls to disturb. */
const SELDOM = { pollSeconds: 60 };

/** Two calls for each requirement. */
const VPCS = 101;

const outcomeOf = (region: PlayedRegion) =>
  Array.from({ length: VPCS }, (_, index) =>
    region.flowLogsOf(vpcIdOf(index)).map(({ LogDestination }) => LogDestination),
  );

test.each(Object.entries(DISTURBANCES))(
  'whatever call it is at which %s, a second run ends as one run does',
  async (_, disturb) => {
    const options: PlayedOptions = { vpcs: bareVpcs(VPCS), broken: [vpcIdOf(3)], requirements: REQUIREMENTS };
    const whole = new PlayedRegion(options);
    await applyOnce(whole, SELDOM);
    for (let at = 0; at < whole.calls.length; at += 1) {
      const region = new PlayedRegion(options);
      const stop = new AbortController();
      disturb(region, at, stop);
      await applyOnce(region, { ...SELDOM, interrupted: stop.signal }).catch((error: unknown) => {
        if (!/killed|Rate exceeded/.test(String(error))) throw error;
      });
      region.onCall = () => undefined;
      region.afterCall = () => undefined;
      const second = await applyOnce(region, SELDOM);
      expect(leftOf(second).map(({ vpcId }) => vpcId)).toEqual(
        REQUIREMENTS.map(() => vpcIdOf(3)).slice(0, 3),
      );
      expect(outcomeOf(region)).toEqual(outcomeOf(whole));
      const twice = [...region.starts].filter(([key, times]) => times > 1 && !key.endsWith(vpcIdOf(3)));
      expect(twice).toEqual([]);
    }
  },
);
