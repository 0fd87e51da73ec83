import { retryWindowSeconds } from '../../runbook';
import { longestSeconds } from '../../runbook/retry-window';
import { documentOf } from './builders';

const DAY = 86_400;

/** Attempts lie a pass apart, and a day at most: the schedule has every VPC judged within one. */
it.each([
  ['where a pass is short, a day', 5, 100, 3, 3 * DAY],
  ['of one attempt, a day too', 0, 100, 1, DAY],
  ['at most, still within what Config offers', 0, 100, 25, 25 * DAY],
])('holds for each attempt, %s', (_, settleMinutes, rate, attempts, seconds) => {
  const document = documentOf({ remediation: { settleMinutes } });
  const settings = { maximumAutomaticAttempts: attempts, concurrentExecutionRatePercentage: rate };
  expect(retryWindowSeconds(document, settings)).toBe(seconds);
});

it('holds the whole passes of all attempts where they take longer than days', () => {
  const document = documentOf({ remediation: { settleMinutes: 30 } });
  const settings = { maximumAutomaticAttempts: 3, concurrentExecutionRatePercentage: 1 };
  const passes = 3 * 2 * 100 * longestSeconds(document);
  expect(passes).toBeGreaterThan(3 * DAY);
  expect(retryWindowSeconds(document, settings)).toBe(passes);
});
