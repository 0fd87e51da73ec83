import { LifecycleWatch } from '../../sandbox/scenarios/lifecycle/watch';
import { World } from '../../sandbox/world';
import { PLACE, resource, ruleResources, StackAccount } from './cloudformation/stack-account';

const RETAINED = { DeletionPolicy: 'Retain' };
const POLICY = {
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'delivery.logs.amazonaws.com' }, Action: 's3:*', Resource: '*' },
  ],
};

/** A flow log that is old enough to deliver, and a bucket that takes its records. */
function delivering() {
  const account = new StackAccount({
    Bucket: resource('AWS::S3::Bucket', { BucketName: 'logs-1' }),
    Policy: resource(
      'AWS::S3::BucketPolicy',
      { Bucket: { Ref: 'Bucket' }, PolicyDocument: POLICY },
      RETAINED,
    ),
  });
  const { region, world } = account;
  const old = new Date(world.scheduler.now().getTime() - 86_400_000);
  region.flowLogs.set('fl-1', {
    ...{ flowLogId: 'fl-1', resourceId: 'vpc-1', trafficType: 'ALL', logFormat: '', tags: {} },
    ...{ logDestination: 'arn:aws:s3:::logs-1/', logDestinationType: 's3', maxAggregationInterval: 600 },
    destinationOptions: {
      FileFormat: 'plain-text',
      HiveCompatiblePartitions: false,
      PerHourPartition: false,
    },
    ...{ creationTime: old, visibleFrom: old },
  });
  const watch = new LifecycleWatch(world, region);
  watch.look();
  return { account, region, watch };
}

const told = ({ broken }: LifecycleWatch) => broken.map(({ invariant, text }) => `${invariant}: ${text}`);

describe('the watch over a lifecycle tells', () => {
  test('once, of a flow log that stops delivering', () => {
    const { account, watch } = delivering();
    const bucket = account.world.bucket('arn:aws:s3:::logs-1');
    expect(watch.deliveringFlowLogs).toBe(1);
    if (bucket) bucket.policy = undefined;
    watch.look();
    watch.look();
    expect(told(watch)).toEqual(['delivers: fl-1 to arn:aws:s3:::logs-1/: Access error']);
    expect(watch.deliveringFlowLogs).toBe(0);
  });

  test('of a flow log that is gone', () => {
    const { region, watch } = delivering();
    region.flowLogs.delete('fl-1');
    watch.look();
    expect(told(watch)).toEqual(['deletesNothing: fl-1 is gone']);
  });

  test('of what stayed behind, unless it was named', () => {
    const account = new StackAccount({ Queue: resource('AWS::SQS::Queue', { QueueName: 'one' }, RETAINED) });
    const watch = new LifecycleWatch(account.world, account.region);
    watch.lookAtStack(account.inventory);
    const { left } = account.delete();
    watch.lookAtStack(account.inventory);
    expect(told(watch)).toEqual([
      expect.stringMatching(/^named: AWS::SQS::Queue .*one stayed behind untold$/),
    ]);
    const again = new LifecycleWatch(account.world, account.region);
    for (const each of left) again.name(each.resource);
    again.lookAtStack(new Map(left.map((each) => [each.resource.logicalId, each.resource])));
    again.lookAtStack(new Map());
    expect(told(again)).toEqual([]);
  });

  test.each<[string, (account: StackAccount) => void, string]>([
    ['without its function', ({ region }) => region.functions.clear(), 'whole: rule rule has no function'],
    [
      'whose remediation has no document',
      ({ region }) => region.documents.clear(),
      'whole: the remediation of rule has no document',
    ],
    [
      'whose remediation has no role',
      (account) => account.world.removeRole(account.arn('AutomationRole')),
      'whole: rule: role arn:',
    ],
  ])('of a rule of the stack %s', (_, breaks, problem) => {
    const account = new StackAccount(ruleResources());
    const watch = new LifecycleWatch(account.world, account.region);
    watch.lookAtStack(account.inventory);
    expect(told(watch)).toEqual([]);
    breaks(account);
    watch.lookAtStack(account.inventory);
    expect(told(watch)).toEqual([expect.stringContaining(problem)]);
  });

  test('nothing of an account in which nothing happens', () => {
    const world = new World({ start: new Date('2027-01-04T08:00:00Z') });
    const watch = new LifecycleWatch(world, world.region(PLACE));
    watch.lookAtStack(new Map());
    expect(told(watch)).toEqual([]);
  });
});
