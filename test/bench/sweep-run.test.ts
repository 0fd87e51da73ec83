import { estateOf } from '../../bench/estate';
import { reportedEveryVerdict, reportedEveryVpc } from '../../bench/sweep-run';

const estate = estateOf(100);
const { uncovered } = estate;
const tally = (evaluations: Record<string, number>) => ({ calls: {}, evaluations });

test('a sweep that reported every verdict counts', () => {
  const evaluations = { COMPLIANT: 100 - uncovered, NON_COMPLIANT: uncovered };
  expect(() => reportedEveryVerdict(tally(evaluations), estate)).not.toThrow();
  expect(() => reportedEveryVpc(tally({ COMPLIANT: 100 }), estate)).not.toThrow();
});

test.each<[Record<string, number>, string]>([
  [{}, 'nothing'],
  [{ COMPLIANT: 100 - uncovered }, 'no uncovered VPC'],
  [{ COMPLIANT: 100 }, 'uncovered VPCs as covered'],
  [{ COMPLIANT: 99 - uncovered, NON_COMPLIANT: uncovered }, 'a VPC too few'],
  [{ COMPLIANT: 99 - uncovered, NON_COMPLIANT: uncovered, NOT_APPLICABLE: 1 }, 'a VPC as gone'],
])('a sweep that reported %j does not count: %s', (evaluations) => {
  expect(() => reportedEveryVerdict(tally(evaluations), estate)).toThrow('the sweep reported');
});

test('a bare sweep that left a VPC out does not count', () => {
  expect(() => reportedEveryVpc(tally({ COMPLIANT: 99 }), estate)).toThrow('99 of 100 VPCs');
});
