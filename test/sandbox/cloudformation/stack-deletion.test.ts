import { World } from '../../../sandbox/world';
import { role } from '../small-stack';
import { PLACE, resource, ruleResources, StackAccount, statuses } from './stack-account';

const RETAINED = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };
const bucket = (others: object = {}) => resource('AWS::S3::Bucket', { BucketName: 'logs-1' }, others);

describe('the deletion of a stack', () => {
  test('takes everything, what depends on another before it', () => {
    const account = new StackAccount(ruleResources());
    const change = account.delete();
    expect(change).toMatchObject({ status: 'DELETE_COMPLETE', left: [] });
    expect(statuses(change)).toEqual([
      'DELETE_COMPLETE Remediation',
      'DELETE_COMPLETE AutomationRole',
      'DELETE_COMPLETE Document',
      'DELETE_COMPLETE Rule',
      'DELETE_COMPLETE Permission',
      'DELETE_COMPLETE Function',
      'DELETE_COMPLETE Role',
    ]);
    const { functions, documents, config } = account.region;
    expect([functions.size, documents.size, config.rules.size]).toEqual([0, 0, 0]);
  });

  test('leaves what is retained, and names it', () => {
    const account = new StackAccount({
      Bucket: bucket(RETAINED),
      Group: resource('AWS::Logs::LogGroup', { LogGroupName: 'logs' }, { DeletionPolicy: 'Retain' }),
      Queue: resource('AWS::SQS::Queue'),
    });
    const change = account.delete();
    expect(statuses(change)).toEqual([
      'DELETE_COMPLETE Queue',
      'DELETE_SKIPPED Group',
      'DELETE_SKIPPED Bucket',
    ]);
    expect(change.left.map(({ resource: { created }, why }) => [created.ref, why])).toEqual([
      ['logs', 'retained'],
      ['logs-1', 'retained'],
    ]);
    expect(account.region.logGroups.has('logs')).toBe(true);
    expect(account.world.bucket('arn:aws:s3:::logs-1')).toBeDefined();
  });

  test.each(['QUEUED', 'IN_PROGRESS'] as const)(
    'keeps a remediation that is %s and what it needs, and goes on from there when tried again',
    (state) => {
      const account = new StackAccount({ ...ruleResources(), Queue: resource('AWS::SQS::Queue') });
      account.remediation(state);
      const change = account.delete();
      expect(change).toMatchObject({
        status: 'DELETE_FAILED',
        reason: 'The following resource(s) failed to delete: [Remediation].',
        left: [],
      });
      expect(statuses(change)).toEqual(['DELETE_COMPLETE Queue', 'DELETE_FAILED Remediation']);
      expect(account.logicalIds).toEqual([
        ...['Role', 'Function', 'Permission', 'Rule', 'Document', 'AutomationRole', 'Remediation'],
      ]);
      account.remediation('SUCCEEDED');
      expect(account.delete().status).toBe('DELETE_COMPLETE');
      expect(account.region.config.rules.size).toBe(0);
    },
  );

  test.each<[string, object, (account: StackAccount) => void, string]>([
    [
      'a rule that somebody gave a remediation',
      ruleResources(),
      (account) => {
        const { remediation } = account.rule;
        account.update(withoutRemediation());
        account.rule.remediation = remediation;
      },
      'ResourceInUseException: The rule rule currently has a RemediationConfiguration. Please delete the RemediationConfiguration and try again.',
    ],
    [
      'a role that somebody gave a policy',
      { Role: role('lambda.amazonaws.com') },
      (account) => {
        const policies = account.world.role(account.arn('Role'))?.policies;
        policies?.set('Other', { where: 'test', statements: [] } as never);
      },
      'DeleteConflict: Cannot delete entity, must delete policies first.',
    ],
    [
      'a bucket with the records of a flow log',
      {
        Bucket: bucket(),
        Policy: resource(
          'AWS::S3::BucketPolicy',
          {
            Bucket: { Ref: 'Bucket' },
            PolicyDocument: {
              Statement: [
                {
                  Effect: 'Allow',
                  Principal: { Service: 'delivery.logs.amazonaws.com' },
                  Action: 's3:*',
                  Resource: '*',
                },
              ],
            },
          },
          RETAINED,
        ),
      },
      (account) => deliver(account),
      'BucketNotEmpty: The bucket you tried to delete is not empty',
    ],
  ])('fails for %s, in the words of its service', (_, resources, happens, reason) => {
    const account = new StackAccount(resources as never);
    happens(account);
    const { events, status } = account.delete();
    expect(status).toBe('DELETE_FAILED');
    expect(events.find((event) => event.status === 'DELETE_FAILED')?.reason).toBe(reason);
  });

  test('minds nothing that somebody has deleted already', () => {
    const account = new StackAccount({ ...ruleResources(), Bucket: bucket() });
    const { region, world } = account;
    for (const each of [region.functions, region.documents, region.config.rules]) each.clear();
    for (const id of ['Role', 'AutomationRole']) world.removeRole(account.arn(id));
    world.removeBucket('arn:aws:s3:::logs-1');
    expect(account.delete().status).toBe('DELETE_COMPLETE');
  });
});

function withoutRemediation() {
  const { Remediation: _, ...others } = ruleResources();
  return others;
}

/** A flow log that is old enough to have delivered. */
function deliver({ region, world }: StackAccount): void {
  const old = new Date(world.scheduler.now().getTime() - 86_400_000);
  region.flowLogs.set('fl-1', {
    flowLogId: 'fl-1',
    resourceId: 'vpc-1',
    trafficType: 'ALL',
    logDestination: 'arn:aws:s3:::logs-1/folder/',
    logDestinationType: 's3',
    logFormat: '',
    maxAggregationInterval: 600,
    destinationOptions: {
      FileFormat: 'plain-text',
      HiveCompatiblePartitions: false,
      PerHourPartition: false,
    },
    tags: {},
    creationTime: old,
    visibleFrom: old,
  });
}

describe('a stack whose creation fails', () => {
  const failing = {
    ...ruleResources(),
    Bucket: bucket(RETAINED),
    Group: resource('AWS::Logs::LogGroup', {}, RETAINED),
    Last: resource('AWS::SQS::Queue', { QueueName: 'taken' }),
  };

  test('leaves nothing behind, and no rule is evaluated', () => {
    const world = new World({ start: new Date('2027-01-04T08:00:00Z') });
    const region = world.region(PLACE);
    region.queues.set('taken', { name: 'taken', arn: '', messages: [], policy: undefined });
    expect(() => new StackAccount(failing, world)).toThrow('taken already exists');
    const { functions, documents, config, logGroups } = region;
    expect([functions.size, documents.size, config.rules.size, logGroups.size]).toEqual([0, 0, 0, 0]);
    expect(world.bucketsOf(PLACE.accountId)).toEqual([]);
    expect(config.tokens.size).toBe(0);
    expect(world.trace.events.map(({ text }) => text)).toEqual([
      'Small: ROLLBACK_COMPLETE, taken already exists',
    ]);
  });
});
