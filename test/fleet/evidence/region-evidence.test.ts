import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  DescribeConfigRulesCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeRemediationExceptionsCommand,
} from '@aws-sdk/client-config-service';
import { DescribeFlowLogsCommand } from '@aws-sdk/client-ec2';
import { GetFindingsCommand } from '@aws-sdk/client-securityhub';
import { assembleEvidence } from '../../../fleet/evidence/collect-evidence';
import { outcomeOf } from '../../../fleet/evidence/command';
import type { EvidenceRegion } from '../../../fleet/evidence/evidence';
import { regionEvidence } from '../../../fleet/evidence/region-evidence';
import type { AuditRequirement } from '../../../fleet/requirements';
import { requirement } from '../../policy/builders';
import { schemaProblems } from './schema-validator';
import { awsError, creation, deletion, FLOW_LOG_ID, NOW, RULE, stage, VPC_ID } from './stage';

const REQUIREMENTS: readonly AuditRequirement[] = [
  { name: 'all-traffic', source: 'cdk.json', parameters: requirement({}) },
];

const collect = ({ station }: ReturnType<typeof stage>, trail = true): Promise<EvidenceRegion> =>
  regionEvidence(station, {
    requirements: REQUIREMENTS,
    now: NOW,
    trail: trail ? { mostPages: 2, sleep: () => Promise.resolve() } : undefined,
  });

const assembled = (...regions: readonly EvidenceRegion[]) =>
  assembleEvidence(regions, [], {
    requirements: REQUIREMENTS,
    now: NOW,
    version: '1.0.0',
    callerArn: 'arn:aws:iam::111122223333:user/auditor',
  });

test('everything that is known of a VPC stands beside it', async () => {
  const region = await collect(stage());
  expect(region.sources).toEqual({
    recorder: { state: 'read' },
    config: { state: 'read' },
    securityHub: { state: 'read' },
    cloudTrail: { state: 'read' },
  });
  expect(region.rules).toEqual([
    {
      requirement: 'all-traffic',
      ruleName: RULE,
      parameters: { maxAggregationInterval: '60' },
      remediation: 'automatic',
      lastSuccessfulEvaluation: '2026-06-15T06:00:00.000Z',
    },
  ]);
  const [vpc] = region.vpcs;
  expect(vpc).toMatchObject({
    vpcId: VPC_ID,
    standing: 'covered',
    evaluations: [{ ruleName: RULE, compliance: 'COMPLIANT', recordedAt: '2026-06-15T06:00:02.000Z' }],
    remediations: [{ ruleName: RULE, state: 'SUCCEEDED', endedAt: '2026-06-10T08:01:00.000Z' }],
    ec26: { finding: 'PASSED', agreement: 'agrees', checkedAt: '2026-06-15T01:00:00.000Z' },
  });
  expect(vpc?.flowLogs).toMatchObject([
    {
      flowLogId: FLOW_LOG_ID,
      createdBy: 'role automation, session Automation-8bb7e898, through ssm.amazonaws.com',
      requirement: 'all-traffic',
      executionId: '8bb7e898-78ed-6894-12c0-d38b03af7b34',
    },
  ]);
  expect(vpc?.timeline.map(({ at, kind }) => `${at.slice(0, 16)} ${kind}`)).toEqual([
    '2026-06-10T07:50 remediation-started',
    '2026-06-10T08:00 flow-log-created',
    '2026-06-10T08:01 remediation-ended',
    '2026-06-15T01:00 ec26-finding',
    '2026-06-15T06:00 evaluation',
  ]);
  expect(schemaProblems(assembled(region))).toEqual([]);
});

