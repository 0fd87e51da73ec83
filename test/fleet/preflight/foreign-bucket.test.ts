import type { FlowLog } from '@aws-sdk/client-ec2';
import { foreignBucket } from '../../../fleet/preflight/foreign-bucket';
import { BUCKET, PLACE, TO_BUCKET } from './place';

const NOW = new Date('2026-06-15T12:00:00Z');

const flowLog = (changes: Partial<FlowLog> = {}): FlowLog => ({
  FlowLogId: 'fl-1',
  ResourceId: 'vpc-1',
  FlowLogStatus: 'ACTIVE',
  DeliverLogsStatus: 'SUCCESS',
  LogDestinationType: 's3',
  LogDestination: TO_BUCKET.logDestination,
  CreationTime: new Date('2026-06-15T11:00:00Z'),
  ...changes,
});

const look = (...flowLogs: readonly FlowLog[]) =>
  foreignBucket({ place: PLACE, now: NOW, bucketArn: BUCKET, destination: TO_BUCKET }, flowLogs);

test.each([
  ['no flow log', [], 'unknown bucket'],
  ['one that delivers there', [flowLog()], 'ok bucket'],
  [
    'one that delivers there, written without the last slash',
    [flowLog({ LogDestination: TO_BUCKET.logDestination.replace(/\/$/, '') })],
    'ok bucket',
  ],
  [
    'one to another folder, which a policy may treat otherwise',
    [flowLog({ LogDestination: `${BUCKET}/other` })],
    'unknown bucket',
  ],
  ['one to another bucket', [flowLog({ LogDestination: 'arn:aws:s3:::other' })], 'unknown bucket'],
  [
    'one so young that EC2 may say SUCCESS before it knows',
    [flowLog({ CreationTime: new Date('2026-06-15T11:45:00Z') })],
    'unknown bucket',
  ],
  ['one of no known age', [flowLog({ CreationTime: undefined })], 'unknown bucket'],
  ['one of which EC2 reports nothing', [flowLog({ DeliverLogsStatus: undefined })], 'unknown bucket'],
  ['one that is not active', [flowLog({ FlowLogStatus: 'INACTIVE' })], 'unknown bucket'],
  [
    'one that delivers with an error',
    [flowLog({ DeliverLogsErrorMessage: 'Access error' })],
    'unknown bucket',
  ],
  [
    'one that fails',
    [flowLog({ DeliverLogsStatus: 'FAILED', DeliverLogsErrorMessage: 'Access error' })],
    'problem bucket-policy',
  ],
  [
    'one that fails and one that delivers',
    [flowLog({ FlowLogId: 'fl-0', DeliverLogsStatus: 'FAILED' }), flowLog()],
    'ok bucket',
  ],
])("another account's bucket, and %s", (_, flowLogs, expected) => {
  const { status, check } = look(...flowLogs);
  expect(`${status} ${check}`).toBe(expected);
});

test('the proof is named, and what fails with its cause', () => {
  expect(look(flowLog()).finding).toContain('fl-1, created 2026-06-15T11:00:00.000Z, delivers to');
  const failing = look(flowLog({ DeliverLogsStatus: 'FAILED', DeliverLogsErrorMessage: 'Access error' }));
  expect(failing.finding).toContain('fl-1 fails to deliver to it: Access error');
  expect(failing.remedy).toContain('"Service":"delivery.logs.amazonaws.com"');
});
