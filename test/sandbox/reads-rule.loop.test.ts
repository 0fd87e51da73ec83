import { retryWindowSeconds } from '../../runbook';
import { type Change, HOUR, MINUTE, type MutableTemplate, type Rehearsal, rehearse } from './rehearsal';
import {
  AUTOMATION_ROLE,
  documentOf,
  EXECUTION_ROLE,
  forbid,
  propertiesOf,
  remediationOf,
  ruleOf,
} from './template-changes';

const DAY = 24 * HOUR;

/** The rule's own source details of one message type. */
const detailsOf = (template: MutableTemplate, messageType: string): Record<string, any>[] =>
  ruleOf(template)['Source'].SourceDetails.filter((detail: any) => detail.MessageType === messageType);

const scheduleOf =
  (MaximumExecutionFrequency: string): Change =>
  (template) =>
    Object.assign(detailsOf(template, 'ScheduledNotification')[0] ?? {}, { MaximumExecutionFrequency });

/** CreateFlowLogs is refused, so that every remediation fails. */
const nothingCanBeCreated: Change = (template) => forbid(template, AUTOMATION_ROLE, 'ec2:CreateFlowLogs');

/** A covered VPC, an hour after it was created. */
async function coveredVpc(change?: Change): Promise<{ rehearsal: Rehearsal; vpcId: string }> {
  const rehearsal = await rehearse({ change });
  const vpcId = await rehearsal.createVpc();
  await rehearsal.createFlowLog(vpcId);
  await rehearsal.advance(HOUR);
  expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
  return { rehearsal, vpcId };
}

/** Config shows the verdict until that many minutes from now, and another one a moment later. */
async function expectNewVerdictAfter(minutes: number, rehearsal: Rehearsal, vpcId: string): Promise<void> {
  const now = await rehearsal.compliance(vpcId);
  await rehearsal.advance(minutes * MINUTE - 30);
  expect(await rehearsal.compliance(vpcId)).toBe(now);
  await rehearsal.advance(90);
  expect(await rehearsal.compliance(vpcId)).not.toBe(now);
}

describe('Automatic', () => {
  test.each([
    [true, 1],
    [false, 0],
  ])('%s: %i flow logs are created', async (automatic, created) => {
    const rehearsal = await rehearse({
      change: (template) => Object.assign(remediationOf(template), { Automatic: automatic }),
    });
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(DAY);
    expect(await rehearsal.ours(vpcId)).toHaveLength(created);
    expect(await rehearsal.executions()).toHaveLength(created);
    expect(await rehearsal.compliance(vpcId)).toBe(automatic ? 'COMPLIANT' : 'NON_COMPLIANT');
  });

  test('false: a person can still remediate', async () => {
    const rehearsal = await rehearse({
      change: (template) => Object.assign(remediationOf(template), { Automatic: false }),
    });
    const vpcId = await rehearsal.createVpc();
    const execution = await rehearsal.remediate(vpcId);
    expect(execution.AutomationExecutionStatus).toBe('Success');
    expect(await rehearsal.ours(vpcId)).toHaveLength(1);
  });
});

describe('the scope', () => {
  const withoutFlowLogs: Change = (template) => {
    ruleOf(template)['Scope'].ComplianceResourceTypes = ['AWS::EC2::VPC'];
  };

  test.each([
    ['with AWS::EC2::FlowLog', 1, undefined],
    ['without AWS::EC2::FlowLog', 5 * 60, withoutFlowLogs],
  ] as const)('%s: a deleted flow log is noticed after %i minutes', async (_, minutes, change) => {
    const { rehearsal, vpcId } = await coveredVpc(change);
    const [flowLog] = await rehearsal.flowLogsOf(vpcId);
    await rehearsal.deleteFlowLog(flowLog?.FlowLogId);
    await expectNewVerdictAfter(minutes, rehearsal, vpcId);
  });

  test('without AWS::EC2::VPC: a new VPC waits for the schedule', async () => {
    const rehearsal = await rehearse({
      change: (template) => {
        ruleOf(template)['Scope'].ComplianceResourceTypes = ['AWS::EC2::FlowLog'];
      },
    });
    await rehearsal.advance(HOUR);
    const vpcId = await rehearsal.createVpc();
    await expectNewVerdictAfter(5 * 60, rehearsal, vpcId);
  });
});

