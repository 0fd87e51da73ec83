import { nodeFunction, role } from '../small-stack';
import { resource, ruleResources, StackAccount, statuses } from './stack-account';

const RETAINED = { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' };
const queue = (Properties: object = {}, others: object = {}) =>
  resource('AWS::SQS::Queue', Properties, others);
const group = (Properties: object = {}, others: object = {}) =>
  resource('AWS::Logs::LogGroup', Properties, others);
const open = (Action: string) => ({
  Statement: [{ Effect: 'Allow', Principal: '*', Action, Resource: '*' }],
});

describe('an update', () => {
  test('of the same template changes nothing', () => {
    const account = new StackAccount(ruleResources());
    expect(account.update(ruleResources())).toMatchObject({
      status: 'UPDATE_COMPLETE',
      events: [],
      left: [],
    });
  });

  test('creates what is new and deletes what is gone, in this order', () => {
    const account = new StackAccount({ Old: queue() });
    expect(statuses(account.update({ New: queue() }))).toEqual([
      'CREATE_COMPLETE New',
      'DELETE_COMPLETE Old',
    ]);
    expect([...account.region.queues.keys()]).toEqual([expect.stringContaining('Small-New-')]);
    expect(account.logicalIds).toEqual(['New']);
  });

  test('deletes what depends on another before it', () => {
    const old = { Queue: queue(), Policy: queuePolicy('sqs:*') };
    const change = new StackAccount(old).update({});
    expect(statuses(change)).toEqual(['DELETE_COMPLETE Policy', 'DELETE_COMPLETE Queue']);
  });

  test('replaces a resource before it deletes the old one, and hands the new name on', () => {
    const before = { Queue: queue({ QueueName: 'one' }), Policy: queuePolicy('sqs:*') };
    const account = new StackAccount(before);
    const change = account.update({ ...before, Queue: queue({ QueueName: 'two' }) });
    expect(statuses(change)).toEqual([
      'CREATE_COMPLETE Queue',
      'UPDATE_COMPLETE Policy',
      'DELETE_COMPLETE Queue',
    ]);
    expect([...account.region.queues.values()].map(({ name, policy }) => [name, !!policy])).toEqual([
      ['two', true],
    ]);
  });

  test.each<[string, object, string, boolean]>([
    ['Retain', { UpdateReplacePolicy: 'Retain' }, 'DELETE_SKIPPED Queue', true],
    ['Delete', { UpdateReplacePolicy: 'Delete' }, 'DELETE_COMPLETE Queue', false],
    ['the deletion policy alone', { DeletionPolicy: 'Retain' }, 'DELETE_COMPLETE Queue', false],
  ])('treats what it replaced by UpdateReplacePolicy: %s', (_, policies, status, stays) => {
    const account = new StackAccount({ Queue: queue({ QueueName: 'one' }, policies) });
    const change = account.update({ Queue: queue({ QueueName: 'two' }, policies) });
    expect(statuses(change)).toContain(status);
    expect(account.region.queues.has('one')).toBe(stays);
    expect(change.left.map(({ resource: { created }, why }) => [created.ref.split('/').at(-1), why])).toEqual(
      stays ? [['one', 'retained']] : [],
    );
  });

  test.each<[string, object, boolean]>([
    ['Retain', { DeletionPolicy: 'Retain' }, true],
    ['RetainExceptOnCreate', { DeletionPolicy: 'RetainExceptOnCreate' }, true],
    ['Delete', { DeletionPolicy: 'Delete' }, false],
  ])('treats what it removed by DeletionPolicy: %s', (_, policies, stays) => {
    const account = new StackAccount({ Group: group({ LogGroupName: 'logs' }, policies) });
    account.update({});
    expect(account.region.logGroups.has('logs')).toBe(stays);
  });

  test('refuses to change the type of a resource', () => {
    const account = new StackAccount({ Thing: queue() });
    expect(account.update({ Thing: group() })).toMatchObject({
      status: 'UPDATE_ROLLBACK_COMPLETE',
      reason: expect.stringContaining('Update of resource type is not permitted'),
    });
  });

  test('with a property that is not modelled is refused by name', () => {
    const account = new StackAccount({ Queue: queue() });
    expect(account.update({ Queue: queue({ DelaySeconds: 5 }) })).toMatchObject({
      status: 'UPDATE_ROLLBACK_COMPLETE',
      reason: expect.stringContaining('does not model DelaySeconds'),
    });
  });
});

function queuePolicy(Action: string) {
  return resource('AWS::SQS::QueuePolicy', { Queues: [{ Ref: 'Queue' }], PolicyDocument: open(Action) });
}

describe('an update in place', () => {
  test('leaves a rule its remediations and its schedule', () => {
    const account = new StackAccount(ruleResources());
    const { rule } = account;
    account.remediation('SUCCEEDED');
    account.update(ruleResources({ inputParameters: { trafficType: 'REJECT' } }));
    expect(account.rule).toBe(rule);
    expect(rule.inputParameters).toBe('{"trafficType":"REJECT"}');
    expect([...rule.remediations.keys()]).toEqual(['vpc-1']);
    expect(rule.remediation).toBeDefined();
  });

  test('evaluates no rule by itself, as a new rule is', async () => {
    const account = new StackAccount(ruleResources());
    await account.world.scheduler.advance(0);
    const before = account.region.config.tokens.size;
    expect(before).toBe(1);
    account.update(ruleResources({ inputParameters: { trafficType: 'REJECT' } }));
    await account.world.scheduler.advance(0);
    expect(account.region.config.tokens.size).toBe(before);
  });

  test('gives a document its new version, under its name', () => {
    const account = new StackAccount(ruleResources());
    const name = account.ref('Document');
    const before = account.region.documents.get(name)?.content;
    expect(statuses(account.update(ruleResources({ description: 'second' })))).toEqual([
      'UPDATE_COMPLETE Document',
    ]);
    expect(account.ref('Document')).toBe(name);
    expect(account.region.documents.get(name)?.content.description).toBe('second');
    expect(before?.description).toBe('first');
  });

  test('changes a remediation while one is in progress', () => {
    const account = new StackAccount(ruleResources());
    account.remediation('IN_PROGRESS');
    expect(account.update(ruleResources({ automatic: false })).status).toBe('UPDATE_COMPLETE');
    expect(account.rule.remediation?.automatic).toBe(false);
  });

  test('keeps what others wrote into a role, and when it was created', async () => {
    const { Properties } = role('lambda.amazonaws.com');
    const PolicyDocument = { Statement: { Effect: 'Allow', Action: 'sqs:*', Resource: '*' } };
    const Policy = resource('AWS::IAM::Policy', {
      PolicyName: 'Attached',
      PolicyDocument,
      Roles: [{ Ref: 'Role' }],
    });
    const inline = (name: string) => ({ ...Properties, Policies: [{ PolicyName: name, PolicyDocument }] });
    const account = new StackAccount({ Role: resource('AWS::IAM::Role', inline('One')), Policy });
    const arn = account.arn('Role');
    const createdAt = account.world.role(arn)?.createdAt;
    await account.world.scheduler.advance(60);
    account.update({ Role: resource('AWS::IAM::Role', inline('Two')), Policy });
    expect([...(account.world.role(arn)?.policies.keys() ?? [])]).toEqual(['Two', 'Attached']);
    expect(account.world.role(arn)?.createdAt).toEqual(createdAt);
  });

  test('keeps the policy of a bucket, the events of a log group and the messages of a queue', () => {
    const before = {
      Bucket: resource('AWS::S3::Bucket', { BucketName: 'logs-1' }),
      Group: group({ LogGroupName: 'logs', RetentionInDays: 30 }),
      Queue: queue({ QueueName: 'queue', MessageRetentionPeriod: 60 }),
    };
    const account = new StackAccount({
      ...before,
      Policy: resource('AWS::S3::BucketPolicy', { Bucket: { Ref: 'Bucket' }, PolicyDocument: open('s3:*') }),
    });
    account.region.logGroups.get('logs')?.write('stream', ['line'], account.world.scheduler.now());
    account.region.queues.get('queue')?.messages.push('message');
    account.update({
      Bucket: resource('AWS::S3::Bucket', { ...before.Bucket.Properties, VersioningConfiguration: {} }),
      Group: group({ LogGroupName: 'logs', RetentionInDays: 60 }),
      Queue: queue({ QueueName: 'queue', MessageRetentionPeriod: 120 }),
      Policy: resource('AWS::S3::BucketPolicy', {
        Bucket: { Ref: 'Bucket' },
        PolicyDocument: open('s3:Get*'),
      }),
    });
    expect(account.world.bucket('arn:aws:s3:::logs-1')?.policy?.statements).toHaveLength(1);
    expect(account.region.logGroups.get('logs')).toMatchObject({ retentionInDays: 60, lines: ['line'] });
    expect(account.region.queues.get('queue')?.messages).toEqual(['message']);
  });

  test('gives a function its new code, and keeps who may invoke it', () => {
    const resources = ruleResources();
    const account = new StackAccount(resources);
    const target = account.region.functions.get(account.ref('Function'));
    const Code = { S3Bucket: 'assets', S3Key: 'other.zip' };
    account.update({ ...resources, Function: nodeFunction({ Code, Timeout: 60 }) }, 'other');
    expect(account.region.functions.get(account.ref('Function'))).toBe(target);
    expect(target).toMatchObject({ codeFolder: '/other', timeoutSeconds: 60 });
    expect(target?.policy?.statements).toHaveLength(1);
  });

  test('replaces a permission without a moment in which the function lacks it', () => {
    const resources = ruleResources();
    const account = new StackAccount(resources);
    const { Permission } = resources;
    const statement = () =>
      account.region.functions.get(account.ref('Function'))?.policy?.statements.map(({ sid }) => sid);
    const before = statement();
    const changed = {
      ...resources,
      Permission: resource('AWS::Lambda::Permission', { ...Permission?.Properties, Action: 'lambda:*' }),
    };
    expect(statuses(account.update(changed))).toEqual([
      'CREATE_COMPLETE Permission',
      'DELETE_COMPLETE Permission',
    ]);
    expect(statement()).toHaveLength(1);
    expect(statement()).not.toEqual(before);
  });
});

describe('a document that is replaced', () => {
  const replaced = (description: string, document: object = {}) =>
    ruleResources({ description, document: { UpdateMethod: 'Replace', ...document } });

  test('gets another name, to which its remediation moves, and the old one is deleted', () => {
    const account = new StackAccount(replaced('first'));
    const old = account.ref('Document');
    expect(statuses(account.update(replaced('second')))).toEqual([
      'CREATE_COMPLETE Document',
      'UPDATE_COMPLETE Remediation',
      'DELETE_COMPLETE Document',
    ]);
    expect(account.rule.remediation?.documentName).toBe(account.ref('Document'));
    expect(account.region.documents.has(old)).toBe(false);
  });

  test('cannot be, under a name that the template gives it', () => {
    const account = new StackAccount(replaced('first', { Name: 'fixed' }));
    expect(account.update(replaced('second', { Name: 'fixed' }))).toMatchObject({
      status: 'UPDATE_ROLLBACK_COMPLETE',
      reason: expect.stringContaining(
        'CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename fixed and update the stack again.',
      ),
    });
  });
});

describe('the clean-up after an update', () => {
  test('leaves a remediation in progress and its rule, deletes the rest, and the update completes', () => {
    const account = new StackAccount(ruleResources());
    account.remediation('IN_PROGRESS');
    const { rule } = account;
    const { Role, Function: code, Permission } = ruleResources();
    const change = account.update({
      ...(Role && { Role }),
      ...(code && { Function: code }),
      ...(Permission && { Permission }),
    });
    expect(change).toMatchObject({
      status: 'UPDATE_COMPLETE',
      reason: 'Update successful. One or more resources could not be deleted.',
    });
    expect(statuses(change)).toEqual([
      'DELETE_FAILED Remediation',
      'DELETE_COMPLETE AutomationRole',
      'DELETE_COMPLETE Document',
      'DELETE_FAILED Rule',
    ]);
    expect(change.events.map(({ reason }) => reason?.split(':')[0])).toEqual([
      'RemediationInProgressException',
      undefined,
      undefined,
      'ResourceInUseException',
    ]);
    expect(change.left.map(({ resource: { logicalId }, why }) => [logicalId, why])).toEqual([
      ['Remediation', 'not deleted'],
      ['Rule', 'not deleted'],
    ]);
    expect(account.region.config.rules.get('rule')).toBe(rule);
    expect(account.logicalIds).toEqual(['Role', 'Function', 'Permission']);
  });

  test('does so for a rule under another name', () => {
    const account = new StackAccount(ruleResources());
    account.remediation('QUEUED');
    const change = account.update(ruleResources({ ruleName: 'other' }));
    expect(statuses(change)).toEqual([
      'CREATE_COMPLETE Rule',
      'CREATE_COMPLETE Remediation',
      'DELETE_FAILED Remediation',
      'DELETE_FAILED Rule',
    ]);
    expect([...account.region.config.rules.keys()]).toEqual(['rule', 'other']);
  });
});

describe('an update that fails', () => {
  const clash = { Taken: group({ LogGroupName: 'taken' }, RETAINED) };

  function failing(before: Parameters<StackAccount['update']>[0], after: typeof before) {
    const account = new StackAccount({ ...before });
    account.region.logGroups.set('taken', Object.create(null));
    return { account, change: account.update({ ...after, ...clash }) };
  }

  test('takes back what it created, retained or not', () => {
    const { account, change } = failing({}, { New: queue({}, RETAINED), Group: group({}, RETAINED) });
    expect(change).toMatchObject({
      status: 'UPDATE_ROLLBACK_COMPLETE',
      reason: expect.stringContaining('taken'),
    });
    expect(statuses(change)).toEqual([
      'CREATE_COMPLETE New',
      'CREATE_COMPLETE Group',
      'CREATE_FAILED Taken',
      'DELETE_COMPLETE Group',
      'DELETE_COMPLETE New',
    ]);
    expect(account.region.queues.size).toBe(0);
    expect([...account.region.logGroups.keys()]).toEqual(['taken']);
  });

  test('leaves only what is retained whatever happens', () => {
    const { account, change } = failing({}, { New: queue({}, { DeletionPolicy: 'Retain' }) });
    expect(change.left.map(({ why }) => why)).toEqual(['retained']);
    expect(account.region.queues.size).toBe(1);
  });

  test('puts back what it changed, and what it replaced was never gone', () => {
    const before = { ...ruleResources(), Queue: queue({ QueueName: 'one' }) };
    const after = {
      ...ruleResources({ description: 'second', inputParameters: { a: 'b' }, automatic: false }),
      Queue: queue({ QueueName: 'two' }),
    };
    const { account, change } = failing(before, after);
    expect(change.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(account.rule).toMatchObject({ inputParameters: '{}', remediation: { automatic: true } });
    expect(account.region.documents.get(account.ref('Document'))?.content.description).toBe('first');
    expect([...account.region.queues.keys()]).toEqual(['one']);
    expect(account.ref('Queue')).toMatch(/one$/);
  });

  test('puts back the code of a function, from the assembly that it came from', () => {
    const account = new StackAccount(ruleResources());
    account.region.logGroups.set('taken', Object.create(null));
    const Code = { S3Bucket: 'assets', S3Key: 'other.zip' };
    account.update({ ...ruleResources(), Function: nodeFunction({ Code }), ...clash }, 'other');
    expect(account.region.functions.get(account.ref('Function'))?.codeFolder).toBe('/code');
  });

  test('can be tried again', () => {
    const { account } = failing({ Old: queue() }, {});
    account.region.logGroups.delete('taken');
    expect(account.update(clash).status).toBe('UPDATE_COMPLETE');
    expect([...account.region.logGroups.keys()]).toEqual(['taken']);
    expect(account.region.queues.size).toBe(0);
  });
});
