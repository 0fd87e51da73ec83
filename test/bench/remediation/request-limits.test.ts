import { RequestLimits } from '../../../bench/remediation/request-limits';

const START = new Date('2027-01-04T08:00:00Z');
const after = (seconds: number): Date => new Date(START.getTime() + seconds * 1000);

function taken(limits: RequestLimits, operation: string, calls: number, at: Date): number {
  return Array.from({ length: calls }, () => limits.take(operation, at)).filter(Boolean).length;
}

test.each([
  ['DescribeFlowLogs', 100],
  ['CreateFlowLogs', 50],
])('of %s, %d calls are taken at one instant after a quiet time', (operation, size) => {
  const limits = new RequestLimits();
  expect(taken(limits, operation, size, START)).toBe(size);
  expect(limits.take(operation, START)).toBe(false);
  expect(limits.throttled).toBe(1);
});

test.each([
  ['DescribeFlowLogs', 100, 40],
  ['CreateFlowLogs', 50, 10],
])('the bucket of %s is refilled by the second', (operation, size, inTwoSeconds) => {
  const limits = new RequestLimits();
  taken(limits, operation, size, START);
  expect(taken(limits, operation, inTwoSeconds, after(2))).toBe(inTwoSeconds);
  expect(limits.take(operation, after(2))).toBe(false);
});

test('a bucket never holds more than its size', () => {
  const limits = new RequestLimits();
  expect(taken(limits, 'CreateFlowLogs', 1, START)).toBe(1);
  expect(taken(limits, 'CreateFlowLogs', 51, after(3600))).toBe(50);
});

test('reading and changing have a bucket each', () => {
  const limits = new RequestLimits();
  taken(limits, 'DescribeVpcs', 101, START);
  expect(limits.take('CreateFlowLogs', START)).toBe(true);
});

test('who is throttled waits on the clock of the bucket, and that time is not given twice', () => {
  const limits = new RequestLimits();
  expect(taken(limits, 'CreateFlowLogs', 50, START)).toBe(50);
  // Each pause of a quarter of a second is worth a token and a quarter.
  const answers = Array.from({ length: 3 }, () => limits.take('CreateFlowLogs', START));
  expect(answers).toEqual([false, true, false]);
  // A token and a half are left, and half a second of five each is to come.
  expect(taken(limits, 'CreateFlowLogs', 4, after(1))).toBe(4);
  expect(limits.take('CreateFlowLogs', after(1))).toBe(false);
});
