import {
  DescribeRemediationExceptionsCommand,
  type Evaluation,
  PutEvaluationsCommand,
  PutRemediationExceptionsCommand,
  type RemediationException,
} from '@aws-sdk/client-config-service';
import { toLogLine } from '../../lambda/log-line';
import { RULE, ruleEvent, scheduled, vpcChange } from './events';
import { awsError, flowLog, type Region, result, stage, vpc } from './stage';

const MINUTE = 60_000;

const ids = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, at) => `vpc-${(at + 0x100).toString(16)}`);
const vpcsOf = (count: number) => ids(count).map((VpcId) => vpc({ VpcId }));

const sweepOf = (maxRemediationsPerSweep?: number, members = {}) =>
  ruleEvent(scheduled(), {
    ruleParameters: JSON.stringify(maxRemediationsPerSweep ? { maxRemediationsPerSweep } : {}),
    ...members,
  });

/** An exception as the function makes it. */
const ours = (ResourceId: string, minutes: number): Partial<RemediationException> => ({
  ResourceId,
  Message: 'Waits for its turn to be remediated: maxRemediationsPerSweep releases 2 an hour.',
  ExpirationTime: new Date(Date.parse('2027-03-01T12:00:00.000Z') + minutes * MINUTE),
});
const byConfig = (ResourceId: string): Partial<RemediationException> => ({
  ResourceId,
  Message: '3 automatic remediation attempts failed',
});
const byPerson = (ResourceId: string): Partial<RemediationException> => ({
  ResourceId,
  Message: 'the network team rebuilds it',
  ExpirationTime: new Date('2027-04-01T00:00:00.000Z'),
});

/** A sweep, with what it put: `evaluations a b` and `exceptions b +60 min`, in order. */
async function sweep(cap: number, region: Region) {
  const staged = stage(region);
  const { config } = staged;
  const put: string[] = [];
  const named = (ResourceIds: readonly unknown[]) => ResourceIds.join(' ');
  config.on(PutEvaluationsCommand).callsFake(({ Evaluations }) => {
    put.push(`evaluations ${named(Evaluations.map((each: Evaluation) => each.ComplianceResourceId))}`);
    return Promise.resolve({ FailedEvaluations: [] });
  });
  config.on(PutRemediationExceptionsCommand).callsFake(({ ResourceKeys, ExpirationTime }) => {
    const minutes = (ExpirationTime.getTime() - Date.parse('2027-03-01T12:00:00.000Z')) / MINUTE;
    const keys = ResourceKeys.map(({ ResourceId }: { ResourceId: string }) => ResourceId);
    put.push(`exceptions ${named(keys)} +${Math.floor(minutes)} min`);
    return Promise.resolve({ FailedBatches: [] });
  });
  await staged.invoke(sweepOf(cap));
  return { ...staged, put };
}

