import { applyPlans } from '../../../fleet/backfill/apply';
import { planPlace } from '../../../fleet/backfill/plan-place';
import { Terminal } from '../../../fleet/terminal/terminal';
import { EVERYTHING } from './apply-once';
import { bareVpcs, PlayedRegion } from './played-region';

const NOW = new Date('2026-06-15T12:00:00Z');

/** Several places that share a clock. */
async function applyTo(
  regions: readonly PlayedRegion[],
  given: { readonly sleep?: () => Promise<void>; readonly interrupted?: AbortSignal } = {},
) {
  let written = '';
  const err = (text: string): void => {
    written += text;
  };
  const terminal = new Terminal({ out: err, err, color: false, progress: true, loudness: 'usual' });
  const places = await Promise.all(regions.map(({ station }) => planPlace(station, EVERYTHING, [], NOW)));
  const [first] = regions;
  const applied = await applyPlans(places, {
    selection: EVERYTHING,
    isLimited: false,
    concurrency: 2,
    pollSeconds: 15,
    terminal,
    surroundings: {
      clock: () => first?.clock() ?? NOW,
      interrupted: given.interrupted ?? new AbortController().signal,
      sleep: async (milliseconds) => {
        await given.sleep?.();
        for (const region of regions) region.advance(milliseconds);
      },
    },
  });
  return { applied, written };
}

test('what AWS refuses in one place ends nothing in another', async () => {
  const refused = new PlayedRegion({ vpcs: bareVpcs(2) });
  refused.onCall = ({ name }) => {
    if (name === 'StartRemediationExecution')
      throw Object.assign(new Error('not authorized'), { name: 'AccessDeniedException', $metadata: {} });
  };
  const other = new PlayedRegion({ vpcs: bareVpcs(3) });
  const { applied } = await applyTo([refused, other]);
  expect(applied.places.map(({ problem }) => problem?.slice(0, 13))).toEqual(['access denied', undefined]);
  expect(applied.places.map(({ results }) => results[0]?.closed.length)).toEqual([0, 3]);
});

test('a place without gaps is asked for nothing more', async () => {
  const covered = new PlayedRegion({ vpcs: { 'vpc-0123456789abcdef0': [{}] } });
  const bare = new PlayedRegion({ vpcs: bareVpcs(1) });
  await applyTo([covered, bare]);
  expect(covered.callsOf('DescribeVpcs')).toHaveLength(1);
  expect(bare.callsOf('DescribeVpcs')).toHaveLength(3);
});

test('progress counts what has ended of all places, and is gone at the end', async () => {
  const { written } = await applyTo([
    new PlayedRegion({ vpcs: bareVpcs(2) }),
    new PlayedRegion({ vpcs: bareVpcs(3) }),
  ]);
  expect(written).toContain('5 remediations to start or to wait for, in 2 accounts and Regions');
  expect(written).toContain('0/5 remediations ended, 5 in flight');
  expect(written.endsWith('\r\u001B[K')).toBe(true);
});

test('an interruption while it sleeps ends it at once, and tells what is in flight', async () => {
  const region = new PlayedRegion({ vpcs: bareVpcs(3) });
  const stop = new AbortController();
  const sleep = (): Promise<void> => {
    stop.abort();
    return Promise.resolve();
  };
  const { applied } = await applyTo([region], { sleep, interrupted: stop.signal });
  expect(applied.isInterrupted).toBe(true);
  expect(applied.places[0]?.inFlight).toBe(3);
  expect(region.callsOf('DescribeVpcs')).toHaveLength(2);
});

test('a fault of ours ends it, and is not told as something of AWS', async () => {
  const region = new PlayedRegion({ vpcs: bareVpcs(1) });
  const sleep = (): Promise<void> => Promise.reject(new Error('no clock'));
  await expect(applyTo([region], { sleep })).rejects.toThrow('no clock');
});
