import type { Evidence, EvidenceFlowLog, EvidenceVpc } from '../../../fleet/evidence/evidence';

const RULE = 'vpc-flow-logs-all-traffic';
const BUCKET = 'arn:aws:s3:::central-flow-logs/network/';
const FIELDS = ['version', 'account-id', 'interface-id', 'srcaddr', 'dstaddr', 'action', 'vpc-id'];

const flowLog = (vpcId: string, members: Partial<EvidenceFlowLog> = {}): EvidenceFlowLog => ({
  flowLogId: `fl-${vpcId.slice(4)}`,
  resourceId: vpcId,
  trafficType: 'ALL',
  status: 'ACTIVE',
  deliveryStatus: 'SUCCESS',
  destinationType: 's3',
  destination: BUCKET,
  fields: FIELDS,
  maxAggregationInterval: 600,
  fileFormat: 'plain-text',
  createdAt: '2026-09-01T08:00:00.000Z',
  ...members,
});

/** Remediated by our document: who created it is told by CloudTrail and by its tags. */
const COVERED: EvidenceVpc = {
  vpcId: 'vpc-0aaaaaaaaaaaaaaa1',
  name: 'shop production',
  ownerId: '111122223333',
  isDefault: false,
  standing: 'covered',
  verdicts: [
    {
      requirement: 'all-traffic',
      compliance: 'COMPLIANT',
      reason: 'covered',
      annotation: `fl-0aaaaaaaaaaaaaaa1 captures ALL to ${BUCKET}`,
    },
  ],
  flowLogs: [
    flowLog('vpc-0aaaaaaaaaaaaaaa1', {
      createdAt: '2026-11-02T10:07:31.000Z',
      createdBy: 'role flow-logs-automation, session Automation',
      requirement: 'all-traffic',
      executionId: '8bb7e898-78ed-6894-12c0-d38b03af7b34',
    }),
  ],
  evaluations: [
    {
      ruleName: RULE,
      compliance: 'COMPLIANT',
      annotation: `fl-0aaaaaaaaaaaaaaa1 captures ALL to ${BUCKET}`,
      invokedAt: '2026-11-20T18:00:02.000Z',
      recordedAt: '2026-11-20T18:00:04.000Z',
    },
  ],
  remediations: [
    {
      ruleName: RULE,
      state: 'SUCCEEDED',
      invokedAt: '2026-11-02T10:02:17.000Z',
      endedAt: '2026-11-02T10:08:20.000Z',
    },
  ],
  ec26: {
    finding: 'PASSED',
    findingId: 'arn:aws:securityhub:eu-central-1:111122223333:security-control/EC2.6/finding/1',
    workflow: 'RESOLVED',
    updatedAt: '2026-11-20T20:11:00.000Z',
    agreement: 'agrees',
  },
  timeline: [
    {
      at: '2026-10-30T17:40:12.000Z',
      kind: 'flow-log-deleted',
      text: 'fl-0ddddddddddddddd1 deleted',
      actor: 'user mallory',
    },
    { at: '2026-11-02T10:02:17.000Z', kind: 'remediation-started', text: `${RULE}: remediation started` },
    {
      at: '2026-11-02T10:07:31.000Z',
      kind: 'flow-log-created',
      text: 'fl-0aaaaaaaaaaaaaaa1 created, ALL to s3',
      actor: 'role flow-logs-automation, session Automation',
    },
    { at: '2026-11-02T10:08:20.000Z', kind: 'remediation-ended', text: `${RULE}: remediation SUCCEEDED` },
    { at: '2026-11-20T18:00:04.000Z', kind: 'evaluation', text: `${RULE}: COMPLIANT` },
    { at: '2026-11-20T20:11:00.000Z', kind: 'ec26-finding', text: 'EC2.6: PASSED' },
  ],
};

/** EC2.6 is content with REJECT, and we are not. */
const GAP: EvidenceVpc = {
  vpcId: 'vpc-0bbbbbbbbbbbbbbb2',
  name: 'legacy',
  ownerId: '111122223333',
  isDefault: false,
  standing: 'gap',
  verdicts: [
    {
      requirement: 'all-traffic',
      compliance: 'NON_COMPLIANT',
      reason: 'traffic-type',
      annotation: 'fl-0bbbbbbbbbbbbbbb2 captures REJECT, ALL is required',
    },
  ],
  flowLogs: [
    flowLog('vpc-0bbbbbbbbbbbbbbb2', {
      trafficType: 'REJECT',
      deliveryStatus: 'FAILED',
      deliveryError: 'Access error',
    }),
  ],
  evaluations: [
    {
      ruleName: RULE,
      compliance: 'NON_COMPLIANT',
      annotation: 'fl-0bbbbbbbbbbbbbbb2 captures REJECT, ALL is required',
      invokedAt: '2026-11-20T18:00:02.000Z',
      recordedAt: '2026-11-20T18:00:04.000Z',
    },
  ],
  remediations: [
    {
      ruleName: RULE,
      state: 'FAILED',
      invokedAt: '2026-11-19T06:02:17.000Z',
      endedAt: '2026-11-19T06:04:20.000Z',
      failure: 'JudgeCreated: fails to deliver: Access error',
      exception: { message: 'remediation failed 5 times', endsAt: '2026-11-28T00:00:00.000Z' },
    },
  ],
  ec26: {
    finding: 'PASSED',
    findingId: 'arn:aws:securityhub:eu-central-1:111122223333:security-control/EC2.6/finding/2',
    workflow: 'RESOLVED',
    updatedAt: '2026-11-20T20:11:00.000Z',
    agreement: 'disagrees',
    explanation: 'EC2.6 is content with a flow log that captures REJECT alone: all-traffic requires ALL',
  },
  timeline: [
    { at: '2026-09-01T08:00:00.000Z', kind: 'flow-log-created', text: 'fl-0bbbbbbbbbbbbbbb2 created' },
    { at: '2026-11-19T06:02:17.000Z', kind: 'remediation-started', text: `${RULE}: remediation started` },
    { at: '2026-11-19T06:04:20.000Z', kind: 'remediation-ended', text: `${RULE}: remediation FAILED` },
    { at: '2026-11-20T18:00:04.000Z', kind: 'evaluation', text: `${RULE}: NON_COMPLIANT` },
    { at: '2026-11-28T00:00:00.000Z', kind: 'exception-ends', text: `${RULE}: remediation exception ends` },
  ],
};