describe('a sweep of more non-compliant VPCs than maxRemediationsPerSweep', () => {
  test('reports those within the cap first, and each batch of the others right before their exceptions', async () => {
    const { put } = await sweep(2, { vpcs: vpcsOf(5) });
    expect(put[0]).toBe('evaluations vpc-100 vpc-101');
    expect([...put].sort()).toEqual([
      'evaluations vpc-100 vpc-101',
      'evaluations vpc-102 vpc-103',
      'evaluations vpc-104',
      'exceptions vpc-102 vpc-103 +60 min',
      'exceptions vpc-104 +120 min',
    ]);
    for (const [exceptions, evaluations] of [
      ['exceptions vpc-102 vpc-103 +60 min', 'evaluations vpc-102 vpc-103'],
      ['exceptions vpc-104 +120 min', 'evaluations vpc-104'],
    ])
      expect(put.indexOf(String(evaluations))).toBeLessThan(put.indexOf(String(exceptions)));
  });

  test('holds back first, and reports then, where Config shows them non-compliant already', async () => {
    const { put } = await sweep(2, { vpcs: vpcsOf(4), remembered: ids(4) });
    expect(put).toEqual([
      'exceptions vpc-102 vpc-103 +60 min',
      'evaluations vpc-100 vpc-101 vpc-102 vpc-103',
    ]);
  });

  test('gives the same verdicts as without a cap, each once', async () => {
    const region = { vpcs: vpcsOf(300), flowLogs: [flowLog({ ResourceId: 'vpc-103' })] };
    const uncapped = stage(region);
    await uncapped.invoke(sweepOf());
    const capped = stage(region);
    await capped.invoke(sweepOf(7));
    expect([...capped.put()].sort()).toEqual([...uncapped.put()].sort());
    const inputs = capped.putInputs().flatMap(({ Evaluations = [] }) => Evaluations);
    expect(inputs.filter(({ Annotation }) => Annotation === 'no flow log')).toHaveLength(299);
  });

  test('puts no more than a hundred exceptions in a call, all of one end', async () => {
    const { config } = await sweep(150, { vpcs: vpcsOf(400) });
    const sizes = config
      .commandCalls(PutRemediationExceptionsCommand)
      .map(({ args: [{ input }] }: any) => [input.ResourceKeys.length, input.ExpirationTime.getTime()]);
    expect(sizes.map(([size]: number[]) => size)).toEqual([100, 50, 100]);
    expect(new Set(sizes.map(([, end]: number[]) => end)).size).toBe(2);
  });

  test('says in the exception why, and what releases it at once', async () => {
    const { config } = await sweep(2, { vpcs: vpcsOf(3) });
    const [call] = config.commandCalls(PutRemediationExceptionsCommand);
    expect(call?.args[0].input).toMatchObject({
      ConfigRuleName: RULE,
      ResourceKeys: [{ ResourceType: 'AWS::EC2::VPC', ResourceId: 'vpc-102' }],
      Message: expect.stringMatching(/maxRemediationsPerSweep releases 2 an hour.*delete this exception/),
    });
  });

  test('leaves alone who waits already, and recognizes its own message', async () => {
    const first = await sweep(2, { vpcs: vpcsOf(4) });
    const [{ args }] = first.config.commandCalls(PutRemediationExceptionsCommand) as any;
    const { Message, ExpirationTime } = args[0].input;
    const exceptions = ['vpc-102', 'vpc-103'].map((ResourceId) => ({ ResourceId, Message, ExpirationTime }));
    const second = await sweep(2, { vpcs: vpcsOf(4), remembered: ids(4), exceptions });
    expect(second.put).toEqual(['evaluations vpc-100 vpc-101 vpc-102 vpc-103']);
    expect(second.records).toEqual([expect.objectContaining({ waiting: 2 })]);
  });

  test.each([
    ['that Config made after failed attempts', byConfig],
    ['that a person made, even with an end', byPerson],
  ])('neither touches nor counts exceptions %s', async (_, exception) => {
    const exceptions = [exception('vpc-100'), exception('vpc-104')];
    const { put, records } = await sweep(2, { vpcs: vpcsOf(5), remembered: ids(5), exceptions });
    expect(put).toEqual([
      'exceptions vpc-103 +60 min',
      'evaluations vpc-100 vpc-101 vpc-102 vpc-103 vpc-104',
    ]);
    expect(records).toEqual([expect.objectContaining({ waiting: 1 })]);
  });

  test('asks about a hundred VPCs in a call, of the non-compliant ones only, before it reports anything', async () => {
    const flowLogs = [flowLog({ ResourceId: 'vpc-100' })];
    const { config, invoke, calls } = stage({ vpcs: vpcsOf(251), flowLogs });
    await invoke(sweepOf(1_000));
    const asked = config
      .commandCalls(DescribeRemediationExceptionsCommand)
      .map(({ args: [{ input }] }: any) => input.ResourceKeys.length);
    expect(asked).toEqual([100, 100, 50]);
    expect(calls.lastIndexOf('DescribeRemediationExceptions')).toBeLessThan(calls.indexOf('PutEvaluations'));
    expect(calls).not.toContain('PutRemediationExceptions');
  });

  test('says in its log line and its metrics how many wait', async () => {
    const { records } = await sweep(2, {
      vpcs: vpcsOf(5),
      remembered: ids(5),
      exceptions: [ours('vpc-104', 120)],
    });
    const [record] = records;
    const line = record && JSON.parse(toLogLine(record, new Date(0)));
    expect(line).toMatchObject({ waiting: 3, Waiting: 3, NonCompliant: 5 });
    expect(line._aws.CloudWatchMetrics[0].Metrics).toContainEqual({ Name: 'Waiting', Unit: 'Count' });
  });
});

