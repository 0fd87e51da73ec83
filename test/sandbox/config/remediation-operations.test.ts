import {
  DeleteRemediationExceptionsCommand,
  DescribeRemediationConfigurationsCommand,
  DescribeRemediationExceptionsCommand,
  DescribeRemediationExecutionStatusCommand,
  PutRemediationExceptionsCommand,
  type ResourceKey,
  StartRemediationExecutionCommand,
} from '@aws-sdk/client-config-service';
import { DELAY, EXECUTION, remediatedRule, vpcs } from './remediated-rule';

const RULE = { ConfigRuleName: 'rule' };
const MINUTE = 60;

const keys = (...ids: readonly string[]): ResourceKey[] =>
  ids.map((resourceId) => ({ resourceType: 'AWS::EC2::VPC', resourceId }));
const exceptionKeys = (...ids: readonly string[]) =>
  ids.map((ResourceId) => ({ ResourceType: 'AWS::EC2::VPC', ResourceId }));

const start = (...ids: readonly string[]) =>
  new StartRemediationExecutionCommand({ ...RULE, ResourceKeys: keys(...ids) });
const except = (ids: readonly string[], others: { Message?: string; ExpirationTime?: Date } = {}) =>
  new PutRemediationExceptionsCommand({ ...RULE, ResourceKeys: exceptionKeys(...ids), ...others });
const clear = (...ids: readonly string[]) =>
  new DeleteRemediationExceptionsCommand({ ...RULE, ResourceKeys: exceptionKeys(...ids) });

type Played = Awaited<ReturnType<typeof remediatedRule>>;

async function statesOf({ config }: Played): Promise<readonly string[]> {
  const { RemediationExecutionStatuses = [] } = await config.send(
    new DescribeRemediationExecutionStatusCommand(RULE),
  );
  return RemediationExecutionStatuses.map(({ ResourceKey, State }) => `${ResourceKey?.resourceId} ${State}`);
}

async function exceptionsOf({ config }: Played): Promise<readonly (string | undefined)[]> {
  const answer = await config.send(new DescribeRemediationExceptionsCommand(RULE));
  return (answer.RemediationExceptions ?? []).map(({ ResourceId }) => ResourceId);
}

const manual = () => remediatedRule({ automatic: false });

describe('StartRemediationExecution', () => {
  test('remediates what it names, one a second, and nothing else', async () => {
    const played = await manual();
    await played.judge('NON_COMPLIANT', ...vpcs(3));
    const { FailedItems, FailureMessage } = await played.config.send(start('vpc-0', 'vpc-2'));
    expect([FailedItems, FailureMessage]).toEqual([[], undefined]);
    expect(await statesOf(played)).toEqual(['vpc-0 IN_PROGRESS', 'vpc-2 QUEUED']);
    await played.advance(MINUTE);
    expect(await statesOf(played)).toEqual(['vpc-0 SUCCEEDED', 'vpc-2 SUCCEEDED']);
    expect(played.called).toEqual(['vpc-0', 'vpc-2']);
  });

  test('tells what it does not start, and starts the rest', async () => {
    const played = await manual();
    await played.judge('NON_COMPLIANT', 'vpc-0');
    await played.judge('COMPLIANT', 'vpc-1');
    expect(await played.config.send(start('vpc-1', 'vpc-0'))).toMatchObject({
      FailureMessage: 'The resource is already compliant.',
      FailedItems: keys('vpc-1'),
    });
    await played.advance(MINUTE);
    expect(played.called).toEqual(['vpc-0']);
  });

  test.each([
    ['a VPC that was never judged', 'vpc-9', 'not NON_COMPLIANT'],
    ['a VPC that is not applicable', 'vpc-1', 'not NON_COMPLIANT'],
    ['a VPC that is being remediated', 'vpc-0', 'in progress'],
  ])('does not start %s', async (_, id, message) => {
    const played = await manual();
    await played.judge('NON_COMPLIANT', 'vpc-0');
    await played.judge('NOT_APPLICABLE', 'vpc-1');
    await played.config.send(start('vpc-0'));
    expect(await played.config.send(start(id))).toMatchObject({
      FailureMessage: expect.stringContaining(message),
      FailedItems: keys(id),
    });
    await played.advance(MINUTE);
    expect(played.executions()).toHaveLength(1);
  });

  test('takes a VPC again once its remediation has ended', async () => {
    const played = await manual();
    await played.judge('NON_COMPLIANT', 'vpc-0');
    await played.config.send(start('vpc-0'));
    await played.advance(EXECUTION);
    expect(await played.config.send(start('vpc-0'))).toMatchObject({ FailedItems: [] });
  });

  test('keeps an automatic remediation of the same VPC from starting beside it', async () => {
    const played = await remediatedRule();
    await played.judge('NON_COMPLIANT', 'vpc-0');
    await played.advance(DELAY - 5);
    await played.config.send(start('vpc-0'));
    await played.advance(3600);
    expect(played.executions()).toHaveLength(1);
  });

  test('that failed leaves the VPC to automatic remediation, and counts as no attempt of it', async () => {
    const played = await remediatedRule({ maximumAutomaticAttempts: 1 });
    played.refused.add('vpc-0');
    await played.judge('NON_COMPLIANT', 'vpc-0');
    await played.config.send(start('vpc-0'));
    await played.advance(EXECUTION);
    expect(await exceptionsOf(played)).toEqual([]);
    await played.advance(DELAY + EXECUTION);
    expect(played.executions()).toHaveLength(2);
    expect(await exceptionsOf(played)).toEqual(['vpc-0']);
  });

  test('starts what an exception keeps from automatic remediation', async () => {
    const played = await remediatedRule();
    await played.judge('NON_COMPLIANT', 'vpc-0');
    await played.config.send(except(['vpc-0']));
    await played.advance(3600);
    expect(played.executions()).toEqual([]);
    await played.config.send(start('vpc-0'));
    await played.advance(EXECUTION);
    expect(played.called).toEqual(['vpc-0']);
  });

  test.each([
    ['another rule', { ConfigRuleName: 'other' }, 'NoSuchRemediationConfigurationException'],
    ['no key', { ResourceKeys: [] }, 'ValidationException'],
    ['101 keys', { ResourceKeys: keys(...vpcs(101)) }, 'ValidationException'],
  ])('refuses %s', async (_, wrong, code) => {
    const { config } = await manual();
    const command = new StartRemediationExecutionCommand({ ...RULE, ResourceKeys: keys('vpc-0'), ...wrong });
    await expect(config.send(command)).rejects.toMatchObject({ name: code });
  });
});