const EXEMPT: EvidenceVpc = {
  vpcId: 'vpc-0ccccccccccccccc3',
  ownerId: '111122223333',
  isDefault: true,
  standing: 'not-applicable',
  verdicts: [
    {
      requirement: 'all-traffic',
      compliance: 'NOT_APPLICABLE',
      reason: 'exempt-tag',
      annotation: 'exempt until 2027-01-31 (UTC) by tag flow-logs-exempt-until',
    },
  ],
  exemption: { by: 'tag', until: '2027-01-31', requirements: ['all-traffic'] },
  flowLogs: [],
  evaluations: [],
  remediations: [],
  ec26: {
    finding: 'FAILED',
    workflow: 'SUPPRESSED',
    updatedAt: '2026-11-20T20:11:00.000Z',
    agreement: 'disagrees',
    explanation: 'EC2.6 knows no exemptions: this VPC is exempt until 2027-01-31 by a tag',
  },
  timeline: [
    { at: '2027-02-01T00:00:00.000Z', kind: 'exemption-ends', text: 'the exemption by tag has ended' },
  ],
};

const UNKNOWN: EvidenceVpc = {
  vpcId: 'vpc-0ddddddddddddddd4',
  name: 'batch',
  ownerId: '444455556666',
  isDefault: false,
  standing: 'unknown',
  verdicts: [],
  flowLogs: [],
  evaluations: [],
  remediations: [],
  ec26: { agreement: 'unknown', explanation: 'Security Hub is not enabled in this account and Region' },
  timeline: [],
};

/** One VPC of each standing, in two accounts; a third could not be read. */
export const sampleEvidence: Evidence = {
  schemaVersion: 1,
  tool: { name: 'vpc-flow-logs-compliance', version: '0.1.0' },
  generatedAt: '2026-11-21T09:00:00.000Z',
  generatedBy: 'arn:aws:sts::111122223333:assumed-role/Auditor/someone',
  requirements: [
    {
      name: 'all-traffic',
      source: 'cdk.json',
      parameters: { exemptTagKey: 'flow-logs-exempt-until', destinationTypes: 's3' },
    },
  ],
  summary: {
    accounts: 2,
    regions: 2,
    vpcs: 4,
    standings: { covered: 1, gap: 1, 'not-applicable': 1, unknown: 1 },
    coveredShare: 0.5,
    reasons: { covered: 1, 'traffic-type': 1, 'exempt-tag': 1 },
  },
  unknown: [
    {
      accountId: '444455556666',
      region: 'us-east-1',
      cause: 'AWS Config records nothing: there is no recorder',
    },
    { accountId: '777788889999', cause: 'access denied: these credentials may not do sts:AssumeRole' },
  ],
  regions: [
    {
      accountId: '111122223333',
      region: 'eu-central-1',
      partition: 'aws',
      sources: {
        recorder: { state: 'read' },
        config: { state: 'read' },
        securityHub: { state: 'read' },
        cloudTrail: { state: 'read', note: 'cut after 20 pages: events before 2026-10-30 are left out' },
      },
      rules: [
        {
          requirement: 'all-traffic',
          ruleName: RULE,
          parameters: { exemptTagKey: 'flow-logs-exempt-until', destinationTypes: 's3' },
          remediation: 'automatic',
          lastSuccessfulEvaluation: '2026-11-20T18:00:05.000Z',
        },
      ],
      vpcs: [COVERED, GAP, EXEMPT],
      untracedEvents: [
        {
          at: '2026-11-01T12:00:00.000Z',
          kind: 'flow-log-deleted',
          text: 'fl-0eeeeeeeeeeeeeee9 deleted',
          actor: 'role Admin, session someone',
        },
      ],
    },
    {
      accountId: '444455556666',
      region: 'us-east-1',
      partition: 'aws',
      sources: {
        recorder: { state: 'off', cause: 'there is no recorder' },
        config: { state: 'unknown', cause: 'access denied: config:DescribeConfigRules' },
        securityHub: { state: 'off', cause: 'Security Hub is not enabled in this account and Region' },
        cloudTrail: { state: 'off', cause: 'not asked (--no-cloudtrail)' },
      },
      rules: [],
      vpcs: [UNKNOWN],
      untracedEvents: [],
    },
  ],
  controls: [
    {
      framework: 'CIS AWS Foundations Benchmark v5.0.0',
      control: '3.7',
      source: 'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-6',
      authority: 'aws',
    },
    {
      framework: 'SOC 2',
      control: 'CC7.2',
      source: 'https://example.com/guide',
      authority: 'guide',
    },
  ],
  limits: ['Flow logs are not retroactive: what is covered today says nothing about yesterday.'],
};