describe('the schedule', () => {
  test.each([
    ['One_Hour', 1],
    ['Three_Hours', 3],
    ['Six_Hours', 6],
    ['Twelve_Hours', 12],
    ['TwentyFour_Hours', 24],
  ])('%s: a change that Config lost is noticed after %i hours', async (frequency, hours) => {
    const rehearsal = await rehearse({ change: scheduleOf(frequency) });
    const vpcId = await rehearsal.createVpc();
    await rehearsal.createFlowLog(vpcId);
    await rehearsal.advance(30 * MINUTE);
    rehearsal.sandbox.home.flowLogs.clear();
    await expectNewVerdictAfter(hours * 60 - 30, rehearsal, vpcId);
  });

  test('without a frequency: runs every 24 hours, as Config does', async () => {
    const rehearsal = await rehearse({
      change: (template) => {
        delete detailsOf(template, 'ScheduledNotification')[0]?.['MaximumExecutionFrequency'];
      },
    });
    await rehearsal.advance(3 * DAY);
    expect(rehearsal.story.filter((line) => line.includes('config: schedule'))).toHaveLength(4);
  });

  test('without ScheduledNotification: it never runs, and what changes did not tell stays unknown', async () => {
    const rehearsal = await rehearse({
      change: (template) => {
        const { Source } = ruleOf(template);
        Source.SourceDetails = Source.SourceDetails.filter(
          (detail: any) => detail.MessageType !== 'ScheduledNotification',
        );
      },
    });
    const vpcId = await rehearsal.createVpc();
    await rehearsal.createFlowLog(vpcId);
    await rehearsal.advance(HOUR);
    rehearsal.sandbox.home.flowLogs.clear();
    await rehearsal.advance(3 * DAY);
    expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
    expect(rehearsal.story.join('\n')).not.toContain('schedule');
  });

  test('without ConfigurationItemChangeNotification: changes wait for the schedule', async () => {
    const rehearsal = await rehearse({
      change: (template) => {
        const { Source } = ruleOf(template);
        Source.SourceDetails = detailsOf(template, 'ScheduledNotification');
      },
    });
    await rehearsal.advance(HOUR);
    const vpcId = await rehearsal.createVpc();
    await expectNewVerdictAfter(5 * 60, rehearsal, vpcId);
  });
});

describe('the attempts', () => {
  /** Failed executions until Config gave up, or undefined when it did not within four hours. */
  async function failuresUntilException(limits: Record<string, number>): Promise<number | undefined> {
    const rehearsal = await rehearse({
      change: (template) => {
        nothingCanBeCreated(template);
        Object.assign(remediationOf(template), limits);
      },
    });
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(4 * HOUR);
    const exceptions = await rehearsal.exceptions();
    if (exceptions.length === 0) return undefined;
    expect(exceptions).toEqual([vpcId]);
    const statuses = (await rehearsal.executions()).map((each) => each.AutomationExecutionStatus);
    expect(new Set(statuses)).toEqual(new Set(['Failed']));
    return statuses.length;
  }

  test.each([1, 2, 5])(
    'MaximumAutomaticAttempts %i: the remediation exception comes after as many',
    async (attempts) => {
      expect(
        await failuresUntilException({ MaximumAutomaticAttempts: attempts, RetryAttemptSeconds: DAY }),
      ).toBe(attempts);
    },
  );

  test('RetryAttemptSeconds that are shorter than the attempts: the exception never comes', async () => {
    expect(
      await failuresUntilException({ MaximumAutomaticAttempts: 3, RetryAttemptSeconds: 60 }),
    ).toBeUndefined();
  });

  test('of the shipped template trip', async () => {
    expect(await failuresUntilException({})).toBe(3);
  });

  test.each([
    { rate: 10, error: 50, attempts: 3, vpcs: 12 },
    { rate: 10, error: 100, attempts: 3, vpcs: 19 },
    { rate: 15, error: 100, attempts: 2, vpcs: 13 },
    { rate: 1, error: 100, attempts: 2, vpcs: 20 },
    { rate: 100, error: 1, attempts: 5, vpcs: 5 },
  ])('trip for every VPC in the window that is deployed with them: %j', async (limits) => {
    const { rate, error, attempts, vpcs } = limits;
    const rehearsal = await rehearse({
      change: (template) => {
        nothingCanBeCreated(template);
        const remediation = remediationOf(template);
        const settings = { maximumAutomaticAttempts: attempts, concurrentExecutionRatePercentage: rate };
        const RetryAttemptSeconds = retryWindowSeconds(documentOf(template) as any, settings);
        Object.assign(remediation, { MaximumAutomaticAttempts: attempts, RetryAttemptSeconds });
        const SsmControls = { ConcurrentExecutionRatePercentage: rate, ErrorPercentage: error };
        remediation['ExecutionControls'] = { SsmControls };
      },
    });
    for (let count = 0; count < vpcs; count += 1) await rehearsal.createVpc();
    await rehearsal.advance(2 * DAY);
    expect(await rehearsal.exceptions()).toHaveLength(vpcs);
    const executions = rehearsal.sandbox.home.executions.size;
    expect(executions).toBe(vpcs * attempts);
    await rehearsal.advance(2 * DAY);
    expect(rehearsal.sandbox.home.executions.size).toBe(executions);
  });
});

