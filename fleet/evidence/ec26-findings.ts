import {
  type AwsSecurityFinding,
  type AwsSecurityFindingFilters,
  GetFindingsCommand,
  type SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { readPages } from '../../inventory/pages';
import type { Place } from '../../policy';
import { attemptSource, type Source } from './source';
import { timeOf } from './time';

/** What Security Hub says of one VPC by its control EC2.6. */
export interface Ec26Finding {
  readonly findingId: string | undefined;
  /** PASSED, FAILED, WARNING or NOT_AVAILABLE. */
  readonly status: string;
  readonly workflow: string | undefined;
  readonly updatedAt: string | undefined;
  /** When the check last ran. A note that somebody writes is an update, and no check. */
  readonly checkedAt: string | undefined;
  /** What is said of the same VPC by findings that are not the latest. */
  readonly others: readonly Pick<Ec26Finding, 'status' | 'workflow'>[];
}

/** By VPC. */
export type Ec26Findings = ReadonlyMap<string, Ec26Finding>;

/** The active findings of EC2.6 in one account and Region. */
export const readEc26Findings = (
  securityhub: SecurityHubClient,
  place: Place,
): Promise<Source<Ec26Findings>> =>
  attemptSource<Ec26Findings>(
    new Map(),
    async () => {
      const found = await findingsOf(securityhub, place, { ComplianceSecurityControlId: [equals('EC2.6')] });
      return { value: found.size > 0 ? found : await findingsOf(securityhub, place, standardsOwn(place)) };
    },
    offCause,
  );

/** An account that never enabled it: "Account … is not subscribed to AWS Security Hub". */
const offCause = ({ name, message }: Error): string | undefined =>
  name === 'InvalidAccessException'
    ? `Security Hub is not enabled in this account and Region. AWS says: ${message}`
    : undefined;

const equals = (Value: string) => ({ Value, Comparison: 'EQUALS' as const });

/**
 * Findings of before control ids were common to all standards name the standard's own control. The ids:
 * https://docs.aws.amazon.com/securityhub/latest/userguide/asff-changes-consolidation.html and
 * https://docs.aws.amazon.com/securityhub/latest/userguide/sample-control-findings.html
 */
const standardsOwn = ({ partition }: Place): AwsSecurityFindingFilters => ({
  GeneratorId: [
    'aws-foundational-security-best-practices/v/1.0.0/EC2.6',
    'cis-aws-foundations-benchmark/v/5.0.0/3.7',
    'cis-aws-foundations-benchmark/v/3.0.0/3.7',
    'cis-aws-foundations-benchmark/v/1.4.0/3.9',
    `arn:${partition}:securityhub:::ruleset/cis-aws-foundations-benchmark/v/1.2.0/rule/2.9`,
    'nist-800-53/v/5.0.0/EC2.6',
    'nist-800-171/v/2.0.0/EC2.6',
    'pci-dss/v/3.2.1/PCI.EC2.6',
    'service-managed-aws-control-tower/v/1.0.0/EC2.6',
  ].map(equals),
});

/** The most that GetFindings takes. */
const MaxResults = 100;

/**
 * An administrator account sees the findings of its members, and an aggregation Region those of other Regions: without
 * account and Region in the filter, each of them would be read again for every place.
 */
async function findingsOf(
  securityhub: SecurityHubClient,
  { accountId, region }: Place,
  control: AwsSecurityFindingFilters,
): Promise<Ec26Findings> {
  const Filters: AwsSecurityFindingFilters = {
    ...control,
    RecordState: [equals('ACTIVE')],
    AwsAccountId: [equals(accountId)],
    Region: [equals(region)],
  };
  const found = new Map<string, Ec26Finding>();
  const pages = readPages('securityhub:GetFindings', async (NextToken) => {
    const answer = await securityhub.send(new GetFindingsCommand({ Filters, MaxResults, NextToken }));
    return { items: answer.Findings, nextToken: answer.NextToken };
  });
  for await (const finding of pages) {
    const told = toFinding(finding);
    for (const vpcId of vpcIdsOf(finding)) found.set(vpcId, latest(found.get(vpcId), told));
  }
  return found;
}

const vpcIdsOf = ({ Resources = [] }: AwsSecurityFinding): readonly string[] =>
  Resources.flatMap(({ Id = '' }) => /(?:^|\/)(vpc-[0-9a-f]+)$/.exec(Id)?.[1] ?? []);

const toFinding = (finding: AwsSecurityFinding): Ec26Finding => ({
  findingId: finding.Id,
  status: finding.Compliance?.Status ?? 'NOT_AVAILABLE',
  workflow: finding.Workflow?.Status,
  updatedAt: timeOf(finding.UpdatedAt),
  checkedAt: timeOf(finding.LastObservedAt ?? finding.UpdatedAt),
  others: [],
});

/** Without consolidated control findings there is one for each standard, all of the same check: the latest is believed. */
function latest(known: Ec26Finding | undefined, told: Ec26Finding): Ec26Finding {
  if (!known) return told;
  const [kept, other] = isLater(told, known) ? [told, known] : [known, told];
  return { ...kept, others: [...known.others, { status: other.status, workflow: other.workflow }] };
}

function isLater(told: Ec26Finding, known: Ec26Finding): boolean {
  const [now, before] = [told.checkedAt ?? '', known.checkedAt ?? ''];
  return now === before ? (told.findingId ?? '') < (known.findingId ?? '') : now > before;
}
