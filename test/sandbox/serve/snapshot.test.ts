import type { AutomationExecution } from '../../../sandbox/automation/executions';
import type { ComplianceType } from '../../../sandbox/config/state';
import { Sandbox } from '../../../sandbox/sandbox';
import { snapshot } from '../../../sandbox/serve/snapshot';
import type { RegionState } from '../../../sandbox/world';
import { ruleWithToken } from '../config/rule';

const START = new Date('2027-01-04T08:00:00Z');

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.start({ start: START });
});
afterEach(() => sandbox.close());

const shown = (filter = '') =>
  snapshot(sandbox.world, { place: sandbox.place, speed: 30, start: START }, filter);

function addVpc(region: RegionState, vpcId: string, tags: Readonly<Record<string, string>> = {}): void {
  const { accountId: ownerId } = region.place;
  region.vpcs.set(vpcId, {
    vpcId,
    ownerId,
    cidrBlock: '10.0.0.0/16',
    isDefault: false,
    tags,
    sharedWith: [],
  });
}

function addRule() {
  const { rule } = ruleWithToken(sandbox);
  return {
    rule,
    judge: (resourceId: string, complianceType: ComplianceType, annotation?: string): void => {
      rule.results.set(resourceId, {
        resourceType: 'AWS::EC2::VPC',
        resourceId,
        complianceType,
        annotation,
        orderingTimestamp: START,
        resultRecordedTime: START,
        configRuleInvokedTime: START,
      });
    },
  };
}

describe('the VPCs', () => {
  test('are those of all accounts and Regions, the newest first, each where it is', () => {
    addVpc(sandbox.home, 'vpc-1');
    addVpc(sandbox.home, 'vpc-2', { Name: 'second' });
    addVpc(sandbox.world.region({ ...sandbox.place, accountId: '444455556666' }), 'vpc-3');
    addVpc(sandbox.world.region({ ...sandbox.place, region: 'us-east-1' }), 'vpc-4');
    const { vpcs } = shown();
    expect(vpcs.total).toBe(4);
    expect(vpcs.shown.map(({ id, name, accountId, region }) => [id, name, accountId, region])).toEqual([
      ['vpc-2', 'second', '111122223333', 'eu-central-1'],
      ['vpc-1', '', '111122223333', 'eu-central-1'],
      ['vpc-3', '', '444455556666', 'eu-central-1'],
      ['vpc-4', '', '111122223333', 'us-east-1'],
    ]);
  });

  test('have the verdict of every rule of their account, or none yet', () => {
    const { judge } = addRule();
    for (const id of ['vpc-1', 'vpc-2']) addVpc(sandbox.home, id);
    judge('vpc-1', 'NON_COMPLIANT', 'no flow log');
    expect(shown().vpcs.shown.map(({ id, standing, verdicts }) => ({ id, standing, verdicts }))).toEqual([
      {
        id: 'vpc-2',
        standing: 'NOT_JUDGED',
        verdicts: [expect.objectContaining({ ruleName: 'rule', verdict: 'NOT_JUDGED', annotation: '' })],
      },
      {
        id: 'vpc-1',
        standing: 'NON_COMPLIANT',
        verdicts: [expect.objectContaining({ verdict: 'NON_COMPLIANT', annotation: 'no flow log' })],
      },
    ]);
  });

  test("have another account's verdict once it judged them", () => {
    const { judge } = addRule();
    const neighbour = sandbox.world.region({ ...sandbox.place, accountId: '444455556666' });
    for (const id of ['vpc-own', 'vpc-shared']) addVpc(neighbour, id);
    judge('vpc-shared', 'NOT_APPLICABLE');
    expect(shown().vpcs.shown.map(({ id, verdicts }) => [id, verdicts.length])).toEqual([
      ['vpc-shared', 1],
      ['vpc-own', 0],
    ]);
  });

  test('stand as the worst of their verdicts says, and are counted by it', () => {
    const { rule, judge } = addRule();
    sandbox.home.config.rules.set('other', { ...rule, name: 'other', results: new Map(rule.results) });
    for (const id of ['vpc-1', 'vpc-2', 'vpc-3']) addVpc(sandbox.home, id);
    judge('vpc-1', 'NON_COMPLIANT');
    judge('vpc-2', 'COMPLIANT');
    expect(shown().vpcs.standing).toEqual({
      NON_COMPLIANT: 1,
      NOT_JUDGED: 2,
      COMPLIANT: 0,
      NOT_APPLICABLE: 0,
    });
  });

  test.each([
    ['', ['vpc-2', 'vpc-1']],
    ['PAYMENTS', ['vpc-1']],
    ['  vpc-2 ', ['vpc-2']],
    ['team', ['vpc-1']],
    ['no flow log', ['vpc-1']],
    ['non_compliant', ['vpc-1']],
    ['eu-central', ['vpc-2', 'vpc-1']],
    ['nothing of the kind', []],
  ])('that hold %p are %j', (filter, ids) => {
    const { judge } = addRule();
    addVpc(sandbox.home, 'vpc-1', { team: 'payments' });
    addVpc(sandbox.home, 'vpc-2');
    judge('vpc-1', 'NON_COMPLIANT', 'no flow log');
    const { vpcs } = shown(filter);
    expect(vpcs.shown.map(({ id }) => id)).toEqual(ids);
    expect([vpcs.matching, vpcs.total]).toEqual([ids.length, 2]);
  });

  test('are cut at 200, and counted all the same', () => {
    for (let index = 0; index < 5000; index += 1) addVpc(sandbox.home, `vpc-${index}`);
    const { vpcs } = shown();
    expect([vpcs.shown.length, vpcs.matching, vpcs.total]).toEqual([200, 5000, 5000]);
    expect(vpcs.shown[0]?.id).toBe('vpc-4999');
    expect(shown('vpc-17').vpcs.matching).toBe(111);
  });

  test('have the flow logs of theirs and of their subnets, with what EC2 says of the delivery', () => {
    addVpc(sandbox.home, 'vpc-1');
    addVpc(sandbox.home, 'vpc-2');
    sandbox.home.subnets.set('subnet-1', {
      subnetId: 'subnet-1',
      vpcId: 'vpc-1',
      ownerId: '111122223333',
      cidrBlock: '10.0.0.0/24',
      availabilityZone: 'eu-central-1a',
      isDefault: false,
      tags: {},
    });
    const old = new Date(START.getTime() - sandbox.world.delays.firstDelivery * 1000);
    for (const [flowLogId, resourceId, creationTime] of [
      ['fl-1', 'vpc-1', old],
      ['fl-2', 'subnet-1', START],
    ] as const)
      sandbox.home.flowLogs.set(flowLogId, {
        flowLogId,
        resourceId,
        trafficType: 'ALL',
        logDestination: 'arn:aws:s3:::nowhere',
        logDestinationType: 's3',
        logFormat: '',
        maxAggregationInterval: 600,
        destinationOptions: {
          FileFormat: 'plain-text',
          HiveCompatiblePartitions: false,
          PerHourPartition: false,
        },
        tags: {},
        creationTime,
        visibleFrom: START,
      });
    expect(shown().vpcs.shown.map(({ id, flowLogs }) => [id, flowLogs])).toEqual([
      ['vpc-2', []],
      [
        'vpc-1',
        [
          {
            id: 'fl-1',
            resourceId: 'vpc-1',
            traffic: 'ALL',
            destination: 'arn:aws:s3:::nowhere',
            delivery: 'Access error',
          },
          {
            id: 'fl-2',
            resourceId: 'subnet-1',
            traffic: 'ALL',
            destination: 'arn:aws:s3:::nowhere',
            delivery: '',
          },
        ],
      ],
    ]);
  });

  test('say why Config does not remediate them any more, until the exception expires', async () => {
    const { rule } = addRule();
    for (const id of ['vpc-1', 'vpc-2']) addVpc(sandbox.home, id);
    const expirationTime = new Date(START.getTime() + 60_000);
    rule.exceptions.set('vpc-1', { message: 'by hand', expirationTime: undefined });
    rule.exceptions.set('vpc-2', { message: 'for a minute', expirationTime });
    const exceptions = () => shown().vpcs.shown.map(({ verdicts }) => verdicts[0]?.exception);
    expect([exceptions(), shown().exceptions]).toEqual([['for a minute', 'by hand'], 2]);
    await sandbox.advance(60);
    expect([exceptions(), shown().exceptions]).toEqual([[undefined, 'by hand'], 1]);
  });
});

