import { LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import { readFlowLogChanges } from '../../../fleet/evidence/flow-log-changes';
import { creation, deletion, NOW, stage, VPC_ID } from './stage';

const lookUp = (AttributeValue: string, NextToken?: string) => ({
  LookupAttributes: [{ AttributeKey: 'EventName' as const, AttributeValue }],
  NextToken,
});

async function read(mostPages: number) {
  const { cloudtrail, clients } = stage();
  const pauses: number[] = [];
  cloudtrail
    .on(LookupEventsCommand)
    .resolves({ Events: [] })
    .on(LookupEventsCommand, lookUp('CreateFlowLogs'))
    .resolves({ Events: [creation('fl-2', VPC_ID, '2026-06-02T00:00:00Z')], NextToken: 'more' })
    .on(LookupEventsCommand, lookUp('CreateFlowLogs', 'more'))
    .resolves({ Events: [creation('fl-1', VPC_ID, '2026-06-01T00:00:00Z')] })
    .on(LookupEventsCommand, lookUp('DeleteFlowLogs'))
    .resolves({ Events: [deletion('fl-1', '2026-06-01T12:00:00Z')] });
  const source = await readFlowLogChanges(clients.cloudtrail, {
    now: NOW,
    mostPages,
    sleep: (milliseconds) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    },
  });
  const inputs = cloudtrail.commandCalls(LookupEventsCommand).map(({ args: [{ input }] }) => input);
  return { source, pauses, inputs };
}

test('all pages are read, oldest first, at no more than two calls a second', async () => {
  const { source, pauses, inputs } = await read(20);
  expect(source.state).toEqual({ state: 'read' });
  expect(source.value.map(({ flowLogId, kind }) => `${flowLogId} ${kind}`)).toEqual([
    'fl-1 created',
    'fl-1 deleted',
    'fl-2 created',
  ]);
  expect(pauses).toEqual([1000]);
  expect(inputs).toHaveLength(3);
});

test('90 days are asked for, 50 events at once', async () => {
  const { inputs } = await read(20);
  expect(inputs[0]).toMatchObject({
    StartTime: new Date('2026-03-17T12:00:00Z'),
    MaxResults: 50,
  });
});

test('what is cut is said, with how far back the reading went', async () => {
  const { source, inputs } = await read(1);
  expect(inputs).toHaveLength(2);
  expect(source.state).toEqual({
    state: 'read',
    note: 'CreateFlowLogs is cut after 1 pages: nothing of before 2026-06-02T00:00:00.000Z was read',
  });
});
