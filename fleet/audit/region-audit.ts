import {
  type ComplianceType,
  complianceTypeOf,
  judge,
  type Place,
  type Verdict,
  type Vpc,
} from '../../policy';
import type { Station } from '../aws/connect';
import type { TaggedFlowLog } from '../aws/tagged-flow-logs';
import type { SourceState, Standing } from '../evidence/evidence';
import type { AuditRequirement } from '../requirements/audit-requirement';
import { recorderState } from './recorder-state';
import { type RegionFacts, readRegion } from './region-reads';

/** The VPCs of one account and Region, as they stand by the requirements. */
export interface RegionAudit {
  readonly place: Place;
  /** Of Config: where it is not `read`, every standing is unknown. */
  readonly recorder: SourceState;
  /** By id. */
  readonly vpcs: readonly VpcAudit[];
}

export interface VpcAudit {
  readonly vpc: Vpc;
  readonly standing: Standing;
  /** One for each requirement, by what EC2 lists. */
  readonly verdicts: readonly RequirementVerdict[];
  /** Of the VPC and, where a requirement accepts their coverage, of its subnets. */
  readonly flowLogs: readonly TaggedFlowLog[];
}

export interface RequirementVerdict {
  readonly requirement: string;
  readonly verdict: Verdict;
}

export interface AuditOptions {
  /** Judges by EC2 alone, whether Config records or not. */
  readonly ec2Only?: boolean;
}

const NOT_ASKED: SourceState = { state: 'read', note: 'AWS Config was not asked whether it records' };

/**
 * Judges every VPC of one account and Region in as few calls as there are pages.
 *
 * @throws ReadError where EC2 could not be read: nothing is concluded from a part
 */
export async function auditRegion(
  station: Station,
  requirements: readonly AuditRequirement[],
  now: Date,
  { ec2Only = false }: AuditOptions = {},
): Promise<RegionAudit> {
  const withSubnets = requirements.some(({ parameters }) => parameters.acceptSubnetCoverage);
  const [recorder, facts] = await Promise.all([
    ec2Only ? NOT_ASKED : recorderState(station.clients.config),
    readRegion(station, { withSubnets }),
  ]);
  const { place } = station;
  return {
    place,
    recorder,
    vpcs: facts.vpcs.map((vpc) => auditVpc(vpc, facts, { place, requirements, now, recorder })),
  };
}

interface Circumstances {
  readonly place: Place;
  readonly requirements: readonly AuditRequirement[];
  readonly now: Date;
  readonly recorder: SourceState;
}

function auditVpc(
  vpc: Vpc,
  { flowLogsByResource, subnetsByVpc }: RegionFacts,
  { place, requirements, now, recorder }: Circumstances,
): VpcAudit {
  const subnetIds = (subnetsByVpc.get(vpc.vpcId) ?? []).map(({ subnetId }) => subnetId);
  const flowLogs = [vpc.vpcId, ...subnetIds].flatMap((id) => flowLogsByResource.get(id) ?? []);
  const facts = flowLogs.map(({ fact }) => fact);
  const verdicts = requirements.map(({ name, parameters }) => ({
    requirement: name,
    verdict: judge({ vpc, flowLogs: facts, subnetIds, place, parameters, now }),
  }));
  const standing = recorder.state === 'read' ? standingOf(verdicts) : 'unknown';
  return { vpc, standing, verdicts, flowLogs };
}

const GRAVITY: Readonly<Record<ComplianceType, number>> = {
  NOT_APPLICABLE: 0,
  COMPLIANT: 1,
  NON_COMPLIANT: 2,
};

/** One requirement that is not met makes a gap; one that is met outweighs those that do not apply. */
export const gravestVerdict = (verdicts: readonly RequirementVerdict[]): RequirementVerdict | undefined =>
  [...verdicts].sort((left, right) => gravityOf(right) - gravityOf(left))[0];

const gravityOf = ({ verdict }: RequirementVerdict): number => GRAVITY[complianceTypeOf(verdict)];

export function standingOf(verdicts: readonly RequirementVerdict[]): Standing {
  const gravest = gravestVerdict(verdicts);
  return gravest === undefined ? 'not-applicable' : STANDINGS[complianceTypeOf(gravest.verdict)];
}

/** What a verdict says of the VPC, where Config records. */
export const STANDINGS = {
  COMPLIANT: 'covered',
  NON_COMPLIANT: 'gap',
  NOT_APPLICABLE: 'not-applicable',
} as const satisfies Readonly<Record<ComplianceType, Standing>>;
