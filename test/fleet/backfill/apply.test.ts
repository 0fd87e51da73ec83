import { StartRemediationExecutionCommand } from '@aws-sdk/client-config-service';
import { applyOnce, leftOf } from './apply-once';
import { bareVpcs, PlayedRegion, vpcIdOf } from './played-region';

const MUTATION = 'StartRemediationExecution';

const started = (vpcIds: readonly string[]) =>
  new StartRemediationExecutionCommand({
    ConfigRuleName: 'rule-all-traffic',
    ResourceKeys: vpcIds.map((resourceId) => ({ resourceType: 'AWS::EC2::VPC', resourceId })),
  });

const keysOf = (region: PlayedRegion) =>
  region.callsOf(MUTATION).map(({ input }) => input.ResourceKeys.length);

describe('backfill --apply', () => {
  test('closes 250 gaps in three calls of a hundred keys at most, and a second run calls nothing that changes', async () => {
    const region = new PlayedRegion({ vpcs: bareVpcs(250) });
    const run = await applyOnce(region);
    expect(leftOf(run)).toEqual([]);
    expect(run.applied.places[0]?.results[0]?.closed).toHaveLength(250);
    expect(keysOf(region)).toEqual([100, 100, 50]);
    expect(region.mostInFlight).toBeLessThanOrEqual(200);
    region.calls.length = 0;
    const again = await applyOnce(region);
    expect(leftOf(again)).toEqual([]);
    expect(region.calls.map(({ name }) => name).filter((name) => !/^(Describe|Get)/.test(name))).toEqual([]);
    expect(region.callsOf('DescribeRemediationExecutionStatus')).toEqual([]);
  });

  test('a VPC whose execution fails is left with the reason, and the others are closed', async () => {
    const region = new PlayedRegion({ vpcs: bareVpcs(30), broken: [vpcIdOf(7)] });
    const run = await applyOnce(region);
    expect(leftOf(run)).toEqual([
      expect.objectContaining({
        vpcId: vpcIdOf(7),
        annotation: 'no flow log',
        reason: 'its execution failed: Fail: flow logs are not in place',
      }),
    ]);
  });

  test('an execution that succeeded is no proof', async () => {
    const region = new PlayedRegion({ vpcs: bareVpcs(2), lying: [vpcIdOf(1)] });
    const run = await applyOnce(region);
    expect(leftOf(run)).toMatchObject([
      { vpcId: vpcIdOf(1), reason: 'its execution succeeded, and it is a gap all the same' },
    ]);
  });

  test('what is in flight is waited for and not started', async () => {
    const region = new PlayedRegion({ vpcs: bareVpcs(3) });
    await region.station.clients.config.send(started([vpcIdOf(0), vpcIdOf(1), vpcIdOf(2)]));
    region.calls.length = 0;
    const run = await applyOnce(region);
    expect(leftOf(run)).toEqual([]);
    expect(keysOf(region)).toEqual([]);
  });

  test('what Config takes for compliant is told with the way to have it judged again', async () => {
    const region = new PlayedRegion({ vpcs: bareVpcs(2), stale: [vpcIdOf(0)] });
    const run = await applyOnce(region);
    expect(leftOf(run)).toMatchObject([
      {
        vpcId: vpcIdOf(0),
        reason: 'AWS Config did not start it: The resource is already compliant.',
        remedy: expect.stringContaining(
          'aws configservice start-config-rules-evaluation --region eu-west-1 --config-rule-names rule-all-traffic',
        ),
      },
    ]);
    expect(keysOf(region)).toEqual([2]);
  });
});

test('a rule that is named like code stands as a name in the code that is told', async () => {
  const region = new PlayedRegion({ vpcs: bareVpcs(1), stale: [vpcIdOf(0)], rulePrefix: '`id` $(id) ' });
  expect(leftOf(await applyOnce(region))).toMatchObject([
    { remedy: expect.stringContaining("--config-rule-names '`id` $(id) all-traffic'; then") },
  ]);
});

