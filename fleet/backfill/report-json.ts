import type { AppliedPlace } from './apply';
import { type Backfill, outcomeOf, placeOutcome } from './backfill';
import type { RequirementPlan } from './plan';
import type { PlacePlan } from './plan-place';
import type { RequirementResult } from './result';

/** For a program: text of unknown origin as it came. */
export function backfillJson(backfill: Backfill) {
  const { places, applied, unknown, missing, estimate } = backfill;
  return {
    command: 'backfill',
    outcome: outcomeOf(backfill),
    applied: applied !== undefined,
    ...(applied ? { interrupted: applied.isInterrupted } : {}),
    regions: [
      ...places.map((place, index) => placeJson(place, applied?.places[index])),
      ...unknown.map(({ accountId, region, cause }) => ({
        accountId,
        region,
        outcome: 'error',
        error: cause,
      })),
    ],
    missing,
    estimate,
  };
}

function placeJson(place: PlacePlan, applied: AppliedPlace | undefined) {
  const { station, plans, doubts } = place;
  const { accountId, region } = station.place;
  return {
    accountId,
    region,
    outcome: placeOutcome(place, applied),
    requirements: plans.map((plan, index) => requirementJson(plan, applied?.results[index])),
    doubts,
    ...(applied ? { inFlight: applied.inFlight } : {}),
    ...(applied?.problem === undefined ? {} : { error: applied.problem }),
  };
}

const requirementJson = (plan: RequirementPlan, result: RequirementResult | undefined) => ({
  requirement: plan.requirement,
  ruleName: plan.ruleName,
  mode: plan.mode,
  destination: plan.document?.logDestination,
  covered: plan.covered,
  notApplicable: plan.notApplicable,
  gaps: plan.gaps,
  ...(result ? { started: result.started, closed: result.closed, left: result.left } : {}),
});