describe('what Config leaves out of the exceptions', () => {
  const leavingOut = (vpcId: string, times: number) => {
    let calls = 0;
    return ({ ResourceKeys }: any) => {
      calls += 1;
      const left = ResourceKeys.filter(({ ResourceId }: any) => ResourceId === vpcId);
      const FailureMessage = 'The resource is not NON_COMPLIANT.';
      const FailedBatches = calls > times || left.length === 0 ? [] : [{ FailureMessage, FailedItems: left }];
      return Promise.resolve({ FailedBatches });
    };
  };
  const putKeys = (staged: ReturnType<typeof stage>) =>
    staged.config
      .commandCalls(PutRemediationExceptionsCommand)
      .map(({ args: [{ input }] }: any) => input.ResourceKeys.map(({ ResourceId }: any) => ResourceId));

  test('is put again, only that, after a pause that doubles', async () => {
    const staged = stage({ vpcs: vpcsOf(4) });
    staged.config.on(PutRemediationExceptionsCommand).callsFake(leavingOut('vpc-103', 2));
    await staged.invoke(sweepOf(2));
    expect(putKeys(staged)).toEqual([['vpc-102', 'vpc-103'], ['vpc-103'], ['vpc-103']]);
    expect(staged.pauses).toEqual([1_000, 2_000]);
  });

  test('is put again after its evaluation where Config did not show it non-compliant after all', async () => {
    const staged = stage({ vpcs: vpcsOf(3), remembered: ids(3) });
    staged.config.on(PutRemediationExceptionsCommand).callsFake(leavingOut('vpc-101', 1));
    await staged.invoke(sweepOf(1));
    expect(staged.put().slice(0, 2)).toEqual(['vpc-100 NON_COMPLIANT', 'vpc-102 NON_COMPLIANT']);
    expect(staged.put().slice(2)).toEqual(['vpc-101 NON_COMPLIANT']);
    expect(putKeys(staged)).toEqual([['vpc-101'], ['vpc-102'], ['vpc-101']]);
  });

  test('is an error after three attempts, with every verdict reported', async () => {
    const staged = stage({ vpcs: vpcsOf(3) });
    staged.config.on(PutRemediationExceptionsCommand).callsFake(leavingOut('vpc-102', 9));
    await expect(staged.invoke(sweepOf(1))).rejects.toThrow(
      'config:PutRemediationExceptions left 1 VPCs out after 3 attempts, the first vpc-102',
    );
    expect(staged.put()).toHaveLength(3);
  });
});

describe('an error of the cap', () => {
  test.each([
    [
      'reading the exceptions fails',
      DescribeRemediationExceptionsCommand,
      awsError('AccessDeniedException'),
      'config:DescribeRemediationExceptions failed: AccessDeniedException',
    ],
    [
      'making them of what is non-compliant already fails',
      PutRemediationExceptionsCommand,
      awsError('InsufficientPermissionsException'),
      'config:PutRemediationExceptions failed: InsufficientPermissionsException',
    ],
  ])('ends the run before anything is reported: %s', async (_, command: any, error, says) => {
    const { invoke, config, putInputs } = stage({ vpcs: vpcsOf(3), remembered: ids(3) });
    config.on(command).rejects(error);
    await expect(invoke(sweepOf(1))).rejects.toThrow(says);
    expect(putInputs()).toEqual([]);
  });

  test.each([
    [DescribeRemediationExceptionsCommand, 'config:DescribeRemediationExceptions answered with no list'],
    [PutRemediationExceptionsCommand, 'config:PutRemediationExceptions answered without FailedBatches'],
  ])('is an answer without its list, too', async (command: any, says) => {
    const { invoke, config, putInputs } = stage({ vpcs: vpcsOf(3), remembered: ids(3) });
    config.on(command).resolves({});
    await expect(invoke(sweepOf(1))).rejects.toThrow(says);
    expect(putInputs()).toEqual([]);
  });
});

describe('exceptions are neither read nor made', () => {
  test.each<[string, unknown]>([
    ['without a cap', sweepOf()],
    [
      'after the change of a single VPC',
      ruleEvent(vpcChange(), { ruleParameters: '{"maxRemediationsPerSweep":"1"}' }),
    ],
    ['in test mode', sweepOf(1, { resultToken: 'TESTMODE' })],
    ['where nothing can be reported', sweepOf(1, { resultToken: undefined })],
  ])('%s', async (_, event) => {
    const { invoke, calls, records } = stage({
      vpcs: [...vpcsOf(3), vpc()],
      remembered: [result('vpc-100')],
    });
    await invoke(event);
    expect(calls.filter((call) => call.includes('RemediationExceptions'))).toEqual([]);
    expect(records[0]).not.toHaveProperty('waiting');
  });
});
