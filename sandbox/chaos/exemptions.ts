import type { Asked } from './asked';

const DAY = 86_400_000;

/** Values of the tag that exempts, by the shortest and the longest that the rules allow. */
export function exemptionDates(
  asked: readonly Asked[],
  start: Date,
  /** Days that the run takes at most. */
  days: number,
): { readonly exemptUntil: string; readonly exemptNever: readonly [string, ...string[]] } {
  const allowed = asked.map(({ maxExemptionDays }) => maxExemptionDays);
  const dayAfter = (count: number): string =>
    new Date(start.getTime() + count * DAY).toISOString().slice(0, 10);
  return {
    exemptUntil: dayAfter(Math.min(30, ...allowed)),
    exemptNever: [dayAfter(-1), dayAfter(Math.max(365, ...allowed) + days + 1), 'always'],
  };
}