describe('the rate and error limits', () => {
  /** How many executions ran at the same time at most, and how many ran in the first round. */
  async function executionsOfRound(limits: Record<string, number>, change: Change = () => undefined) {
    const rehearsal = await rehearse({
      change: (template) => {
        Object.assign(remediationOf(template)['ExecutionControls'].SsmControls, limits);
        remediationOf(template)['MaximumAutomaticAttempts'] = 1;
        change(template);
      },
    });
    for (let count = 0; count < 10; count += 1) await rehearsal.createVpc();
    let [most, minutes] = [0, 0];
    for (; minutes < 120; minutes += 1) {
      await rehearsal.advance(MINUTE);
      const running = [...rehearsal.sandbox.home.executions.values()].filter(
        ({ status }) => status === 'InProgress',
      );
      most = Math.max(most, running.length);
    }
    return { most, story: rehearsal.story, executions: await rehearsal.executions() };
  }

  test.each([
    [10, 1],
    [50, 5],
    [100, 10],
  ])(
    'ConcurrentExecutionRatePercentage %i: of ten VPCs %i are remediated at once',
    async (percentage, atOnce) => {
      const { most, executions } = await executionsOfRound({
        ConcurrentExecutionRatePercentage: percentage,
      });
      expect(most).toBe(atOnce);
      expect(executions).toHaveLength(10);
    },
  );

  test.each([
    [10, 2],
    [50, 6],
  ])(
    'ErrorPercentage %i: a round of ten failing remediations ends after %i',
    async (ErrorPercentage, failures) => {
      const { story } = await executionsOfRound({ ErrorPercentage }, nothingCanBeCreated);
      const ended = story.findIndex((line) => line.includes('too many failures'));
      expect(story[ended]).toContain(`${10 - failures} remediations not started`);
      expect(story.slice(0, ended).filter((line) => line.includes('execution Failed'))).toHaveLength(
        failures,
      );
    },
  );

  test('ErrorPercentage 100: all ten are tried', async () => {
    const { story, executions } = await executionsOfRound({ ErrorPercentage: 100 }, nothingCanBeCreated);
    expect(story.join('\n')).not.toContain('too many failures');
    expect(executions).toHaveLength(10);
  });
});

