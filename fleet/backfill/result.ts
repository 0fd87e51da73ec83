import { shellWord } from '../remedies/shell-text';
import type { Judged } from './live-gaps';
import type { Obstacle, RequirementPlan } from './plan';
import type { Ending, RequirementRun } from './requirement-run';

/** What a requirement of one account and Region came to. */
export interface RequirementResult {
  readonly plan: RequirementPlan;
  readonly started: readonly string[];
  /** VPCs that were gaps and that EC2 shows as gaps no more; none where they were not judged again. */
  readonly closed: readonly string[];
  readonly left: readonly LeftGap[];
}

export interface LeftGap extends Obstacle {
  readonly vpcId: string;
  /** Why it is a gap, as the rule says it. */
  readonly annotation: string;
}

export interface Ran {
  /** As it was planned at the beginning. */
  readonly planned: RequirementPlan;
  /** As it was planned when its turn came. */
  readonly latest: RequirementPlan;
  /** Undefined where its turn never came. */
  readonly run: RequirementRun | undefined;
  /** Undefined where the run ended before that. */
  readonly judged: Judged | undefined;
  readonly region: string;
}

/** Only what is judged again is closed. */
export function resultOf(ran: Ran): RequirementResult {
  const { planned, latest, run, judged } = ran;
  const known = new Map([...planned.gaps, ...latest.gaps].map((gap) => [gap.vpcId, gap]));
  const gaps = judged
    ? judged.gaps.map(({ verdict: { vpcId, annotation } }) => ({ vpcId, annotation }))
    : [...known.values()].map(({ vpcId, annotation }) => ({ vpcId, annotation }));
  const left = new Set(gaps.map(({ vpcId }) => vpcId));
  return {
    plan: planned,
    started: [...(run?.started ?? [])],
    closed: [...known.keys()].filter((vpcId) => !left.has(vpcId)),
    left: gaps.map((gap) => ({ ...gap, ...obstacleOf(gap.vpcId, ran) })),
  };
}

const AGAIN = 'run this again';

function obstacleOf(vpcId: string, { planned, latest, run, ...ran }: Ran): Obstacle {
  const ending = run?.endings.get(vpcId);
  if (ending) return endingObstacle(vpcId, ending, latest.ruleName ?? '', ran);
  if (run?.inFlightIds.has(vpcId))
    return { reason: 'its execution is in flight and goes on by itself', remedy: `${AGAIN} to follow it` };
  if (run?.unsureIds.has(vpcId))
    return { reason: 'the call that starts its execution failed, and may have started it', remedy: AGAIN };
  const actions = [latest, planned].flatMap(
    ({ gaps }) => gaps.find((gap) => gap.vpcId === vpcId)?.action ?? [],
  );
  const left = actions.find((action) => action.kind === 'leave');
  if (left) return { reason: left.reason, remedy: left.remedy };
  return {
    reason: actions.length > 0 ? 'it was not started' : 'it has become a gap meanwhile',
    remedy: AGAIN,
  };
}

function endingObstacle(
  vpcId: string,
  { state, detail }: Ending,
  ruleName: string,
  { judged, region }: Pick<Ran, 'judged' | 'region'>,
): Obstacle {
  switch (state) {
    case 'succeeded':
      return judged
        ? {
            reason: 'its execution succeeded, and it is a gap all the same',
            remedy: `flow-logs doctor --regions ${region}`,
          }
        : { reason: 'its execution succeeded, and it was not judged again', remedy: AGAIN };
    case 'failed':
      return {
        reason: `its execution failed: ${detail}`,
        remedy: `repair that (flow-logs doctor --regions ${region}, flow-logs remediation status --region ${region} --vpc ${vpcId}), and ${AGAIN}`,
      };
    case 'not started':
      return {
        reason: `AWS Config did not start it: ${detail}`,
        remedy: /compliant/i.test(detail)
          ? `its verdict is older than what EC2 says: aws configservice start-config-rules-evaluation --region ${region} --config-rule-names ${shellWord(ruleName)}; then ${AGAIN}`
          : AGAIN,
      };
    case 'no news':
      return {
        reason: detail,
        remedy: `flow-logs remediation status --region ${region} --vpc ${vpcId}, and ${AGAIN}`,
      };
  }
}

/** Of a place where there was nothing to start. */
export const untouched = (plan: RequirementPlan): RequirementResult => ({
  plan,
  started: [],
  closed: [],
  left: leftOf(plan),
});

/** Gaps that nothing is started for, as they were planned. */
export const leftOf = ({ gaps }: RequirementPlan): readonly LeftGap[] =>
  gaps.flatMap(({ vpcId, annotation, action }) =>
    action.kind === 'leave' ? [{ vpcId, annotation, reason: action.reason, remedy: action.remedy }] : [],
  );
