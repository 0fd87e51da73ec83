import type { Assumptions } from '../../../sandbox/assumptions';
import { askedBy } from '../../../sandbox/chaos/asked';
import { ExecutionWatch } from '../../../sandbox/chaos/execution-watch';
import { Violations } from '../../../sandbox/chaos/invariants';
import { Oracle } from '../../../sandbox/chaos/oracle';
import { Touched } from '../../../sandbox/chaos/touched';
import { JUST_NOW, type Watched } from '../../../sandbox/chaos/watched';
import { World } from '../../../sandbox/world';

const START = new Date('2027-01-04T08:00:00Z');
const PLACE = { partition: 'aws', accountId: '111122223333', region: 'eu-central-1' };
const DOCUMENT = 'the document';

/** What is noted of an execution that succeeds so many seconds after flow logs to a bucket that takes none were created. */
async function notedAt(
  seconds: number,
  trafficTypes: readonly string[],
  assumptions: Partial<Assumptions> = {},
): Promise<readonly string[]> {
  const world = new World({ start: START, assumptions });
  const home = world.region(PLACE);
  home.vpcs.set('vpc-1', { vpcId: 'vpc-1', tags: {} } as never);
  for (const trafficType of trafficTypes)
    home.flowLogs.set(`fl-${trafficType}`, {
      trafficType,
      resourceId: 'vpc-1',
      logDestinationType: 's3',
      logDestination: 'arn:aws:s3:::closed',
      destinationOptions: {},
      creationTime: START,
      visibleFrom: START,
    } as never);
  const violations = new Violations(world);
  const watch = new ExecutionWatch({
    sandbox: { world, home },
    requirements: [{ ...askedBy({}, 'the rule'), remedy: { documentName: DOCUMENT } }],
    oracle: new Oracle(world, home),
    touched: new Touched(world),
    violations,
  } as unknown as Watched);
  await world.scheduler.advance(seconds);
  const execution = { id: 'execution-1', about: 'vpc-1', documentName: DOCUMENT, status: 'Success' };
  home.executions.set('execution-1', { ...execution, endTime: world.scheduler.now() } as never);
  watch.look();
  return violations.list.map(({ invariant }) => invariant);
}

describe('an execution that succeeds', () => {
  const { firstDelivery } = new World({ start: START }).delays;

  test.each([
    ['while a flow log has no status', firstDelivery - 1, ['ALL'], []],
    ['as the first delivery of a flow log fails', firstDelivery, ['ALL'], []],
    ['just after it failed', firstDelivery + JUST_NOW, ['ALL'], []],
    ['long after it failed', firstDelivery + JUST_NOW + 1, ['ALL'], ['success']],
    ['just after it failed, and it captured too little', firstDelivery, ['ACCEPT'], ['success']],
    ['without any flow log', firstDelivery, [], ['success']],
  ])('%s, %i s after its creation with %j, breaks %j', async (_, seconds, trafficTypes, broken) => {
    expect(await notedAt(seconds, trafficTypes)).toEqual(broken);
  });
  test('breaks what it promises where a failure is shown at once, however young the flow log is', async () => {
    expect(await notedAt(1, ['ALL'], { failedDeliveryReported: 'at once' })).toEqual(['success']);
  });
});