describe('InputParameters', () => {
  const trafficType =
    (value: unknown): Change =>
    (template) =>
      Object.assign(ruleOf(template), { InputParameters: value });

  test.each([
    ['{}', {}, 'NON_COMPLIANT'],
    ['trafficType REJECT', { trafficType: 'REJECT' }, 'COMPLIANT'],
    ['trafficType REJECT as a JSON text', '{"trafficType":"REJECT"}', 'COMPLIANT'],
    ['trafficType ACCEPT', { trafficType: 'ACCEPT' }, 'NON_COMPLIANT'],
  ])('%s: a VPC that captures REJECT is judged by it', async (_, parameters, expected) => {
    const rehearsal = await rehearse({
      change: (template) => {
        trafficType(parameters)(template);
        remediationOf(template)['Automatic'] = false;
      },
    });
    const vpcId = await rehearsal.createVpc();
    await rehearsal.createFlowLog(vpcId, { TrafficType: 'REJECT' });
    await rehearsal.advance(HOUR);
    expect(await rehearsal.compliance(vpcId)).toBe(expected);
  });
});

describe('the asynchronous settings of the function', () => {
  /** The function may not read flow logs, so that the first schedule's event fails. */
  async function failing(settings: Record<string, number>): Promise<Rehearsal> {
    const rehearsal = await rehearse({
      change: (template) => {
        forbid(template, EXECUTION_ROLE, 'ec2:DescribeFlowLogs');
        Object.assign(propertiesOf(template, 'AWS::Lambda::EventInvokeConfig'), settings);
      },
    });
    await rehearsal.advance(HOUR);
    return rehearsal;
  }

  const failuresAt = (rehearsal: Rehearsal) =>
    rehearsal.story.flatMap((line) => (line.includes(' failed: ') ? (line.split(' ')[0] ?? '') : []));

  test.each([
    [2, ['0:01', '1:01', '3:01']],
    [1, ['0:01', '1:01']],
    [0, ['0:01']],
  ])('MaximumRetryAttempts %i: an event is tried at %p', async (MaximumRetryAttempts, times) => {
    const rehearsal = await failing({ MaximumRetryAttempts });
    expect(failuresAt(rehearsal)).toEqual(times);
    expect(rehearsal.failureQueue).toHaveLength(1);
  });

  test('MaximumEventAgeInSeconds: an event that gets too old is tried no more, and kept', async () => {
    const rehearsal = await failing({ MaximumEventAgeInSeconds: 90 });
    expect(failuresAt(rehearsal)).toEqual(['0:01', '1:01']);
    const [message = '{}'] = rehearsal.failureQueue;
    expect(JSON.parse(message).requestContext).toMatchObject({
      condition: 'EventAgeExceeded',
      approximateInvokeCount: 2,
    });
  });
});

describe('failures are told honestly', () => {
  test('without ec2:DescribeFlowLogs no verdict is put: the event is retried twice and ends in the failure queue', async () => {
    const rehearsal = await rehearse({
      change: (template) => forbid(template, EXECUTION_ROLE, 'ec2:DescribeFlowLogs'),
    });
    await rehearsal.advance(HOUR);
    const before = rehearsal.failureQueue.length;
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(20 * MINUTE);
    expect(rehearsal.story.filter((line) => line.includes(' failed: ')).slice(-3)).toEqual(
      ['61:01', '62:01', '64:01'].map((time) =>
        expect.stringMatching(
          new RegExp(`^${time} lambda: .*not authorized to perform: ec2:DescribeFlowLogs`),
        ),
      ),
    );
    expect(rehearsal.failureQueue.slice(before).map((message) => JSON.parse(message))).toEqual([
      expect.objectContaining({
        requestContext: expect.objectContaining({ condition: 'RetriesExhausted', approximateInvokeCount: 3 }),
        requestPayload: expect.objectContaining({ invokingEvent: expect.stringContaining(vpcId) }),
        responsePayload: expect.objectContaining({
          errorMessage: expect.stringContaining('ec2:DescribeFlowLogs'),
        }),
      }),
    ]);
    expect(await rehearsal.result(vpcId)).toBeUndefined();
    expect(await rehearsal.executions()).toEqual([]);
    const logged = [...rehearsal.sandbox.home.logGroups.values()].flatMap(({ lines }) => lines);
    const failures = logged.map((line) => JSON.parse(line)).filter(({ outcome }) => outcome === 'failed');
    expect(failures.length).toBeGreaterThanOrEqual(3);
    expect(new Set(failures.map(({ level }) => level))).toEqual(new Set(['ERROR']));
  });
});
