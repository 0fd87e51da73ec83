import { considerRemediation } from '../../../sandbox/config/remediation';
import type { ConfigRule } from '../../../sandbox/config/state';
import { World } from '../../../sandbox/world';

const PLACE = { partition: 'aws', accountId: '111122223333', region: 'eu-central-1' };
const IDS = ['vpc-2', 'vpc-9', 'vpc-1', 'vpc-5', 'vpc-10'];

/** Everything non-compliant; the document does not exist, so that each start is told of and ends at once. */
const ruleWith = (vpcIds: readonly string[]): ConfigRule =>
  ({
    name: 'rule',
    results: new Map(
      vpcIds.map((resourceId) => [resourceId, { resourceId, complianceType: 'NON_COMPLIANT' }]),
    ),
    timeline: [],
    remediations: new Map(),
    exceptions: new Map(),
    remediationRound: 'none',
    remediation: {
      automatic: true,
      documentName: 'none',
      parameters: {},
      maximumAutomaticAttempts: 1,
      retryAttemptSeconds: 3600,
      concurrentExecutionRatePercentage: 100,
      errorPercentage: 100,
    },
  }) as unknown as ConfigRule;

test('a round remediates in the order of ids, whatever the order in which batches of results raced each other', async () => {
  const orders = await Promise.all(
    [IDS, [...IDS].reverse()].map(async (ids) => {
      const world = new World({ start: new Date('2027-01-04T08:00:00Z') });
      const region = world.region(PLACE);
      const rule = ruleWith(ids);
      region.config.rules.set(rule.name, rule);
      considerRemediation(world, region, rule);
      await world.scheduler.advance(world.delays.remediation + ids.length);
      const started = world.trace.events.filter(({ text }) => text.startsWith('remediation not started'));
      return started.map(({ vpcId }) => vpcId);
    }),
  );
  expect(orders).toEqual([[...IDS].sort(), [...IDS].sort()]);
});
