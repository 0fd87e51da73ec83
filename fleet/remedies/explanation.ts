import { type FlowLog, REASON_SUMMARIES } from '../../policy';
import { hasDeliveryFailure } from '../../policy/coverage';
import { awsCli } from './aws-cli';
import type { RemedySources } from './candidates';
import { cdk } from './cdk';
import { type Gap, planRemedy, type RemedyPlan } from './plan-remedy';
import type { PlannedFlowLog } from './planned-flow-log';
import { repairOf } from './repair';
import { terraform } from './terraform';

/** Why a VPC is a gap, and what closes it. Texts hold what AWS says as it came. */
export interface Explanation {
  readonly cause: string;
  /** How the flow logs that fail would deliver again. */
  readonly repairs: readonly string[];
  readonly remedy: string;
  /** The flow log that closes the gap, in three languages; absent where another one would not. */
  readonly code?: RemedyCode;
}

/** Lines to run as they are, in the VPC's account. */
export interface RemedyCode {
  readonly awsCli: readonly string[];
  readonly terraform: readonly string[];
  readonly cdk: readonly string[];
}

export function explain(gap: Gap, sources: RemedySources, now: Date): Explanation {
  const plan = planRemedy(gap, sources, now);
  return {
    cause: REASON_SUMMARIES[gap.verdict.reason],
    repairs: failing(gap).map((flowLog) => repairOf(flowLog, gap.place)),
    remedy: remedyText(plan, gap),
    ...(plan.kind === 'create' && { code: codeOf(plan.flowLog) }),
  };
}

const failing = ({ flowLogs }: Gap): readonly FlowLog[] => flowLogs.filter(hasDeliveryFailure);

const codeOf = (planned: PlannedFlowLog): RemedyCode => ({
  awsCli: awsCli(planned),
  terraform: terraform(planned),
  cdk: cdk(planned),
});

function remedyText(plan: RemedyPlan, { vpc, flowLogs }: Gap): string {
  if (plan.kind !== 'create') return plan.text;
  const own = flowLogs.filter(({ resourceId }) => resourceId === vpc.vpcId).map(({ flowLogId }) => flowLogId);
  const beside =
    own.length === 0
      ? ''
      : `; a flow log cannot be changed, so that it stands beside ${own.join(', ')}, which costs until its owner deletes it`;
  const backfill = plan.isDeployed ? '; flow-logs backfill --apply creates it as well' : '';
  return `a flow log to ${plan.flowLog.logDestination}, by ${plan.from}${backfill}${beside}`;
}
