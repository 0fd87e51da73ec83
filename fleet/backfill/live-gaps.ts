import {
  complianceTypeOf,
  type FlowLog,
  judge,
  type RuleParameters,
  type Verdict,
  type Vpc,
} from '../../policy';
import type { RegionFacts } from '../audit/region-reads';
import type { Circumstances } from '../circumstances';

/** A VPC as EC2 lists it at one time. */
export interface VpcFacts {
  readonly vpc: Vpc;
  readonly subnetIds: readonly string[];
  /** Of the VPC, and of its subnets where they were read. */
  readonly flowLogs: readonly FlowLog[];
}

/** What one requirement comes to in one account and Region. */
export interface Judged {
  readonly covered: number;
  readonly notApplicable: number;
  readonly gaps: readonly JudgedGap[];
}

export interface JudgedGap {
  readonly facts: VpcFacts;
  readonly verdict: Verdict;
}

/** @param vpcIds of none, all */
export const vpcFacts = (
  { vpcs, flowLogsByResource, subnetsByVpc }: RegionFacts,
  vpcIds: readonly string[],
): readonly VpcFacts[] =>
  vpcs
    .filter(({ vpcId }) => vpcIds.length === 0 || vpcIds.includes(vpcId))
    .map((vpc) => {
      const subnetIds = (subnetsByVpc.get(vpc.vpcId) ?? []).map(({ subnetId }) => subnetId);
      const flowLogs = [vpc.vpcId, ...subnetIds].flatMap((id) => flowLogsByResource.get(id) ?? []);
      return { vpc, subnetIds, flowLogs: flowLogs.map(({ fact }) => fact) };
    });

export function judgeAll(
  all: readonly VpcFacts[],
  parameters: RuleParameters,
  circumstances: Circumstances,
): Judged {
  const judged = all.map((facts) => ({ facts, verdict: verdictOf(facts, parameters, circumstances) }));
  const ofType = (type: string) => judged.filter(({ verdict }) => complianceTypeOf(verdict) === type);
  return {
    covered: ofType('COMPLIANT').length,
    notApplicable: ofType('NOT_APPLICABLE').length,
    gaps: ofType('NON_COMPLIANT'),
  };
}

/** @param added as if the VPC had these flow logs too */
export const verdictOf = (
  { vpc, subnetIds, flowLogs }: VpcFacts,
  parameters: RuleParameters,
  { place, now }: Circumstances,
  added: readonly FlowLog[] = [],
): Verdict => judge({ vpc, subnetIds, flowLogs: [...flowLogs, ...added], place, parameters, now });