describe('DescribeRemediationExecutionStatus', () => {
  const statusOf = (input: object = {}) =>
    new DescribeRemediationExecutionStatusCommand({ ...RULE, ...input });

  test('tells of each step when it ran and why it failed', async () => {
    const played = await manual();
    played.refused.add('vpc-0');
    await played.judge('NON_COMPLIANT', 'vpc-0');
    const invoked = played.sandbox.world.scheduler.now();
    await played.config.send(start('vpc-0'));
    const at = (seconds: number) => new Date(invoked.getTime() + seconds * 1000);
    await played.advance(5);
    expect((await played.config.send(statusOf())).RemediationExecutionStatuses).toEqual([
      {
        ResourceKey: keys('vpc-0')[0],
        State: 'IN_PROGRESS',
        StepDetails: [{ Name: 'Settle', State: 'IN_PROGRESS', StartTime: at(1) }],
        InvocationTime: invoked,
        LastUpdatedTime: at(1),
      },
    ]);
    await played.advance(EXECUTION);
    expect((await played.config.send(statusOf())).RemediationExecutionStatuses).toEqual([
      {
        ResourceKey: keys('vpc-0')[0],
        State: 'FAILED',
        StepDetails: [
          { Name: 'Settle', State: 'SUCCEEDED', StartTime: at(1), StopTime: at(11) },
          {
            Name: 'Repair',
            State: 'FAILED',
            ErrorMessage: 'Refused: as told',
            StartTime: at(11),
            StopTime: at(12),
          },
        ],
        InvocationTime: invoked,
        LastUpdatedTime: at(12),
      },
    ]);
  });

  test('tells why nothing was started', async () => {
    const played = await remediatedRule({ automatic: false, documentName: 'Gone' });
    await played.judge('NON_COMPLIANT', 'vpc-0');
    await played.config.send(start('vpc-0'));
    const { RemediationExecutionStatuses: [status] = [] } = await played.config.send(statusOf());
    expect(status).toMatchObject({
      State: 'FAILED',
      StepDetails: [
        { Name: 'Initialization', State: 'FAILED', ErrorMessage: 'document Gone does not exist' },
      ],
    });
  });

  test('pages by a hundred unless told otherwise, and shows the keys that are asked for', async () => {
    const played = await manual();
    const ids = vpcs(101);
    await played.judge('NON_COMPLIANT', ...ids.slice(0, 100));
    await played.judge('NON_COMPLIANT', ...ids.slice(100));
    await played.config.send(start(...ids.slice(0, 100)));
    await played.config.send(start(...ids.slice(100)));
    const shown = async (input: object) => {
      const answer = await played.config.send(statusOf(input));
      return [answer.RemediationExecutionStatuses?.length, answer.NextToken];
    };
    expect(await shown({})).toEqual([100, '100']);
    expect(await shown({ NextToken: '100' })).toEqual([1, undefined]);
    expect(await shown({ Limit: 7 })).toEqual([7, '7']);
    expect(await shown({ ResourceKeys: keys('vpc-3', 'vpc-9', 'vpc-none') })).toEqual([2, undefined]);
  });

  test.each([
    ['a rule without remediation', { ConfigRuleName: 'other' }, 'NoSuchRemediationConfigurationException'],
    ['a token that it did not give out', { NextToken: 'x' }, 'InvalidNextTokenException'],
    ['a limit of 101', { Limit: 101 }, 'ValidationException'],
  ])('refuses %s', async (_, input, code) => {
    const { config } = await manual();
    await expect(config.send(statusOf(input))).rejects.toMatchObject({ name: code });
  });
});

