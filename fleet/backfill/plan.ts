import { DECISIONS, decide, type FlowLog } from '../../policy';
import type { Circumstances } from '../circumstances';
import type { AttachedRemediation, DeployedRequirement } from '../deployed/deployed-requirement';
import { type DocumentedFlowLog, isUnreadable } from '../deployed/documented-flow-log';
import { futureFlowLog } from '../deployed/future-flow-log';
import type { Exception } from '../remediation/vpc-remediation';
import { shellWord } from '../remedies/shell-text';
import { type ExecutionState, isUnderWay } from './executions';
import { type Judged, type JudgedGap, verdictOf } from './live-gaps';

/** What backfill does about a gap. */
export type Action =
  | { readonly kind: 'start' }
  /** An execution is queued or runs already. */
  | { readonly kind: 'wait' }
  /** The flow log that another requirement's remediation creates closes it too. */
  | { readonly kind: 'follow'; readonly requirement: string }
  | ({ readonly kind: 'leave' } & Obstacle);

/** Why nothing is started, and what to do. */
export interface Obstacle {
  readonly reason: string;
  readonly remedy: string;
}

export interface PlannedGap {
  readonly vpcId: string;
  /** Why it is a gap, as the rule says it. */
  readonly annotation: string;
  readonly action: Action;
}

export interface RequirementPlan {
  readonly requirement: string;
  /** Undefined where no rule of ours is deployed. */
  readonly ruleName: string | undefined;
  readonly mode: 'automatic' | 'manual' | 'observe' | 'not deployed';
  /** What remediation creates; undefined where it can create nothing. */
  readonly document: DocumentedFlowLog | undefined;
  readonly covered: number;
  readonly notApplicable: number;
  readonly gaps: readonly PlannedGap[];
}

/** What Config knows of the VPCs that are gaps. */
export interface KnownOfGaps {
  readonly executions: ReadonlyMap<string, ExecutionState>;
  readonly exceptions: ReadonlyMap<string, Exception>;
}

/** A remediation that can be started: its document could be read. */
export interface Startable {
  readonly requirement: DeployedRequirement;
  readonly document: DocumentedFlowLog;
}

/** Why no remediation of a deployed requirement can be started, of whatever VPC. */
export function obstacleOf({ remediation }: DeployedRequirement): Obstacle | undefined {
  if (remediation.mode === 'observe')
    return {
      reason: 'its rule only observes',
      remedy: 'set its remediation mode to manual or automatic in cdk.json, and deploy it again',
    };
  const { document, documentName } = remediation;
  if (!isUnreadable(document)) return undefined;
  return {
    reason: `its Automation document ${documentName} cannot be read: ${document.unreadable}`,
    remedy: document.unread
      ? 'allow ssm:GetDocument on it, or deploy the stack again'
      : 'deploy the stack again',
  };
}

export const documentOf = (remediation: AttachedRemediation): DocumentedFlowLog | undefined =>
  isUnreadable(remediation.document) ? undefined : remediation.document;

/** Flow logs that the remediations of requirements before this one create, by VPC, with whose they are. */
export type Expected = ReadonlyMap<string, readonly ExpectedFlowLog[]>;

export interface ExpectedFlowLog {
  readonly requirement: string;
  readonly flowLog: FlowLog;
}

/** What becomes of each gap of one deployed requirement. */
export const planGaps = (
  { requirement, document }: Startable,
  { gaps }: Judged,
  known: KnownOfGaps,
  expected: Expected,
  circumstances: Circumstances,
): readonly PlannedGap[] =>
  gaps.map((gap) => {
    const { vpcId, annotation } = gap.verdict;
    const action = actionOf(gap, { requirement, document }, known, expected.get(vpcId) ?? [], circumstances);
    return { vpcId, annotation, action };
  });

