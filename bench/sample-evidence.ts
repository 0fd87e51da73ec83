import type { Evidence, EvidenceRegion, EvidenceSummary, SourceState } from '../fleet/evidence/evidence';
import { fractionOf } from './sample-ids';
import { sampleVpc } from './sample-vpc';

const ACCOUNTS = Array.from({ length: 20 }, (_, index) => String(111_122_220_000 + index * 7_919));
const REGIONS = [
  ...['us-east-1', 'eu-west-1', 'us-west-2', 'eu-central-1', 'ap-southeast-2', 'ap-northeast-1'],
  ...['us-east-2', 'eu-west-2', 'ca-central-1', 'ap-southeast-1', 'ap-south-1', 'eu-north-1'],
  ...['sa-east-1', 'eu-west-3', 'us-west-1', 'ap-northeast-2', 'ap-northeast-3'],
];
const RULE = 'VpcFlowLogsCompliance-FlowLogsalltrafficRule29FCC3C1';
const READ: SourceState = { state: 'read' };

/** Of 20 accounts and 17 Regions, the same in every run: most in order, some not, some unread. */
export function sampleEvidence(vpcs: number): Evidence {
  const regions = regionsOf(vpcs);
  return {
    schemaVersion: 1,
    tool: { name: 'flow-logs', version: '0.1.0' },
    generatedAt: '2026-11-21T09:46:58.000Z',
    generatedBy: 'arn:aws:sts::111122220000:assumed-role/security-audit/auditor',
    requirements: [
      {
        name: 'all-traffic',
        source: 'cdk.json',
        parameters: {
          destinations: 'arn:aws:s3:::central-flow-logs',
          exemptTagKey: 'flow-logs-exempt-until',
        },
      },
    ],
    summary: summaryOf(regions),
    unknown: [
      { accountId: '444455556666', cause: 'AccessDenied: the role flow-logs-audit cannot be assumed' },
      ...['eu-west-3', 'sa-east-1'].map((region) => ({
        accountId: ACCOUNTS[3] ?? '',
        region,
        cause: 'UnauthorizedOperation: ec2:DescribeVpcs is denied by a service control policy',
      })),
      ...regions.flatMap(({ accountId, region, sources: { recorder } }) =>
        recorder.state === 'read'
          ? []
          : [{ accountId, region, cause: `AWS Config records nothing: ${recorder.cause}` }],
      ),
    ],
    regions,
    controls: CONTROLS,
    limits: LIMITS,
  };
}

/** Few Regions hold most VPCs. */
function regionsOf(vpcs: number): readonly EvidenceRegion[] {
  const indices = Array.from({ length: vpcs }, (_, index) => ({
    index,
    account: Math.floor(fractionOf('account', index) * ACCOUNTS.length),
    region: Math.floor(fractionOf('region', index) ** 2.5 * REGIONS.length),
  }));
  return ACCOUNTS.flatMap((accountId, account) =>
    REGIONS.map((region, number) => {
      const here = indices.filter((each) => each.account === account && each.region === number);
      return regionOf(
        { accountId, region },
        account,
        here.map(({ index }) => index),
      );
    }),
  );
}

function regionOf(
  place: { readonly accountId: string; readonly region: string },
  account: number,
  indices: readonly number[],
): EvidenceRegion {
  const isRecorded = !(account === 7 && place.region.startsWith('ap-'));
  const hasSecurityHub = account !== 11;
  return {
    ...place,
    partition: 'aws',
    sources: {
      recorder: isRecorded ? READ : { state: 'off', cause: 'the recorder is stopped' },
      config: READ,
      securityHub: hasSecurityHub
        ? READ
        : { state: 'off', cause: 'the account is not subscribed to Security Hub' },
      cloudTrail: READ,
    },
    rules: [
      {
        requirement: 'all-traffic',
        ruleName: RULE,
        parameters: {
          destinations: 'arn:aws:s3:::central-flow-logs',
          exemptTagKey: 'flow-logs-exempt-until',
        },
        remediation: account % 4 === 3 ? 'manual' : 'automatic',
        lastSuccessfulEvaluation: '2026-11-21T06:00:41.000Z',
      },
    ],
    vpcs: indices.map((index) => sampleVpc(index, { ...place, ruleName: RULE, isRecorded, hasSecurityHub })),
    untracedEvents: [],
  };
}

function summaryOf(regions: readonly EvidenceRegion[]): EvidenceSummary {
  const vpcs = regions.flatMap((region) => region.vpcs);
  const standings = { covered: 0, gap: 0, 'not-applicable': 0, unknown: 0 };
  const reasons: Record<string, number> = {};
  for (const { standing, verdicts } of vpcs) {
    standings[standing] += 1;
    for (const { reason } of verdicts) reasons[reason] = (reasons[reason] ?? 0) + 1;
  }
  const judged = standings.covered + standings.gap;
  return {
    accounts: ACCOUNTS.length,
    regions: REGIONS.length,
    vpcs: vpcs.length,
    standings,
    coveredShare: judged === 0 ? null : standings.covered / judged,
    reasons,
  };
}

const EC2_6 = 'https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-6';

const CONTROLS: Evidence['controls'] = [
  ['CIS AWS Foundations Benchmark v5.0.0', '3.7'],
  ['CIS AWS Foundations Benchmark v3.0.0', '3.7'],
  ['NIST SP 800-53 Rev. 5', 'AU-12'],
  ['NIST SP 800-171 Rev. 2', '3.3.1'],
  ['PCI DSS v3.2.1', '10.3.3'],
].map(([framework = '', control = '']) => ({ framework, control, source: EC2_6, authority: 'aws' }));

const LIMITS = [
  'It is a state at one time: what was so before or after it, only the evaluations and the timeline say.',
  'Flow logs are not retroactive: nothing tells what a VPC did before its flow log was created.',
  'Delivery is what EC2 reports of it; that the records are kept and read is not shown here.',
  'CloudTrail was asked for 90 days: who created an older flow log is not known.',
];