const DENIED = awsError('AccessDeniedException', 'no');
const BROKEN: readonly (readonly [
  keyof EvidenceRegion['sources'],
  string,
  (given: ReturnType<typeof stage>) => unknown,
])[] = [
  ['config', 'its rules are denied', ({ config }) => config.on(DescribeConfigRulesCommand).rejects(DENIED)],
  [
    'config',
    'its exceptions are denied',
    ({ config }) => config.on(DescribeRemediationExceptionsCommand).rejects(DENIED),
  ],
  ['securityHub', 'it is denied', ({ securityhub }) => securityhub.on(GetFindingsCommand).rejects(DENIED)],
  [
    'securityHub',
    'it answers without a list',
    ({ securityhub }) => securityhub.on(GetFindingsCommand).resolves({}),
  ],
  ['cloudTrail', 'it is denied', ({ cloudtrail }) => cloudtrail.on(LookupEventsCommand).rejects(DENIED)],
  [
    'recorder',
    'it is denied',
    ({ config }) => config.on(DescribeConfigurationRecorderStatusCommand).rejects(DENIED),
  ],
];

describe('a source that cannot be read is unknown, and the others stand', () => {
  test.each(BROKEN)('%s: %s', async (source, _, breakIt) => {
    const given = stage();
    breakIt(given);
    const region = await collect(given);
    expect(region.sources[source].state).toBe('unknown');
    const others = Object.entries(region.sources).filter(([name]) => name !== source);
    expect(others.map(([, { state }]) => state)).toEqual(['read', 'read', 'read']);
    expect(region.vpcs[0]?.flowLogs).toHaveLength(1);
    expect(schemaProblems(assembled(region))).toEqual([]);
  });

  test('of Config, the rules that were found are told all the same', async () => {
    const given = stage();
    given.config.on(DescribeRemediationExceptionsCommand).rejects(DENIED);
    const { rules, vpcs } = await collect(given);
    expect(rules.map(({ ruleName }) => ruleName)).toEqual([RULE]);
    expect(vpcs[0]?.evaluations).toEqual([]);
  });

  test('of Security Hub, there is no agreement', async () => {
    const given = stage();
    given.securityhub.on(GetFindingsCommand).rejects(DENIED);
    const { ec26 } = (await collect(given)).vpcs[0] ?? {};
    expect(ec26?.agreement).toBe('unknown');
    expect(ec26?.explanation).toContain('access denied');
  });

  test('of EC2 nothing is left: the place is unknown', async () => {
    const given = stage();
    given.ec2.on(DescribeFlowLogsCommand).rejects(DENIED);
    await expect(collect(given)).rejects.toThrow('ec2:DescribeFlowLogs');
  });

  test('a fault of ours is thrown', async () => {
    const given = stage();
    given.securityhub.on(GetFindingsCommand).resolves({ Findings: [undefined as never] });
    await expect(collect(given)).rejects.toThrow(TypeError);
  });
});

test('Security Hub that was never enabled is off', async () => {
  const given = stage();
  const refusal = awsError(
    'InvalidAccessException',
    'Account 111122223333 is not subscribed to AWS Security Hub',
  );
  given.securityhub.on(GetFindingsCommand).rejects(refusal);
  const region = await collect(given);
  expect(region.sources.securityHub).toMatchObject({
    state: 'off',
    cause: expect.stringContaining('not subscribed'),
  });
  expect(region.vpcs[0]?.ec26.agreement).toBe('unknown');
});

test('CloudTrail is not asked where it is left out', async () => {
  const given = stage();
  const region = await collect(given, false);
  expect(region.sources.cloudTrail.state).toBe('off');
  expect(given.cloudtrail.calls()).toHaveLength(0);
  expect(region.vpcs[0]?.flowLogs[0]?.createdBy).toBeUndefined();
});