function actionOf(
  { facts, verdict }: JudgedGap,
  { requirement, document }: Startable,
  { executions, exceptions }: KnownOfGaps,
  expected: readonly ExpectedFlowLog[],
  circumstances: Circumstances,
): Action {
  const { vpcId } = verdict;
  if (isUnderWay(executions.get(vpcId))) return { kind: 'wait' };
  const verdictWith = (flowLog: FlowLog) =>
    verdictOf(facts, requirement.parameters, circumstances, [flowLog]);
  const follows = expected.find(({ flowLog }) => isCovered(verdictWith(flowLog)));
  if (follows) return { kind: 'follow', requirement: follows.requirement };
  const exception = exceptions.get(vpcId);
  if (exception) return leave(exceptionObstacle(vpcId, requirement, exception, circumstances));
  const decision = decide(verdict, facts.flowLogs, document.logDestination, document.deliveryRoleArn);
  if (decision.word === DECISIONS.refuse)
    return leave({
      reason: `its document would refuse it: ${decision.prose}`,
      remedy: 'flow-logs doctor says what is wrong with the destination; repair it, and run this again',
    });
  const remedied = verdictWith(futureFlowLog(document, vpcId));
  if (!isCovered(remedied))
    return leave({
      reason: `what its document creates would not meet its rule: ${remedied.annotation}`,
      remedy: 'deploy the stack again, so that rule and document agree',
    });
  return { kind: 'start' };
}

const leave = (obstacle: Obstacle): Action => ({ kind: 'leave', ...obstacle });

const isCovered = ({ reason }: { readonly reason: string }): boolean =>
  reason === 'covered' || reason === 'subnets-covered';

/**
 * Exceptions block automatic remediation, and AWS says nothing of one that is started by hand. One stands because
 * remediation failed, or because somebody wants it so: either is for somebody to end.
 * https://docs.aws.amazon.com/config/latest/APIReference/API_PutRemediationExceptions.html
 */
function exceptionObstacle(
  vpcId: string,
  { ruleName }: DeployedRequirement,
  { message, endsAt }: Exception,
  { place: { region } }: Circumstances,
): Obstacle {
  const end = endsAt ? `, which ends at ${endsAt.toISOString()}` : '';
  return {
    reason: `it has a remediation exception${end}: ${message || 'no message'}`,
    remedy: `flow-logs remediation retry --region ${region} --rule ${shellWord(ruleName)} --vpc ${vpcId} --apply ends it and starts the remediation`,
  };
}

/** What the flow logs to be created add for the requirements that come after. */
export function withExpected(expected: Expected, plan: RequirementPlan): Expected {
  const { document, requirement } = plan;
  if (!document) return expected;
  const all = new Map(expected);
  for (const { vpcId, action } of plan.gaps)
    if (action.kind === 'start' || action.kind === 'wait') {
      const added = { requirement, flowLog: futureFlowLog(document, vpcId) };
      all.set(vpcId, [...(all.get(vpcId) ?? []), added]);
    }
  return all;
}

const BEYOND_LIMIT: Obstacle = { reason: 'it is beyond --limit', remedy: 'run this again' };

/** The first of those to be started, so many in all; the others are left. */
export function limitPlans<Place extends { readonly plans: readonly RequirementPlan[] }>(
  places: readonly Place[],
  most: number,
): readonly Place[] {
  let left = most;
  const limited = (gap: PlannedGap): PlannedGap => {
    if (gap.action.kind !== 'start') return gap;
    left -= 1;
    return left >= 0 ? gap : { ...gap, action: leave(BEYOND_LIMIT) };
  };
  return places.map((place) => ({
    ...place,
    plans: place.plans.map((plan) => ({ ...plan, gaps: plan.gaps.map(limited) })),
  }));
}

export const startsOf = ({ gaps }: Pick<RequirementPlan, 'gaps'>): readonly string[] =>
  gaps.filter(({ action }) => action.kind === 'start').map(({ vpcId }) => vpcId);

export const waitsOf = ({ gaps }: Pick<RequirementPlan, 'gaps'>): readonly string[] =>
  gaps.filter(({ action }) => action.kind === 'wait').map(({ vpcId }) => vpcId);
