import { mostAtOnce } from '../../../bench/remediation/many-vpcs';

const at = (second: number): Date => new Date(second * 1000);
const period = (start: number, end?: number) => ({
  startTime: at(start),
  endTime: end === undefined ? undefined : at(end),
});

test.each([
  [[], 0],
  [[period(0, 10)], 1],
  [[period(0, 10), period(5, 15), period(9, 20)], 3],
  [[period(0, 10), period(10, 20), period(20, 30)], 1],
  [[period(0), period(5)], 2],
  [[period(5, 6), period(0, 10), period(7, 8)], 2],
])('the most executions at a time are those that overlap: %#', (periods, most) => {
  expect(mostAtOnce(periods)).toBe(most);
});
