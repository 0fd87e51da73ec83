import { printCsv } from '../terminal/csv';
import type { Evidence, EvidenceRegion, EvidenceVerdict, EvidenceVpc, UnknownPlace } from './evidence';

/** In the order of the columns. */
const COLUMNS = {
  account: ({ region }) => region.accountId,
  region: ({ region }) => region.region,
  vpc: ({ vpc }) => vpc.vpcId,
  name: ({ vpc }) => vpc.name,
  owner: ({ vpc }) => vpc.ownerId,
  default: ({ vpc }) => String(vpc.isDefault),
  standing: ({ vpc }) => vpc.standing,
  requirement: ({ requirement }) => requirement,
  compliance: ({ verdict }) => verdict?.compliance,
  reason: ({ verdict }) => verdict?.reason,
  annotation: ({ verdict, region }) => verdict?.annotation ?? causeOf(region),
  exempt_by: (row) => exemptionOf(row)?.by,
  exempt_until: (row) => exemptionOf(row)?.until,
  flow_logs: ({ vpc }) => listed(vpc.flowLogs.map(({ flowLogId }) => flowLogId)),
  traffic_types: ({ vpc }) => listed(vpc.flowLogs.map(({ trafficType }) => trafficType ?? 'unknown')),
  destinations: ({ vpc }) => listed(vpc.flowLogs.map(({ destination }) => destination ?? 'unknown')),
  delivery: ({ vpc }) => listed(vpc.flowLogs.map(({ deliveryStatus }) => deliveryStatus ?? 'not told')),
  config_compliance: (row) => evaluationOf(row)?.compliance,
  config_evaluated_at: (row) => evaluationOf(row)?.recordedAt,
  remediation: (row) => remediationOf(row)?.state,
  remediation_ended_at: (row) => remediationOf(row)?.endedAt,
  exception_ends_at: (row) => remediationOf(row)?.exception?.endsAt,
  ec2_6: ({ vpc }) => vpc.ec26.finding,
  ec2_6_workflow: ({ vpc }) => vpc.ec26.workflow,
  ec2_6_checked_at: ({ vpc }) => vpc.ec26.checkedAt,
  ec2_6_agreement: ({ vpc }) => vpc.ec26.agreement,
  ec2_6_explanation: ({ vpc }) => vpc.ec26.explanation,
} as const satisfies Readonly<Record<string, (row: CsvRow) => string | undefined>>;

interface CsvRow {
  readonly region: EvidenceRegion;
  readonly vpc: EvidenceVpc;
  readonly requirement: string;
  /** None where nothing may be concluded. */
  readonly verdict: EvidenceVerdict | undefined;
  /** Of the requirement, as it is deployed there. */
  readonly ruleName: string | undefined;
}

/** One row for each VPC and requirement, and one without a VPC for each place of which nothing was read. */
export const evidenceCsv = (evidence: Evidence): string => printCsv(Object.keys(COLUMNS), rowsOf(evidence));

function* rowsOf(evidence: Evidence): Generator<readonly (string | undefined)[]> {
  yield* cellsOf(evidence);
  for (const place of evidence.unknown) {
    const isListed = evidence.regions.some(
      ({ accountId, region }) => accountId === place.accountId && region === place.region,
    );
    if (!isListed) yield unreadCells(place);
  }
}

function unreadCells({ accountId, region, cause }: UnknownPlace): readonly (string | undefined)[] {
  const told = new Map([
    ['account', accountId],
    ['region', region],
    ['standing', 'unknown'],
    ['annotation', cause],
  ]);
  return Object.keys(COLUMNS).map((column) => told.get(column));
}

function* cellsOf({ regions, requirements }: Evidence): Generator<readonly (string | undefined)[]> {
  const columns = Object.values(COLUMNS);
  for (const region of regions)
    for (const vpc of region.vpcs)
      for (const { name } of requirements) {
        const row: CsvRow = {
          region,
          vpc,
          requirement: name,
          verdict: vpc.verdicts.find(({ requirement }) => requirement === name),
          ruleName: region.rules.find(({ requirement }) => requirement === name)?.ruleName,
        };
        yield columns.map((column) => column(row));
      }
}

/** Why nothing is concluded of the VPCs of a Region. */
const causeOf = ({ sources: { recorder } }: EvidenceRegion): string | undefined =>
  recorder.state === 'read' ? undefined : recorder.cause;

const listed = (values: readonly string[]): string => values.join(' ');

const exemptionOf = ({ vpc: { exemption }, requirement }: CsvRow) =>
  exemption?.requirements.includes(requirement) ? exemption : undefined;

const evaluationOf = ({ vpc, ruleName }: CsvRow) =>
  vpc.evaluations.find((evaluation) => evaluation.ruleName === ruleName);

const remediationOf = ({ vpc, ruleName }: CsvRow) =>
  vpc.remediations.find((remediation) => remediation.ruleName === ruleName);
