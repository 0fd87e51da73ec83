import type { FlowLog } from '@aws-sdk/client-ec2';
import { deliveryFindings, quotaFindings } from '../../../fleet/preflight/flow-logs';
import { streamFinding, tagFinding } from '../../../fleet/preflight/stream';
import { OWNERSHIP_TAGS } from '../../../runbook';
import { GROUP, STREAM } from './place';

const ABOUT = 'flow logs';

test.each([
  [239, []],
  [240, ['vpc-1']],
  [250, ['vpc-1']],
])('a VPC with %d flow logs', (count, near) => {
  const flowLogs = Array.from({ length: count }, () => ({ ResourceId: 'vpc-1' }));
  const findings = quotaFindings(ABOUT, [...flowLogs, { ResourceId: 'vpc-2' }]);
  const problems = findings.filter(({ status }) => status === 'problem');
  expect(problems.map(({ about }) => about)).toEqual(near);
  expect(findings).toHaveLength(1);
});

describe('delivery', () => {
  const ours = (changes: Partial<FlowLog>): FlowLog => ({
    FlowLogId: 'fl-1',
    ResourceId: 'vpc-1',
    LogDestination: GROUP,
    DeliverLogsStatus: 'FAILED',
    Tags: [{ Key: OWNERSHIP_TAGS.requirement, Value: 'all-traffic' }],
    ...changes,
  });

  test.each([
    ['Access error', 'a role or a policy keeps the service out'],
    ['Rate limited', 'ask for a higher quota'],
    ['Unknown error', 'AWS Support'],
  ])('that fails by %s comes with what to do', (DeliverLogsErrorMessage, remedy) => {
    const [finding] = deliveryFindings(ABOUT, [ours({ DeliverLogsErrorMessage })]);
    expect(finding).toMatchObject({
      status: 'problem',
      about: 'fl-1',
      finding: `it fails to deliver records of vpc-1 to ${GROUP}: ${DeliverLogsErrorMessage}`,
      remedy: expect.stringContaining(remedy),
    });
  });

  test('that fails without a cause says so', () => {
    expect(deliveryFindings(ABOUT, [ours({})])[0]?.finding).toMatch(/: no cause given$/);
  });

  test.each([
    ['of others', ours({ Tags: [] })],
    ['of others without tags', ours({ Tags: undefined })],
    ['that succeeds', ours({ DeliverLogsStatus: 'SUCCESS' })],
    ['that has no status yet', ours({ DeliverLogsStatus: undefined })],
  ])('%s is no problem', (_, flowLog) => {
    expect(deliveryFindings(ABOUT, [flowLog])).toMatchObject([{ status: 'ok' }]);
  });
});

describe('a stream', () => {
  const stream = {
    DeliveryStreamName: 'flow-logs',
    DeliveryStreamARN: STREAM,
    VersionId: '1',
    Destinations: [],
    HasMoreDestinations: false,
  };

  test.each([
    ['ACTIVE', 'DirectPut', 'ok'],
    ['CREATING', 'DirectPut', 'problem'],
    ['ACTIVE', 'KinesisStreamAsSource', 'problem'],
  ] as const)('%s, %s: %s', (DeliveryStreamStatus, DeliveryStreamType, status) => {
    expect(streamFinding(STREAM, { ...stream, DeliveryStreamStatus, DeliveryStreamType }).status).toBe(
      status,
    );
  });

  test.each([
    [{ LogDeliveryEnabled: 'true' }, true, 'ok'],
    [{ LogDeliveryEnabled: 'false' }, false, 'problem'],
    [{}, true, 'problem'],
    [{}, false, 'ok'],
  ])('with the tags %j, used: %p: %s', (tags, isUsed, status) => {
    expect(tagFinding(STREAM, new Map(Object.entries(tags)), isUsed).status).toBe(status);
  });
});
