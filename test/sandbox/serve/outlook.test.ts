import { parseDocument } from '../../../sandbox/automation/document';
import type { ConfigRule, RemediationConfiguration } from '../../../sandbox/config/state';
import { Sandbox } from '../../../sandbox/sandbox';
import { greeting } from '../../../sandbox/serve/greeting';
import { type Outlook, outlooks, usualSpeed } from '../../../sandbox/serve/outlook';
import { ruleWithToken } from '../config/rule';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.start({ start: new Date('2027-01-04T08:00:00Z') });
});
afterEach(() => sandbox.close());

const sleep = (name: string, Duration: string) => ({ name, action: 'aws:sleep', inputs: { Duration } });

const REMEDIATION: RemediationConfiguration = {
  arn: 'arn:aws:config:eu-central-1:111122223333:remediation-configuration/rule/1',
  documentName: 'Repair',
  parameters: {},
  automatic: true,
  maximumAutomaticAttempts: 5,
  retryAttemptSeconds: 60,
  concurrentExecutionRatePercentage: 10,
  errorPercentage: 20,
};

const LISTENING = {
  messageTypes: ['ConfigurationItemChangeNotification'],
  resourceTypes: ['AWS::EC2::VPC', 'AWS::EC2::FlowLog'],
  remediation: REMEDIATION,
};

function outlookOf(changes: Partial<ConfigRule>): Outlook | undefined {
  const mainSteps = [
    sleep('Settle', 'PT5M'),
    { name: 'Create', action: 'aws:executeAwsApi', inputs: { Service: 'ec2', Api: 'CreateFlowLogs' } },
    sleep('Wait', 'PT2M'),
  ];
  const content = parseDocument({ schemaVersion: '0.3', mainSteps });
  sandbox.home.documents.set('Repair', { name: 'Repair', content, createdDate: new Date(0) });
  const { rule } = ruleWithToken(sandbox);
  sandbox.home.config.rules.set(rule.name, { ...rule, ...LISTENING, ...changes });
  return outlooks(sandbox.world, sandbox.home)[0];
}

describe('what happens to a new VPC', () => {
  test('is that Config records, remediates and records again, around what the document sleeps before it creates', () => {
    const { recording, remediation } = sandbox.world.delays;
    expect(outlookOf({})).toEqual({
      ruleName: 'rule',
      judgedAfter: recording,
      coveredAfter: recording + remediation + 300 + recording,
    });
  });

  test.each<[string, Partial<ConfigRule>, Partial<Outlook>]>([
    [
      'only a verdict where nobody remediates by themselves',
      { remediation: { ...REMEDIATION, automatic: false } },
      { judgedAfter: 60, coveredAfter: undefined },
    ],
    [
      'only a verdict where there is no remediation',
      { remediation: undefined },
      { judgedAfter: 60, coveredAfter: undefined },
    ],
    [
      'a cover that is noticed on schedule, where the rule does not listen to flow logs',
      { resourceTypes: ['AWS::EC2::VPC'] },
      { judgedAfter: 60, coveredAfter: undefined },
    ],
    [
      'nothing before the schedule, where the rule does not listen to VPCs',
      { resourceTypes: ['AWS::EC2::FlowLog'] },
      { judgedAfter: undefined, coveredAfter: undefined },
    ],
    [
      'nothing before the schedule, where the rule listens to it alone',
      { messageTypes: ['ScheduledNotification'] },
      { judgedAfter: undefined, coveredAfter: undefined },
    ],
  ])('is %s', (_, changes, expected) => {
    expect(outlookOf(changes)).toMatchObject(expected);
  });
});

const outlook = (coveredAfter: number | undefined, ruleName = 'rule'): Outlook => ({
  ruleName,
  judgedAfter: 60,
  coveredAfter,
});

test.each([
  [[], 30],
  [[outlook(undefined)], 30],
  [[outlook(480)], 30],
  [[outlook(1200)], 30],
  [[outlook(1201)], 60],
  [[outlook(480), outlook(3780)], 120],
  [[outlook(40_000)], 1200],
  [[outlook(90_000)], 3600],
])('the usual speed shows the whole of %j while someone watches: %d', (all, speed) => {
  expect(usualSpeed(all)).toBe(speed);
});

describe('the greeting', () => {
  const told = (speed: number, ...all: readonly Outlook[]) =>
    greeting({
      endpointUrl: 'http://127.0.0.1:4599',
      place: { partition: 'aws', accountId: '111122223333', region: 'eu-central-1' },
      speed,
      outlooks: all,
      estate: false,
    });

  test.each<[number, readonly Outlook[], string]>([
    [30, [outlook(480)], '30 times real time: a new VPC is judged after 2 s and covered after about 16 s'],
    [1, [outlook(480)], 'Real time: a new VPC is judged after 60 s and covered after about 8 min'],
    [3600, [outlook(480)], '3600 times real time: a new VPC is judged after 1 s and covered after about 1 s'],
    [30, [outlook(undefined)], 'judged after 2 s, and its cover is not awaited'],
    [30, [{ ...outlook(1), judgedAfter: undefined }], 'a new VPC is judged on schedule only'],
    [
      30,
      [outlook(480, 'one'), outlook(3780, 'two')],
      '  two: a new VPC is judged after 2 s and covered after',
    ],
    [30, [], '30 times real time; the stack has no Config rule'],
  ])('at speed %d tells of %j what to expect', (speed, all, text) => {
    expect(told(speed, ...all)).toContain(text);
  });

  test('names the account, the Region, the rule and where to look', () => {
    const text = told(30, outlook(480, 'Stack-Rule-1'));
    expect(text).toContain('AWS_ACCESS_KEY_ID=111122223333');
    expect(text).toContain('AWS_DEFAULT_REGION=eu-central-1');
    expect(text).toContain('browser: http://127.0.0.1:4599/');
    expect(text).toContain('get-compliance-details-by-config-rule --config-rule-name Stack-Rule-1');
  });

  test('of the estate names the commands to try', () => {
    const text = greeting({
      endpointUrl: 'http://127.0.0.1:4599',
      place: { partition: 'aws', accountId: '111122223333', region: 'eu-central-1' },
      ...{ speed: 60, outlooks: [], estate: true },
    });
    expect(text).toContain('31 VPCs in 4 Regions of account 111122223333, 23 of them without flow logs');
    expect(text).toContain('AWS_ENDPOINT_URL=http://127.0.0.1:4599');
    for (const command of ['audit', 'backfill --apply', 'evidence --out evidence'])
      expect(text).toContain(`flow-logs.js ${command}`);
  });
});
