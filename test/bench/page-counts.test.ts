import { sweepCalls, totalOf } from '../../bench/page-counts';

test.each([
  [0, 0, 3, 'lists without items are a page each, and nothing is put'],
  [1, 0, 4, 'one VPC is a page, a batch and a remembered result'],
  [100, 300, 4, 'pages and batches that are just full'],
  [101, 300, 6, 'one more than a batch'],
  [1_000, 1_001, 1 + 2 + 10 + 10, 'one more than a page of EC2'],
  [10_000, 30_000, 10 + 30 + 100 + 100, 'the largest estate'],
])('a sweep of %i VPCs and %i flow logs makes %i calls: %s', (vpcs, flowLogs, calls) => {
  expect(totalOf(sweepCalls(vpcs, flowLogs))).toBe(calls);
});
