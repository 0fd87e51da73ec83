import type {
  Ec26Comparison,
  EvidenceEvaluation,
  EvidenceFlowLog,
  EvidenceVpc,
  Standing,
  TimelineEvent,
} from '../fleet/evidence/evidence';
import { DEFAULT_FIELDS, REASONS, type Reason } from '../policy';
import { idOf } from './estate';
import { fractionOf, timeAfter, uuidOf } from './sample-ids';

export interface SamplePlace {
  readonly accountId: string;
  readonly region: string;
  readonly ruleName: string;
  readonly isRecorded: boolean;
  readonly hasSecurityHub: boolean;
}

const SECOND = 1_000;
const DAY = 86_400 * SECOND;
const INVESTIGATION_FIELDS = [
  'vpc-id',
  'subnet-id',
  'tcp-flags',
  'pkt-srcaddr',
  'pkt-dstaddr',
  'flow-direction',
];
const TEAMS = ['payments', 'search', 'reports', 'network', 'checkout', 'identity', 'warehouse'];
const STAGES = ['production', 'staging', 'development'];

/** With two flow logs, three evaluations, a remediation and what happened, of one kind of six. */
export function sampleVpc(index: number, place: SamplePlace): EvidenceVpc {
  const vpcId = idOf('vpc', index);
  const reason = reasonOf(index);
  const ours = idOf('fl', 2 * index);
  const flowLogs = flowLogsOf(index, vpcId, reason, place);
  const annotation = annotationOf(reason, ours);
  const compliance = REASONS[reason];
  const evaluations = evaluationsOf(index, compliance, annotation, place);
  const ec26 = comparison(index, compliance, flowLogs, place);
  return {
    vpcId,
    ownerId: reason === 'shared' ? '777788889999' : place.accountId,
    ...(index % 11 === 0 ? {} : { name: nameOf(index) }),
    isDefault: index % 23 === 0,
    standing: place.isRecorded ? STANDINGS[compliance] : 'unknown',
    verdicts: place.isRecorded ? [{ requirement: 'all-traffic', compliance, reason, annotation }] : [],
    ...(reason === 'exempt-tag'
      ? { exemption: { by: 'tag', until: '2027-01-31', requirements: ['all-traffic'] } as const }
      : {}),
    flowLogs,
    evaluations,
    remediations: remediationsOf(index, reason, place),
    ec26,
    timeline: timelineOf(index, flowLogs, evaluations, ec26, reason),
  };
}

const STANDINGS: Readonly<Record<(typeof REASONS)[Reason], Standing>> = {
  COMPLIANT: 'covered',
  NON_COMPLIANT: 'gap',
  NOT_APPLICABLE: 'not-applicable',
};

const nameOf = (index: number): string =>
  `${TEAMS[index % TEAMS.length]}-${STAGES[index % STAGES.length]}-${String(index).padStart(4, '0')}`;

function reasonOf(index: number): Reason {
  const share = fractionOf('reason', index);
  if (share < 0.055) return 'no-flow-log';
  if (share < 0.075) return 'traffic-type';
  if (share < 0.09) return 'delivery-failed';
  if (share < 0.095) return 'destination';
  if (share < 0.12) return 'exempt-tag';
  return share < 0.125 ? 'shared' : 'covered';
}

const ANNOTATIONS: Readonly<Partial<Record<Reason, string>>> = {
  'no-flow-log': 'no flow log',
  'exempt-tag': 'exempt until 2027-01-31 (UTC) by tag flow-logs-exempt-until',
  shared: 'owned by account 777788889999, which alone can see and create its flow logs',
};

const SHORTFALLS: Readonly<Partial<Record<Reason, string>>> = {
  'traffic-type': 'captures REJECT, ALL is required',
  'delivery-failed': 'fails to deliver: Access error',
  destination: 'delivers to arn:aws:s3:::team-flow-logs, which is not approved',
  covered: 'captures ALL to arn:aws:s3:::central-flow-logs/network',
};

const annotationOf = (reason: Reason, flowLogId: string): string =>
  ANNOTATIONS[reason] ?? `${flowLogId} ${SHORTFALLS[reason]}`;

function flowLogsOf(
  index: number,
  vpcId: string,
  reason: Reason,
  { accountId, region }: SamplePlace,
): readonly EvidenceFlowLog[] {
  if (reason === 'no-flow-log' || reason === 'shared') return [];
  const common = { resourceId: vpcId, status: 'ACTIVE', maxAggregationInterval: 600 };
  const failing = reason === 'delivery-failed';
  return [
    {
      ...common,
      flowLogId: idOf('fl', 2 * index),
      trafficType: reason === 'traffic-type' ? 'REJECT' : 'ALL',
      deliveryStatus: failing ? 'FAILED' : 'SUCCESS',
      ...(failing ? { deliveryError: 'Access error' } : {}),
      destinationType: 's3',
      destination:
        reason === 'destination' ? 'arn:aws:s3:::team-flow-logs' : 'arn:aws:s3:::central-flow-logs/network',
      fields: [...DEFAULT_FIELDS, ...INVESTIGATION_FIELDS],
      fileFormat: 'parquet',
      createdAt: timeAfter('2026-09-01T00:00:00.000Z', 60 * DAY, 'created', index),
      createdBy: `arn:aws:sts::${accountId}:assumed-role/VpcFlowLogsCompliance-automation/Automation`,
      requirement: 'all-traffic',
      executionId: uuidOf('execution', index),
    },
    {
      ...common,
      flowLogId: idOf('fl', 2 * index + 1),
      trafficType: 'REJECT',
      deliveryStatus: 'SUCCESS',
      destinationType: 'cloud-watch-logs',
      destination: `arn:aws:logs:${region}:${accountId}:log-group:/vpc/${nameOf(index)}`,
      fields: DEFAULT_FIELDS,
      createdAt: timeAfter('2025-02-01T00:00:00.000Z', 300 * DAY, 'second', index),
    },
  ];
}

