import { type ComplianceType, complianceTypeOf, printParameters, type Reason } from '../../policy';
import type { EvidenceSummary, SourceState, Standing, UnknownPlace } from '../evidence/evidence';
import type { Outcome } from '../outcome';
import type { Explanation } from '../remedies/explanation';
import type { AuditRequirement } from '../requirements';
import { type Audit, type ExplainedRegion, outcomeOf, summarize, unknownPlaces } from './audit';
import type { RequirementVerdict, VpcAudit } from './region-audit';
import { nameOf } from './vpc-name';

/** What `flow-logs audit --format json` writes. Texts from AWS stand as they came: whoever shows them escapes them. */
export interface AuditJson {
  readonly command: 'audit';
  readonly outcome: Outcome;
  /** ISO 8601, UTC. */
  readonly generatedAt: string;
  readonly requirements: readonly RequirementJson[];
  /** True where Config was not asked whether it records. */
  readonly ec2Only: boolean;
  readonly summary: EvidenceSummary;
  readonly regions: readonly RegionJson[];
  /** Places that could not be read, or whose VPCs Config does not record. */
  readonly unknown: readonly UnknownPlace[];
}

export interface RequirementJson {
  readonly name: string;
  readonly source: AuditRequirement['source'];
  readonly file?: string;
  /** Without those that are at their default. */
  readonly parameters: Readonly<Record<string, string>>;
}

export interface RegionJson {
  readonly accountId: string;
  readonly region: string;
  readonly recorder: SourceState;
  readonly vpcs: readonly VpcJson[];
}

export interface VpcJson {
  readonly vpcId: string;
  /** Its Name tag. */
  readonly name?: string;
  readonly ownerId: string;
  readonly isDefault: boolean;
  readonly standing: Standing;
  /** One for each requirement; none where the standing is unknown. */
  readonly verdicts: readonly VerdictJson[];
  readonly flowLogIds: readonly string[];
}

export interface VerdictJson {
  readonly requirement: string;
  readonly compliance: ComplianceType;
  readonly reason: Reason;
  readonly annotation: string;
  /** Of a gap, with `--explain`. */
  readonly explanation?: Explanation;
}

export const auditJson = (audit: Audit, now: Date): AuditJson => ({
  command: 'audit',
  outcome: outcomeOf(audit),
  generatedAt: now.toISOString(),
  requirements: audit.requirements.map(({ name, source, file, parameters }) => ({
    name,
    source,
    ...(file !== undefined && { file }),
    parameters: printParameters(parameters),
  })),
  ec2Only: audit.ec2Only,
  summary: summarize(audit.regions),
  regions: audit.regions.map((region) => ({
    accountId: region.place.accountId,
    region: region.place.region,
    recorder: region.recorder,
    vpcs: region.vpcs.map((vpc) => vpcJson(vpc, region)),
  })),
  unknown: unknownPlaces(audit),
});

function vpcJson({ vpc, standing, verdicts, flowLogs }: VpcAudit, region: ExplainedRegion): VpcJson {
  const name = nameOf(vpc);
  return {
    vpcId: vpc.vpcId,
    ...(name !== undefined && { name }),
    ownerId: vpc.ownerId,
    isDefault: vpc.isDefault,
    standing,
    verdicts: standing === 'unknown' ? [] : verdicts.map((each) => verdictJson(vpc.vpcId, each, region)),
    flowLogIds: flowLogs.map(({ fact }) => fact.flowLogId),
  };
}

function verdictJson(
  vpcId: string,
  { requirement, verdict }: RequirementVerdict,
  { explanationOf }: ExplainedRegion,
): VerdictJson {
  const explanation = explanationOf(vpcId, requirement);
  return {
    requirement,
    compliance: complianceTypeOf(verdict),
    reason: verdict.reason,
    annotation: verdict.annotation,
    ...(explanation && { explanation }),
  };
}