describe('what Config refuses', () => {
  test('in passing is started again at the next look', async () => {
    const region = new PlayedRegion({ vpcs: bareVpcs(3), busy: { [vpcIdOf(1)]: 2 } });
    const run = await applyOnce(region);
    expect(leftOf(run)).toEqual([]);
    expect(keysOf(region)).toEqual([3, 1, 1]);
  });

  test('again and again is left with what Config says, and holds up no other', async () => {
    const region = new PlayedRegion({ vpcs: bareVpcs(3), busy: { [vpcIdOf(1)]: 99 } });
    const run = await applyOnce(region);
    expect(leftOf(run)).toMatchObject([
      {
        vpcId: vpcIdOf(1),
        reason: 'AWS Config did not start it: Rate exceeded. Please try again., 5 times',
        remedy: 'run this again',
      },
    ]);
    expect(keysOf(region)).toEqual([3, 1, 1, 1, 1]);
  });

  test('for want of a permission ends the place, and what was started before is told', async () => {
    const region = new PlayedRegion({ vpcs: bareVpcs(250), seconds: 60 });
    region.onCall = ({ name }) => {
      if (name === MUTATION && region.callsOf(MUTATION).length === 2)
        throw Object.assign(new Error('not authorized'), { name: 'AccessDeniedException', $metadata: {} });
    };
    const { applied } = await applyOnce(region);
    const [place] = applied.places;
    expect(place?.problem).toMatch(/access denied/);
    expect(place?.results[0]?.started).toHaveLength(100);
    expect(place?.inFlight).toBe(100);
    expect(place?.results[0]?.closed).toEqual([]);
    expect(place?.results[0]?.left).toHaveLength(250);
  });
});

test.each([
  ['at once', 'manual', /^AWS Config has told nothing new of it for 3[0-4] minutes$/],
  ['after five minutes', 'automatic', /^AWS Config has told nothing new of it for 3[5-9] minutes$/],
] as const)(
  'an execution of which nothing is heard any more is left, and the others are closed: one that creates %s',
  async (_, mode, reason) => {
    const requirements = [{ name: 'all-traffic', mode }];
    const region = new PlayedRegion({ vpcs: bareVpcs(3), stuck: [vpcIdOf(2)], requirements });
    const run = await applyOnce(region);
    expect(leftOf(run)).toMatchObject([{ vpcId: vpcIdOf(2), reason: expect.stringMatching(reason) }]);
  },
);

test('the execution before, which Config may still show, is not taken for the one that was just started', async () => {
  const failedBefore = [vpcIdOf(0)];
  const region = new PlayedRegion({ vpcs: bareVpcs(1), failedBefore, lateStatus: 40 });
  const run = await applyOnce(region);
  expect(leftOf(run)).toEqual([]);
  expect([...region.starts.values()]).toEqual([1]);
});

test('more is started as soon as a whole call has room, and never before', async () => {
  const region = new PlayedRegion({ vpcs: bareVpcs(450), seconds: 300 });
  const seen: number[] = [];
  region.onCall = ({ name }) => {
    if (name === MUTATION) seen.push(region.underWay);
  };
  expect(leftOf(await applyOnce(region))).toEqual([]);
  expect(keysOf(region)).toEqual([100, 100, 100, 100, 50]);
  expect(seen.slice(0, 2)).toEqual([0, 100]);
  for (const underWay of seen.slice(2)) expect(underWay).toBeLessThanOrEqual(150);
});

test('a requirement is judged anew when its turn comes, after what was created for the one before', async () => {
  const requirements = [{ name: 'all-traffic' }, { name: 'rejects', parameters: { trafficType: 'REJECT' } }];
  const region = new PlayedRegion({ vpcs: bareVpcs(4), requirements, lying: [vpcIdOf(3)] });
  const run = await applyOnce(region);
  expect([...region.starts.keys()]).toEqual([
    ...[0, 1, 2, 3].map((index) => `rule-all-traffic ${vpcIdOf(index)}`),
    `rule-rejects ${vpcIdOf(3)}`,
  ]);
  expect(region.flowLogsOf(vpcIdOf(0))).toHaveLength(1);
  expect(leftOf(run).map(({ vpcId }) => vpcId)).toEqual([vpcIdOf(3), vpcIdOf(3)]);
});

test('interrupted before the first call, nothing is started', async () => {
  const region = new PlayedRegion({ vpcs: bareVpcs(2) });
  const stop = new AbortController();
  stop.abort();
  const run = await applyOnce(region, { interrupted: stop.signal });
  expect(keysOf(region)).toEqual([]);
  expect(run.applied.isInterrupted).toBe(true);
  expect(leftOf(run).map(({ reason }) => reason)).toEqual(['it was not started', 'it was not started']);
});
