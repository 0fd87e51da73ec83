import type { RegionState } from '../world';

/** Quotas of Automation: https://docs.aws.amazon.com/general/latest/gr/ssm.html */
const STARTS_PER_SECOND = 1;

/** How many starts are taken at one instant after a quiet time. AWS publishes the rate, and nothing of a burst. */
export const START_BURST = 1;

/** Takes one of the starts that the quota allows; false when there is none left for now. */
export function takeStart({ automation }: RegionState, now: Date): boolean {
  const { startsLeft = START_BURST, countedAt = now } = automation;
  const seconds = (now.getTime() - countedAt.getTime()) / 1000;
  const left = Math.min(START_BURST, startsLeft + seconds * STARTS_PER_SECOND);
  automation.countedAt = now;
  automation.startsLeft = left < 1 ? left : left - 1;
  return left >= 1;
}
