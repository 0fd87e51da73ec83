import type { TrailState } from './state';

/** Of each account and Region: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
const LOOKUPS_PER_SECOND = 2;

/**
 * Takes one of the lookups that the quota allows; false when none is left for now.
 *
 * @param now milliseconds since any moment
 */
export function takeLookup(trail: TrailState, now: number): boolean {
  const { lookupsLeft = LOOKUPS_PER_SECOND, countedAt = now } = trail;
  const refilled = lookupsLeft + ((now - countedAt) / 1000) * LOOKUPS_PER_SECOND;
  const left = Math.min(LOOKUPS_PER_SECOND, refilled);
  trail.countedAt = now;
  trail.lookupsLeft = left < 1 ? left : left - 1;
  return left >= 1;
}
