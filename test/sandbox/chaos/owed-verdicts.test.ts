import { OwedVerdicts } from '../../../sandbox/chaos/owed-verdicts';
import type { RegionState } from '../../../sandbox/world';

const TOLD = new Date('2027-01-04T08:00:00Z');
const LATER = new Date('2027-01-04T09:00:00Z');

const report = (...ids: readonly string[]) => ({
  ResultToken: 'token-1',
  Evaluations: ids.map((ComplianceResourceId) => ({ ComplianceResourceId })),
});

const regionWith = (messages: readonly string[] = []): RegionState =>
  ({
    config: { tokens: new Map([['token-1', { messageType: 'ScheduledNotification', invokedTime: TOLD }]]) },
    queues: new Map([['failures', { messages }]]),
    vpcs: new Map([['vpc-1', {}]]),
  }) as unknown as RegionState;

describe('what an event owes', () => {
  test.each([
    ['is paid when Config took every verdict', ['vpc-1'], ['vpc-1'], [], 0],
    ['is open when Config left one out for good', ['vpc-1', 'vpc-2'], ['vpc-2'], [], 1],
    ['is paid when the VPC that was left out is gone', ['vpc-1', 'vpc-2'], ['vpc-1'], [], 0],
    ['is paid by the failure queue', ['vpc-1'], [], ['{"resultToken":"token-1"}'], 0],
    ['is not paid by another event in the failure queue', ['vpc-1'], [], ['{"resultToken":"token-2"}'], 1],
  ])('%s', (_, reported, taken, messages, open) => {
    const owed = new OwedVerdicts();
    owed.report(report(...reported));
    owed.take(report(...taken));
    expect(owed.unpaid(regionWith(messages), LATER)).toHaveLength(open);
  });

  test('is open when nothing came of it, once everything that is late has had its time', () => {
    const owed = new OwedVerdicts();
    expect(owed.unpaid(regionWith(), new Date(LATER.getTime() - 1))).toEqual([]);
    expect(owed.unpaid(regionWith(), LATER)).toEqual([
      'ScheduledNotification of 2027-01-04T08:00:00.000Z was never answered',
    ]);
  });
});