const evaluationsOf = (
  index: number,
  compliance: string,
  annotation: string,
  { ruleName }: SamplePlace,
): readonly EvidenceEvaluation[] =>
  ['2026-11-20T18:00:00.000Z', '2026-11-21T00:00:00.000Z', '2026-11-21T06:00:00.000Z'].map((start) => {
    const invokedAt = timeAfter(start, 2 * SECOND, 'invoked', index);
    const recordedAt = timeAfter(invokedAt, 40 * SECOND, 'recorded', index);
    return { ruleName, compliance, annotation, invokedAt, recordedAt };
  });

function remediationsOf(
  index: number,
  reason: Reason,
  { ruleName }: SamplePlace,
): EvidenceVpc['remediations'] {
  if (reason === 'shared') return [];
  const invokedAt = timeAfter('2026-11-01T00:00:00.000Z', 18 * DAY, 'remediation', index);
  const endedAt = timeAfter(invokedAt, 600 * SECOND, 'ended', index);
  if (REASONS[reason] !== 'NON_COMPLIANT') return [{ ruleName, state: 'SUCCEEDED', invokedAt, endedAt }];
  return [
    {
      ruleName,
      state: 'FAILED',
      invokedAt,
      endedAt,
      failure: 'CreateFlowLogs: FlowLogsLimitExceeded',
      exception: { message: 'five attempts failed', endsAt: '2026-12-01T00:00:00.000Z' },
    },
  ];
}

function comparison(
  index: number,
  compliance: string,
  flowLogs: readonly EvidenceFlowLog[],
  { accountId, region, hasSecurityHub, isRecorded }: SamplePlace,
): Ec26Comparison {
  if (!hasSecurityHub)
    return { agreement: 'no-finding', explanation: 'Security Hub is off in this account.' };
  const finding = flowLogs.length > 0 ? 'PASSED' : 'FAILED';
  const found = {
    finding,
    findingId: `arn:aws:securityhub:${region}:${accountId}:security-control/EC2.6/finding/${uuidOf('finding', index)}`,
    workflow: finding === 'PASSED' ? 'RESOLVED' : 'NEW',
    updatedAt: timeAfter('2026-11-20T20:00:00.000Z', 12 * 3_600 * SECOND, 'finding', index),
  };
  if (!isRecorded)
    return { ...found, agreement: 'unknown', explanation: 'There is no verdict of ours to compare.' };
  if ((finding === 'PASSED') === (compliance !== 'NON_COMPLIANT')) return { ...found, agreement: 'agrees' };
  const explanation =
    compliance === 'NON_COMPLIANT'
      ? 'EC2.6 looks at presence alone: an active flow log that captures rejected traffic is enough for it.'
      : 'EC2.6 judges every VPC, and our requirement does not apply to this one.';
  return { ...found, agreement: 'disagrees', explanation };
}

function timelineOf(
  index: number,
  flowLogs: readonly EvidenceFlowLog[],
  evaluations: readonly EvidenceEvaluation[],
  ec26: Ec26Comparison,
  reason: Reason,
): readonly TimelineEvent[] {
  const events: TimelineEvent[] = [];
  for (const { flowLogId, createdAt, createdBy } of flowLogs)
    if (createdAt)
      events.push({
        at: createdAt,
        kind: 'flow-log-created',
        text: `${flowLogId} was created`,
        ...(createdBy ? { actor: createdBy } : {}),
      });
  for (const { recordedAt, compliance, annotation } of evaluations)
    if (recordedAt) events.push({ at: recordedAt, kind: 'evaluation', text: `${compliance}: ${annotation}` });
  const startedAt = timeAfter('2026-11-01T00:00:00.000Z', 18 * DAY, 'remediation', index);
  events.push(
    { at: startedAt, kind: 'remediation-started', text: `execution ${uuidOf('execution', index)}` },
    { at: timeAfter(startedAt, 600 * SECOND, 'ended', index), kind: 'remediation-ended', text: 'it ended' },
  );
  if (ec26.updatedAt)
    events.push({ at: ec26.updatedAt, kind: 'ec26-finding', text: `EC2.6 ${ec26.finding}` });
  if (reason === 'exempt-tag')
    events.push({
      at: '2027-01-31T23:59:59.000Z',
      kind: 'exemption-ends',
      text: 'the exemption by tag ends',
    });
  return events.sort((left, right) => (left.at < right.at ? -1 : 1));
}
