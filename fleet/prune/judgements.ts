import { complianceTypeOf, judge, type Verdict } from '../../policy';
import type { TaggedFlowLog } from '../aws/tagged-flow-logs';
import type { Circumstances } from '../circumstances';
import type { DeployedRequirement } from '../deployed/deployed-requirement';
import { isProven, type VpcEstate } from './estate';

/** A VPC's verdict if it had these flow logs only; undefined when EC2 does not list the VPC. */
export function verdictWith(
  { vpc, subnetIds }: VpcEstate,
  flowLogs: readonly TaggedFlowLog[],
  { parameters }: DeployedRequirement,
  { place, now }: Circumstances,
): Verdict | undefined {
  if (!vpc) return undefined;
  return judge({ vpc, subnetIds, flowLogs: flowLogs.map(({ fact }) => fact), place, parameters, now });
}

export const isCovered = (verdict: Verdict | undefined): verdict is Verdict =>
  verdict !== undefined && complianceTypeOf(verdict) === 'COMPLIANT';

/** A requirement whose judgement of the VPC would change, and how. */
export interface ChangedJudgement {
  readonly requirement: string;
  readonly verdict: string;
}

/**
 * The first requirement that would judge the VPC otherwise with the rest of its flow logs alone, or by those of the rest
 * that are known to deliver.
 */
export function changedJudgement(
  estate: VpcEstate,
  rest: readonly TaggedFlowLog[],
  requirements: readonly DeployedRequirement[],
  circumstances: Circumstances,
): ChangedJudgement | undefined {
  const proven = (each: TaggedFlowLog): boolean => isProven(each, circumstances.now);
  const provenRest = rest.filter(proven);
  const provenNow = estate.flowLogs.filter(proven);
  for (const requirement of requirements) {
    const judged = (flowLogs: readonly TaggedFlowLog[]): Verdict | undefined =>
      verdictWith(estate, flowLogs, requirement, circumstances);
    const after = judged(rest);
    if (after?.reason !== judged(estate.flowLogs)?.reason)
      return { requirement: requirement.name, verdict: after?.annotation ?? 'the VPC is not listed' };
    if (isCovered(judged(provenNow)) && !isCovered(judged(provenRest)))
      return {
        requirement: requirement.name,
        verdict: 'what would be left is not reported to deliver yet',
      };
  }
  return undefined;
}