describe('remediation exceptions', () => {
  test('are put with a message and an end, shown with them, and deleted', async () => {
    const played = await manual();
    const ExpirationTime = new Date('2027-02-01T00:00:00Z');
    await played.judge('NON_COMPLIANT', 'vpc-0', 'vpc-1');
    expect(
      await played.config.send(except(['vpc-0'], { Message: 'on leave', ExpirationTime })),
    ).toMatchObject({ FailedBatches: [] });
    await played.config.send(except(['vpc-1']));
    const { RemediationExceptions } = await played.config.send(
      new DescribeRemediationExceptionsCommand(RULE),
    );
    expect(RemediationExceptions).toEqual([
      { ...RULE, ...exceptionKeys('vpc-0')[0], Message: 'on leave', ExpirationTime },
      { ...RULE, ...exceptionKeys('vpc-1')[0] },
    ]);
    expect(await played.config.send(clear('vpc-0', 'vpc-1'))).toMatchObject({ FailedBatches: [] });
    expect(await exceptionsOf(played)).toEqual([]);
  });

  test('are made of non-compliant resources only', async () => {
    const played = await manual();
    await played.judge('NON_COMPLIANT', 'vpc-0');
    await played.judge('COMPLIANT', 'vpc-1');
    expect(await played.config.send(except(['vpc-0', 'vpc-1', 'vpc-2'], { Message: 'x' }))).toMatchObject({
      FailedBatches: [
        {
          FailureMessage: 'The resource is not NON_COMPLIANT.',
          FailedItems: [
            { ...RULE, ...exceptionKeys('vpc-1')[0], Message: 'x' },
            { ...RULE, ...exceptionKeys('vpc-2')[0], Message: 'x' },
          ],
        },
      ],
    });
    expect(await exceptionsOf(played)).toEqual(['vpc-0']);
  });

  test('that do not exist cannot be deleted, and those beside them are', async () => {
    const played = await manual();
    await played.judge('NON_COMPLIANT', 'vpc-0');
    await played.config.send(except(['vpc-0']));
    expect(await played.config.send(clear('vpc-0', 'vpc-1'))).toMatchObject({
      FailedBatches: [
        {
          FailureMessage: 'No remediation exception exists for the resource.',
          FailedItems: exceptionKeys('vpc-1'),
        },
      ],
    });
    await expect(played.config.send(clear('vpc-0'))).rejects.toMatchObject({
      name: 'NoSuchRemediationExceptionException',
    });
  });

  test('keep a VPC out of a round that has begun', async () => {
    const played = await remediatedRule({ concurrentExecutionRatePercentage: 50 });
    await played.judge('NON_COMPLIANT', 'vpc-0', 'vpc-1');
    await played.advance(DELAY + 1);
    await played.config.send(except(['vpc-1']));
    await played.advance(3600);
    expect(played.called).toEqual(['vpc-0']);
  });

  test('end at their time, and automatic remediation goes on', async () => {
    const played = await remediatedRule();
    await played.judge('NON_COMPLIANT', 'vpc-0');
    const now = played.sandbox.world.scheduler.now().getTime();
    await played.config.send(except(['vpc-0'], { ExpirationTime: new Date(now + 3600_000) }));
    await played.advance(3599);
    expect(await exceptionsOf(played)).toEqual(['vpc-0']);
    expect(played.executions()).toEqual([]);
    await played.advance(1 + DELAY + EXECUTION);
    expect(await exceptionsOf(played)).toEqual([]);
    expect(played.called).toEqual(['vpc-0']);
  });

  test('that end leave it to the next evaluation, where Config is played so, and to every one after it', async () => {
    const played = await remediatedRule();
    const { world } = played.sandbox;
    Object.assign(world.assumptions, { endedExceptionRemediates: 'with the next evaluation' });
    await played.judge('NON_COMPLIANT', 'vpc-0');
    const ExpirationTime = new Date(world.scheduler.now().getTime() + 600_000);
    await played.config.send(except(['vpc-0'], { ExpirationTime }));
    await played.advance(3600);
    await played.judge('NON_COMPLIANT', 'vpc-1');
    await played.advance(DELAY + EXECUTION);
    expect(played.called).toEqual(['vpc-1']);
    await played.judge('NON_COMPLIANT', 'vpc-0');
    await played.advance(DELAY + EXECUTION);
    expect(played.called).toEqual(['vpc-1', 'vpc-0']);
  });

  test('that are moved further away end where they were moved to', async () => {
    const played = await remediatedRule();
    const now = played.sandbox.world.scheduler.now().getTime();
    await played.judge('NON_COMPLIANT', 'vpc-0');
    for (const minutes of [10, 30])
      await played.config.send(except(['vpc-0'], { ExpirationTime: new Date(now + minutes * 60_000) }));
    await played.advance(29 * 60);
    expect(played.executions()).toEqual([]);
    await played.advance(60 + DELAY + EXECUTION);
    expect(played.called).toEqual(['vpc-0']);
  });

  test('that are put again last as long as the second says', async () => {
    const played = await remediatedRule();
    await played.judge('NON_COMPLIANT', 'vpc-0');
    const now = played.sandbox.world.scheduler.now().getTime();
    await played.config.send(except(['vpc-0'], { ExpirationTime: new Date(now + 60_000) }));
    await played.config.send(except(['vpc-0'], { Message: 'for good' }));
    await played.advance(3600);
    expect(played.executions()).toEqual([]);
  });

  test('that Config made are deleted like others: attempts are counted anew', async () => {
    const played = await remediatedRule({ maximumAutomaticAttempts: 2, retryAttemptSeconds: 86_400 });
    played.refused.add('vpc-0');
    await played.judge('NON_COMPLIANT', 'vpc-0');
    await played.advance(3600);
    expect(played.executions()).toHaveLength(2);
    await played.config.send(clear('vpc-0'));
    await played.advance(3600);
    expect(played.executions()).toHaveLength(4);
    expect(await exceptionsOf(played)).toEqual(['vpc-0']);
  });

  test('are paged by 25 unless told otherwise, and not when keys are asked for', async () => {
    const played = await manual();
    await played.judge('NON_COMPLIANT', ...vpcs(30));
    await played.config.send(except(vpcs(30)));
    const shown = async (input: object) => {
      const command = new DescribeRemediationExceptionsCommand({ ...RULE, ...input });
      const answer = await played.config.send(command);
      return [answer.RemediationExceptions?.length, answer.NextToken];
    };
    expect(await shown({})).toEqual([25, '25']);
    expect(await shown({ NextToken: '25' })).toEqual([5, undefined]);
    expect(await shown({ Limit: 1, ResourceKeys: exceptionKeys('vpc-1', 'vpc-2') })).toEqual([2, undefined]);
  });

  test.each<[string, object, string]>([
    ['an empty message', { Message: '' }, 'ValidationException'],
    ['a message of 1,025 characters', { Message: 'x'.repeat(1025) }, 'ValidationException'],
    ['an end in the past', { ExpirationTime: new Date(0) }, 'InvalidParameterValueException'],
    ['no key', { ResourceKeys: [] }, 'ValidationException'],
    ['101 keys', { ResourceKeys: exceptionKeys(...vpcs(101)) }, 'ValidationException'],
    ['another rule', { ConfigRuleName: 'other' }, 'InvalidParameterValueException'],
  ])('are not put with %s', async (_, wrong, code) => {
    const played = await manual();
    await played.judge('NON_COMPLIANT', 'vpc-0');
    const command = new PutRemediationExceptionsCommand({
      ...RULE,
      ResourceKeys: exceptionKeys('vpc-0'),
      ...wrong,
    });
    await expect(played.config.send(command)).rejects.toMatchObject({ name: code });
    expect(await exceptionsOf(played)).toEqual([]);
  });
});

describe('DescribeRemediationConfigurations', () => {
  test('shows what was configured, and leaves out rules without it', async () => {
    const { config, rule } = await remediatedRule();
    const { RemediationConfigurations } = await config.send(
      new DescribeRemediationConfigurationsCommand({ ConfigRuleNames: ['rule', 'other'] }),
    );
    expect(RemediationConfigurations).toEqual([
      {
        ...RULE,
        TargetType: 'SSM_DOCUMENT',
        TargetId: 'Repair',
        Parameters: {
          VpcId: { ResourceValue: { Value: 'RESOURCE_ID' } },
          AutomationAssumeRole: { StaticValue: { Values: ['arn:aws:iam::111122223333:role/Automation'] } },
        },
        Automatic: true,
        ExecutionControls: { SsmControls: { ConcurrentExecutionRatePercentage: 100, ErrorPercentage: 100 } },
        MaximumAutomaticAttempts: 3,
        RetryAttemptSeconds: 3600,
        Arn: rule.remediation?.arn,
      },
    ]);
  });
});