describe('where Config does not record', () => {
  const unrecorded = async () => {
    const given = stage();
    given.config.on(DescribeConfigurationRecorderStatusCommand).resolves({
      ConfigurationRecordersStatus: [{ name: 'default', recording: false }],
    });
    return await collect(given);
  };

  test('nothing is concluded of a VPC: no verdict, no agreement', async () => {
    const region = await unrecorded();
    expect(region.sources.recorder.state).toBe('off');
    expect(region.vpcs).toMatchObject([
      { standing: 'unknown', verdicts: [], ec26: { agreement: 'unknown' } },
    ]);
  });

  test('the place is unknown, and the outcome is an error', async () => {
    const evidence = assembled(await unrecorded());
    expect(evidence.unknown).toMatchObject([{ accountId: '111122223333', region: 'eu-west-1' }]);
    expect(evidence.summary).toMatchObject({ standings: { unknown: 1 }, coveredShare: null, reasons: {} });
    expect(evidence.limits.join(' ')).toContain('every standing there is unknown');
    expect(outcomeOf(evidence)).toBe('error');
  });
});

describe('the outcome is that of an audit', () => {
  const none = { covered: 0, gap: 0, 'not-applicable': 0, unknown: 0 };
  const unknown = [{ accountId: '111122223333', cause: 'x' }];
  test.each([
    ['fine', { ...none, covered: 1 }, []],
    ['to-do', { ...none, covered: 1, gap: 1 }, []],
    ['error', { ...none, covered: 1 }, unknown],
    ['to-do', { ...none, gap: 1 }, unknown],
  ])('%s', async (outcome, standings, places) => {
    const { summary } = assembled(await collect(stage()));
    expect(outcomeOf({ summary: { ...summary, standings }, unknown: places })).toBe(outcome);
  });

  test('error, where nothing was read at all', () => {
    expect(outcomeOf(assembled())).toBe('error');
  });
});

test('what EC2.6 is content with is asked why it does not do, and not what the verdict names', async () => {
  const given = stage();
  const listed = (FlowLogId: string, more: object) => ({
    FlowLogId,
    ResourceId: VPC_ID,
    FlowLogStatus: 'ACTIVE',
    LogDestinationType: 's3' as const,
    LogDestination: 'arn:aws:s3:::central',
    MaxAggregationInterval: 60,
    ...more,
  });
  given.ec2.on(DescribeFlowLogsCommand).resolves({
    FlowLogs: [
      listed('fl-0a', { TrafficType: 'ACCEPT' }),
      listed('fl-0b', { TrafficType: 'REJECT', MaxAggregationInterval: 600, DeliverLogsStatus: 'FAILED' }),
    ],
  });
  const { vpcs } = await collect(given);
  expect(vpcs[0]?.verdicts).toMatchObject([{ reason: 'traffic-type' }]);
  expect(vpcs[0]?.ec26).toMatchObject({
    agreement: 'disagrees',
    explanation: expect.stringMatching(/^EC2\.6 looks at presence: .*fl-0b fails to deliver/),
  });
});

describe('a deleted flow log', () => {
  test('is traced to its VPC by the call that created it', async () => {
    const given = stage();
    const asked = (AttributeValue: string) => ({
      LookupAttributes: [{ AttributeKey: 'EventName' as const, AttributeValue }],
    });
    given.cloudtrail
      .on(LookupEventsCommand, asked('CreateFlowLogs'))
      .resolves({ Events: [creation('fl-0ddddddddddddddd1', VPC_ID, '2026-05-01T00:00:00Z')] })
      .on(LookupEventsCommand, asked('DeleteFlowLogs'))
      .resolves({
        Events: [
          deletion('fl-0ddddddddddddddd1', '2026-05-02T00:00:00Z'),
          deletion('fl-0eeeeeeeeeeeeeee1', '2026-05-03T00:00:00Z'),
        ],
      });
    const { vpcs, untracedEvents } = await collect(given);
    expect(vpcs[0]?.timeline.slice(0, 2)).toMatchObject([
      { kind: 'flow-log-created', text: expect.stringContaining('fl-0ddddddddddddddd1') },
      { kind: 'flow-log-deleted', actor: 'user mallory' },
    ]);
    expect(untracedEvents).toMatchObject([
      {
        at: '2026-05-03T00:00:00.000Z',
        kind: 'flow-log-deleted',
        text: 'fl-0eeeeeeeeeeeeeee1 deleted',
        actor: 'user mallory',
      },
    ]);
  });
});
