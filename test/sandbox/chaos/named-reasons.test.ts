import type { AutomationExecution } from '../../../sandbox/automation/executions';
import { askedBy } from '../../../sandbox/chaos/asked';
import { isOrdered, namesReason, tellsWhyItFailed } from '../../../sandbox/chaos/named-reasons';
import { Oracle } from '../../../sandbox/chaos/oracle';
import type { ConfigState } from '../../../sandbox/config/state';
import { World } from '../../../sandbox/world';

const START = new Date('2027-01-04T08:00:00Z');
const PLACE = { partition: 'aws', accountId: '111122223333', region: 'eu-central-1' };
const KEY = 'exempt-until';

describe('an annotation', () => {
  const world = new World({ start: START });
  const region = world.region(PLACE);
  for (const [vpcId, tags] of [
    ['vpc-bare', { Stage: 'production' }],
    ['vpc-logged', { Stage: 'production' }],
    ['vpc-exempt', { Stage: 'production', [KEY]: '2027-01-31' }],
    ['vpc-outside', {}],
  ] as const)
    region.vpcs.set(vpcId, { vpcId, tags } as never);
  region.flowLogs.set('fl-1', {
    flowLogId: 'fl-1',
    resourceId: 'vpc-logged',
    creationTime: START,
    visibleFrom: START,
  } as never);
  world.region({ ...PLACE, accountId: '444455556666' }).vpcs.set('vpc-shared', { tags: {} } as never);

  test.each([
    ['vpc-bare', 'NON_COMPLIANT', 'no flow log', true],
    ['vpc-bare', 'NON_COMPLIANT', 'fl-1 captures REJECT', false],
    ['vpc-logged', 'COMPLIANT', 'fl-1 captures ALL', true],
    ['vpc-logged', 'NON_COMPLIANT', 'no flow log', false],
    ['vpc-logged', 'COMPLIANT', '-', false],
    ['vpc-exempt', 'NOT_APPLICABLE', 'exempt until 2027-01-31', true],
    ['vpc-exempt', 'NOT_APPLICABLE', 'exempt', false],
    ['vpc-outside', 'NOT_APPLICABLE', 'out of scope: scopeTags asks for Stage=production', true],
    ['vpc-outside', 'NOT_APPLICABLE', 'out of scope', false],
    ['vpc-shared', 'NOT_APPLICABLE', 'owned by account 444455556666', true],
    ['vpc-shared', 'NOT_APPLICABLE', 'the VPC does not exist any more', false],
    ['vpc-gone', 'NOT_APPLICABLE', 'the VPC does not exist any more', true],
  ] as const)('of %s, %s: "%s" names the reason: %s', (vpcId, truth, annotation, names) => {
    const asked = askedBy({ exemptTagKey: KEY, scopeTags: 'Stage=production' }, 'the rule');
    expect(namesReason(new Oracle(world, region), asked, { vpcId, truth, annotation })).toBe(names);
  });
});

describe('an execution that failed', () => {
  const execution = (action: string, failureMessage: string) =>
    ({
      steps: [
        { action: 'aws:invokeLambdaFunction', outputs: { Payload: '"no"' } },
        { action, outputs: {} },
      ],
      failureMessage,
    }) as unknown as AutomationExecution;

  test.each([
    ['aws:executeScript', 'Fail: not in place: "no"', true],
    ['aws:executeScript', 'Fail: unknown', false],
    ['aws:invokeLambdaFunction', 'JudgeVpc: timed out', true],
  ])('at %s by "%s" tells why: %s', (action, message, tells) => {
    expect(tellsWhyItFailed(execution(action, message))).toBe(tells);
  });
});

describe('evaluations', () => {
  const captured = new Date(START.getTime() - 60_000);
  const state = {
    tokens: new Map([
      ['scheduled', { messageType: 'ScheduledNotification', invokedTime: START }],
      ['changed', { messageType: 'ConfigurationItemChangeNotification', invokedTime: START, about: 'vpc-1' }],
      ['other', { messageType: 'ConfigurationItemChangeNotification', invokedTime: START, about: 'vpc-2' }],
    ]),
    items: new Map([['AWS::EC2::VPC/vpc-1', [{ configurationItemCaptureTime: captured.toISOString() }]]]),
  } as unknown as ConfigState;

  test.each([
    ['scheduled', START, true],
    ['scheduled', captured, false],
    ['changed', captured, true],
    ['changed', START, false],
    ['other', captured, false],
    ['unknown', START, false],
    ['changed', undefined, false],
  ])('of the event %s with the timestamp %s are in order: %s', (ResultToken, timestamp, ordered) => {
    expect(isOrdered(state, { ResultToken }, timestamp)).toBe(ordered);
  });
});