describe('the rest', () => {
  test('tells the clock, its speed and where the stack is', async () => {
    await sandbox.advance(90);
    expect(shown()).toMatchObject({
      clock: '2027-01-04T08:01:30.000Z',
      at: 90,
      speed: 30,
      accountId: '111122223333',
      region: 'eu-central-1',
    });
  });

  test('holds the latest 200 calls and events, the newest first, and how many there were', async () => {
    await sandbox.advance(5);
    for (let index = 0; index < 250; index += 1) {
      sandbox.world.event({ actor: 'ec2', text: `event ${index}` });
      sandbox.world.trace.call({
        time: sandbox.world.scheduler.now(),
        caller: 'someone',
        action: `ec2:Call${index}`,
        resource: '*',
        allowed: index % 2 === 0,
        allowedBy: [],
      });
    }
    const { events, calls } = shown();
    expect([events.total, events.shown.length, calls.total, calls.shown.length]).toEqual([
      250, 200, 250, 200,
    ]);
    expect(events.shown[0]).toEqual({ at: 5, actor: 'ec2', vpcId: '', text: 'event 249' });
    expect(calls.shown[0]).toEqual({
      at: 5,
      caller: 'someone',
      action: 'ec2:Call249',
      resource: '*',
      allowed: false,
    });
  });

  test('holds 50 executions, those that run first and then the newest, and counts all', () => {
    const execution = (id: string, second: number, status: AutomationExecution['status']): void => {
      sandbox.home.executions.set(id, {
        id,
        documentName: 'Repair',
        parameters: {},
        executedBy: '',
        about: undefined,
        steps: [],
        startTime: new Date(START.getTime() + second * 1000),
        endTime: undefined,
        status,
        failureMessage: undefined,
        stop: undefined,
      });
    };
    execution('running', 0, 'InProgress');
    for (let second = 1; second <= 60; second += 1) execution(`ended-${second}`, second, 'Success');
    execution('waiting', 61, 'Pending');
    const { executions } = shown();
    expect([executions.total, executions.running, executions.shown.length]).toEqual([62, 1, 50]);
    expect(executions.shown.slice(0, 3).map(({ id, startedAt }) => [id, startedAt])).toEqual([
      ['running', 0],
      ['waiting', 61],
      ['ended-60', 60],
    ]);
  });

  test('counts what waits in each queue', () => {
    const queue = { name: 'failures', arn: 'arn:aws:sqs:eu-central-1:111122223333:failures' };
    sandbox.home.queues.set('failures', { ...queue, messages: ['one', 'two'], policy: undefined });
    expect(shown().queues).toEqual([{ name: 'failures', messages: 2 }]);
  });
});
