import type { UnknownPlace } from '../evidence/evidence';
import { gravest, type Outcome } from '../outcome';
import type { Applied, AppliedPlace } from './apply';
import type { Estimate } from './estimate';
import type { PlacePlan, Selection } from './plan-place';

/** All that a run of the command has to tell. */
export interface Backfill {
  readonly places: readonly PlacePlan[];
  /** Undefined where nothing was to be started. */
  readonly applied: Applied | undefined;
  readonly unknown: readonly UnknownPlace[];
  /** What was asked for and is nowhere. */
  readonly missing: readonly string[];
  readonly estimate: Estimate;
}

export function missingOf(
  places: readonly PlacePlan[],
  { vpcIds, requirement }: Selection,
): readonly string[] {
  const found = new Set(places.flatMap((place) => place.found));
  const names = places.flatMap(({ plans }) => plans.map((plan) => plan.requirement));
  return [
    ...vpcIds
      .filter((vpcId) => !found.has(vpcId))
      .map((vpcId) => `${vpcId} is in none of the accounts and Regions that were read`),
    ...(requirement === undefined || names.includes(requirement)
      ? []
      : [`no requirement ${requirement} is deployed or written anywhere that was read`]),
  ];
}

export const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/** Gaps of a place that are left. */
const leftOfPlace = ({ plans }: PlacePlan, applied: AppliedPlace | undefined): number =>
  applied
    ? sumOf(applied.results.map(({ left }) => left.length))
    : sumOf(plans.map(({ gaps }) => gaps.length));

export const leftCount = ({ places, applied }: Backfill): number =>
  sumOf(places.map((place, index) => leftOfPlace(place, applied?.places[index])));

export function placeOutcome(place: PlacePlan, applied: AppliedPlace | undefined): Outcome {
  if (place.doubts.length > 0 || applied?.problem !== undefined) return 'error';
  return leftOfPlace(place, applied) > 0 ? 'to-do' : 'fine';
}

export const outcomeOf = ({ places, applied, unknown, missing }: Backfill): Outcome =>
  gravest([
    unknown.length + missing.length > 0 ? 'error' : 'fine',
    ...places.map((place, index) => placeOutcome(place, applied?.places[index])),
  ]);
