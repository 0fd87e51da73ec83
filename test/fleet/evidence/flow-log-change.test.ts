import type { Event } from '@aws-sdk/client-cloudtrail';
import { flowLogChanges } from '../../../fleet/evidence/flow-log-change';

const USER = { type: 'IAMUser', arn: 'arn:aws:iam::498376118699:user/christophe', userName: 'christophe' };

const event = (EventName: string, record: object): Event => ({
  EventName,
  EventTime: new Date('2026-11-01T00:00:00Z'),
  CloudTrailEvent: JSON.stringify({ eventTime: '2026-11-20T10:00:00Z', userIdentity: USER, ...record }),
});

/** As Stratus Red Team publishes it, https://stratus-red-team.cloud/attack-techniques/AWS/aws.defense-evasion.vpc-remove-flow-logs/ */
const DELETED = event('DeleteFlowLogs', {
  requestParameters: { DeleteFlowLogsRequest: { FlowLogId: { content: 'fl-0e17aa62a21d4bbfe', tag: 1 } } },
  responseElements: { DeleteFlowLogsResponse: { requestId: '96d51d7f', unsuccessful: '' } },
});

/** As OSSEM's data dictionary has it. */
const CREATED = event('CreateFlowLogs', {
  requestParameters: {
    CreateFlowLogsRequest: {
      ResourceId: { tag: 1, content: 'vpc-12345678' },
      ResourceType: 'VPC',
      TrafficType: 'ACCEPT',
    },
  },
  responseElements: {
    CreateFlowLogsResponse: { unsuccessful: '', flowLogIdSet: { item: 'fl-01c931a7296ed28c9' } },
  },
});

const told = {
  at: '2026-11-20T10:00:00.000Z',
  actor: 'user christophe',
  executionId: undefined,
  resourceId: undefined,
};

test('a deletion names the flow log and who did it, and no VPC', () => {
  expect(flowLogChanges(DELETED)).toEqual([{ ...told, kind: 'deleted', flowLogId: 'fl-0e17aa62a21d4bbfe' }]);
});

test('a creation names the flow log and its VPC', () => {
  expect(flowLogChanges(CREATED)).toEqual([
    { ...told, kind: 'created', flowLogId: 'fl-01c931a7296ed28c9', resourceId: 'vpc-12345678' },
  ]);
});

test('the execution of our document is told by its tag', () => {
  const tags = [
    { Key: 'vpc-flow-logs-compliance:requirement', Value: 'all-traffic', tag: 1 },
    { Key: 'vpc-flow-logs-compliance:execution', Value: '8bb7e898-78ed-6894-12c0-d38b03af7b34', tag: 2 },
  ];
  const [change] = flowLogChanges(
    event('CreateFlowLogs', {
      requestParameters: {
        CreateFlowLogsRequest: {
          ResourceId: { tag: 1, content: 'vpc-12345678' },
          TagSpecification: { ResourceType: 'vpc-flow-log', tag: 1, Tag: tags },
        },
      },
      responseElements: { CreateFlowLogsResponse: { flowLogIdSet: { item: 'fl-1' } } },
    }),
  );
  expect(change?.executionId).toBe('8bb7e898-78ed-6894-12c0-d38b03af7b34');
});

test('of several resources in one call none is taken for that of a flow log', () => {
  const several = event('CreateFlowLogs', {
    requestParameters: {
      CreateFlowLogsRequest: {
        ResourceId: [
          { tag: 1, content: 'vpc-11111111' },
          { tag: 2, content: 'vpc-22222222' },
        ],
      },
    },
    responseElements: { CreateFlowLogsResponse: { flowLogIdSet: { item: ['fl-1', 'fl-2'] } } },
  });
  expect(flowLogChanges(several).map(({ flowLogId, resourceId }) => [flowLogId, resourceId])).toEqual([
    ['fl-1', undefined],
    ['fl-2', undefined],
  ]);
});

test.each([
  [
    'of a gateway, whose tag names a VPC',
    'nat-0123abcd',
    { TagSpecification: { Tag: { Value: 'vpc-12345678' } } },
  ],
  [
    'of an interface, to a log group with the name of a VPC',
    'eni-0123abcd',
    { LogGroupName: 'vpc-12345678' },
  ],
])('a flow log %s is no flow log of that VPC', (_, resource, others) => {
  const [change] = flowLogChanges(
    event('CreateFlowLogs', {
      requestParameters: {
        CreateFlowLogsRequest: { ResourceId: { tag: 1, content: resource }, ...others },
      },
      responseElements: { CreateFlowLogsResponse: { flowLogIdSet: { item: 'fl-1' } } },
    }),
  );
  expect(change?.resourceId).toBe(resource);
});

test('a flow log that was not deleted is no deletion', () => {
  const partly = event('DeleteFlowLogs', {
    requestParameters: {
      DeleteFlowLogsRequest: { FlowLogId: [{ content: 'fl-1' }, { content: 'fl-2' }] },
    },
    responseElements: {
      DeleteFlowLogsResponse: { unsuccessful: { item: { resourceId: 'fl-2', error: { code: 'X' } } } },
    },
  });
  expect(flowLogChanges(partly).map(({ flowLogId }) => flowLogId)).toEqual(['fl-1']);
});

const NOTHING: readonly (readonly [string, Event])[] = [
  [
    'a call that was refused',
    event('DeleteFlowLogs', {
      errorCode: 'Client.UnauthorizedOperation',
      requestParameters: { DeleteFlowLogsRequest: { FlowLogId: { content: 'fl-1' } } },
    }),
  ],
  ['a creation without an answer', event('CreateFlowLogs', { responseElements: null })],
  ['another call', { ...DELETED, EventName: 'DescribeFlowLogs' }],
  [
    'a record that is no JSON',
    { EventName: 'DeleteFlowLogs', EventTime: new Date(0), CloudTrailEvent: '<html>' },
  ],
  ['no record', { EventName: 'DeleteFlowLogs', EventTime: new Date(0) }],
];

test.each(NOTHING)('nothing changed by %s', (_, given) => {
  expect(flowLogChanges(given)).toEqual([]);
});

test('without an identity, the name that CloudTrail lists stands for it', () => {
  const [change] = flowLogChanges({
    ...event('DeleteFlowLogs', {
      userIdentity: undefined,
      requestParameters: { DeleteFlowLogsRequest: { FlowLogId: { content: 'fl-1' } } },
    }),
    Username: 'someone',
  });
  expect(change?.actor).toBe('someone');
});
