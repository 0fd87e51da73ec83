import {
  complianceTypeOf,
  DECISIONS,
  decide,
  type FlowLog,
  isSameDestination,
  judge,
  type Place,
  type Verdict,
  type Vpc,
} from '../../policy';
import type { FlowLogShape } from '../deployed/documented-flow-log';
import { futureFlowLog } from '../deployed/future-flow-log';
import type { AuditRequirement } from '../requirements/audit-requirement';
import { type Candidate, candidates, type RemedySources, whatToGive } from './candidates';
import type { PlannedFlowLog } from './planned-flow-log';
import { shellWord } from './shell-text';

/** A VPC that a requirement judges NON_COMPLIANT, and all that is known of it. */
export interface Gap {
  readonly vpc: Vpc;
  readonly place: Place;
  readonly requirement: AuditRequirement;
  readonly verdict: Verdict;
  /** Of the VPC and of its subnets. */
  readonly flowLogs: readonly FlowLog[];
}

/** What closes a gap: a flow log, something else, or nothing that is known. */
export type RemedyPlan =
  | {
      readonly kind: 'create';
      readonly flowLog: PlannedFlowLog;
      readonly from: string;
      readonly isDeployed: boolean;
    }
  | { readonly kind: 'repair'; readonly text: string }
  | { readonly kind: 'unknown'; readonly text: string };

export function planRemedy(gap: Gap, sources: RemedySources, now: Date): RemedyPlan {
  const found = candidates(gap.requirement, sources, gap.place);
  const problems: string[] = [];
  for (const candidate of found) {
    const problem = 'problem' in candidate ? candidate.problem : shortfall(candidate.shape, gap, now);
    if (problem !== undefined) problems.push(`${candidate.from}: ${problem}`);
    else if ('shape' in candidate) return planWith(candidate, gap);
  }
  const why = problems.length > 0 ? problems.join('; ') : 'nothing says where a flow log would deliver to';
  return { kind: 'unknown', text: `${why}; ${whatToGive(gap.requirement)}` };
}

/** Asks the judge whether the gap would be closed. */
function shortfall(
  shape: FlowLogShape,
  { vpc, place, requirement, flowLogs }: Gap,
  now: Date,
): string | undefined {
  const verdict = judge({
    vpc,
    place,
    parameters: requirement.parameters,
    now,
    flowLogs: [...flowLogs, futureFlowLog(shape, vpc.vpcId)],
  });
  return complianceTypeOf(verdict) === 'COMPLIANT'
    ? undefined
    : `its flow log would not meet the requirement: ${verdict.annotation}`;
}

function planWith(
  { shape, from, isDeployed }: Extract<Candidate, { readonly shape: FlowLogShape }>,
  { vpc, place, requirement, verdict, flowLogs }: Gap,
): RemedyPlan {
  const { logDestination, deliveryRoleArn } = shape;
  const decision = decide(verdict, flowLogs, logDestination, deliveryRoleArn);
  if (decision.word === DECISIONS.refuse) return { kind: 'repair', text: REPAIR };
  const { vpcId } = vpc;
  const rival = flowLogs.find(
    ({ resourceId, destination }) =>
      resourceId === vpcId && destination !== undefined && isSameDestination(destination, logDestination),
  );
  if (rival) return { kind: 'repair', text: replacement(rival, place) };
  return {
    kind: 'create',
    flowLog: { ...shape, vpcId, place, requirement: requirement.name },
    from,
    isDeployed,
  };
}

const REPAIR =
  'no other flow log: one to the same place would fail alike. Repair the delivery of the one that is there';

/** https://docs.aws.amazon.com/vpc/latest/userguide/working-with-flow-logs.html#modify-flow-log */
const replacement = ({ flowLogId, destination }: FlowLog, { region }: Place): string =>
  `${flowLogId} delivers to ${destination} already. A flow log cannot be changed, and EC2 may refuse a second one to the same place: name another by --destination, or delete it, which leaves the VPC without it until you audit again: aws ec2 delete-flow-logs --region ${shellWord(region)} --flow-log-ids ${shellWord(flowLogId)}`;
