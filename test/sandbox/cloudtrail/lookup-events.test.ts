import {
  CloudTrailClient,
  LookupEventsCommand,
  type LookupEventsCommandInput,
} from '@aws-sdk/client-cloudtrail';
import {
  CreateFlowLogsCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  DeleteFlowLogsCommand,
  DeleteVpcCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import type { SandboxOptions } from '../../../sandbox/sandbox';
import { assuming, makeRole } from '../../../sandbox/scenarios/estate/people';
import { OWNER } from '../account';
import { BUCKET, type OpenEndpoint, openEndpoint, START } from '../endpoint';

const VISIBLE = 300;

interface Trail extends OpenEndpoint {
  readonly trail: CloudTrailClient;
  readonly vpc: (ec2?: EC2Client) => Promise<string>;
  readonly flowLog: (vpcId: string, ec2?: EC2Client) => Promise<string>;
}

const clients: { destroy(): void }[] = [];

afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});

/** A second passes in the world between two lookups, so that none is throttled. */
async function openTrail(options: Partial<SandboxOptions> = {}): Promise<Trail> {
  let now = 0;
  const aSecondLater = (): number => {
    now += 1000;
    return now;
  };
  const opened = await openEndpoint({ elapsed: aSecondLater, ...options });
  const trail = new CloudTrailClient({ ...opened.sandbox.administrator(), maxAttempts: 1 });
  clients.push(trail);
  return {
    ...{ ...opened, trail },
    vpc: async (ec2 = opened.ec2) => {
      const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
      return Vpc?.VpcId ?? '';
    },
    flowLog: async (vpcId, ec2 = opened.ec2) => {
      const { FlowLogIds = [] } = await ec2.send(
        new CreateFlowLogsCommand({
          ...{ ResourceType: 'VPC', ResourceIds: [vpcId], TrafficType: 'ALL' },
          ...{ LogDestinationType: 's3', LogDestination: BUCKET },
          TagSpecifications: [{ ResourceType: 'vpc-flow-log', Tags: [{ Key: 'team', Value: 'net' }] }],
        }),
      );
      return FlowLogIds[0] ?? '';
    },
  };
}

const attribute = (AttributeKey: 'EventName' | 'ResourceName' | 'Username', AttributeValue: string) => ({
  LookupAttributes: [{ AttributeKey, AttributeValue }],
});

async function lookUp({ trail }: Trail, input: LookupEventsCommandInput = {}) {
  const { Events = [] } = await trail.send(new LookupEventsCommand(input));
  return Events.map(({ CloudTrailEvent = '', ...event }) => ({
    ...event,
    record: JSON.parse(CloudTrailEvent),
  }));
}

test('an event is shown minutes after the call', async () => {
  const opened = await openTrail();
  await opened.vpc();
  await opened.sandbox.advance(VISIBLE - 1);
  await expect(lookUp(opened)).resolves.toEqual([]);
  await opened.sandbox.advance(1);
  await expect(lookUp(opened)).resolves.toMatchObject([
    { EventName: 'CreateVpc', EventTime: START, EventSource: 'ec2.amazonaws.com', ReadOnly: 'false' },
  ]);
});

test('creation and deletion of a flow log are told as published records tell them, the newest first', async () => {
  const opened = await openTrail();
  const vpcId = await opened.vpc();
  const flowLogId = await opened.flowLog(vpcId);
  await opened.sandbox.advance(60);
  await opened.ec2.send(new DeleteFlowLogsCommand({ FlowLogIds: [flowLogId] }));
  await opened.sandbox.advance(VISIBLE);
  const [deletion, creation] = await lookUp(opened);
  expect(creation).toMatchObject({
    EventName: 'CreateFlowLogs',
    Username: 'root',
    Resources: [
      { ResourceType: 'AWS::EC2::FlowLog', ResourceName: flowLogId },
      { ResourceType: 'AWS::EC2::VPC', ResourceName: vpcId },
    ],
    record: {
      userIdentity: { type: 'Root', accountId: OWNER, arn: `arn:aws:iam::${OWNER}:root` },
      awsRegion: 'eu-central-1',
      requestParameters: {
        CreateFlowLogsRequest: {
          ResourceId: { tag: 1, content: vpcId },
          ResourceType: 'VPC',
          TrafficType: 'ALL',
          LogDestination: BUCKET,
          TagSpecification: {
            tag: 1,
            ResourceType: 'vpc-flow-log',
            Tag: { tag: 1, Key: 'team', Value: 'net' },
          },
        },
      },
      responseElements: {
        CreateFlowLogsResponse: { flowLogIdSet: { item: flowLogId }, unsuccessful: '' },
      },
    },
  });
  expect(deletion?.record).toMatchObject({
    eventName: 'DeleteFlowLogs',
    requestParameters: { DeleteFlowLogsRequest: { FlowLogId: { tag: 1, content: flowLogId } } },
    responseElements: { DeleteFlowLogsResponse: { unsuccessful: '' } },
  });
});

test('who assumed a role is told by the role and the name of the session', async () => {
  const opened = await openTrail();
  const statements = [{ Effect: 'Allow', Action: 'ec2:*', Resource: '*' }];
  const trusts = `arn:aws:iam::${OWNER}:root`;
  const roleArn = await makeRole(opened.sandbox, {
    accountId: OWNER,
    name: 'operations',
    trusts,
    statements,
  });
  const ec2 = new EC2Client(await assuming(opened.sandbox, roleArn, 'r.weber'));
  clients.push(ec2);
  await opened.vpc(ec2);
  await opened.sandbox.advance(VISIBLE);
  await expect(lookUp(opened, attribute('Username', 'r.weber'))).resolves.toMatchObject([
    {
      record: {
        userIdentity: {
          type: 'AssumedRole',
          arn: `arn:aws:sts::${OWNER}:assumed-role/operations/r.weber`,
          sessionContext: { sessionIssuer: { type: 'Role', arn: roleArn, userName: 'operations' } },
        },
      },
    },
  ]);
});

test('a call that was refused is told with its error, and changed nothing', async () => {
  const opened = await openTrail();
  const VpcId = 'vpc-0123456789abcdef0';
  await expect(opened.ec2.send(new DeleteVpcCommand({ VpcId }))).rejects.toThrow();
  await opened.sandbox.advance(VISIBLE);
  const [event] = await lookUp(opened);
  expect(event?.record).toMatchObject({
    errorCode: 'Client.InvalidVpcID.NotFound',
    requestParameters: { vpcId: VpcId },
    responseElements: null,
  });
});

test.each([
  [true, ['CreateTags', 'CreateFlowLogs', 'CreateVpc']],
  [false, ['CreateTags', 'CreateVpc']],
])(
  'what is found by the name of the VPC, flow logs among it: %s',
  async (trailNamesVpcOfFlowLog, expected) => {
    const opened = await openTrail({ assumptions: { trailNamesVpcOfFlowLog } });
    const vpcId = await opened.vpc();
    await opened.flowLog(vpcId);
    const Tags = [{ Key: 'a', Value: 'b' }];
    await opened.ec2.send(new CreateTagsCommand({ Resources: [vpcId], Tags }));
    await opened.vpc();
    await opened.sandbox.advance(VISIBLE);
    const found = await lookUp(opened, attribute('ResourceName', vpcId));
    expect(found.map(({ EventName }) => EventName)).toEqual(expected);
  },
);

test('events outside of the times asked for, or of more than 90 days ago, are not shown', async () => {
  const opened = await openTrail();
  await opened.vpc();
  await opened.sandbox.advance(3600);
  await opened.vpc();
  await opened.sandbox.advance(VISIBLE);
  const later = new Date(START.getTime() + 1000);
  await expect(lookUp(opened, { StartTime: later })).resolves.toHaveLength(1);
  await expect(lookUp(opened, { EndTime: later })).resolves.toHaveLength(1);
  await opened.sandbox.advance(90 * 86_400 - 3600);
  await expect(lookUp(opened)).resolves.toHaveLength(1);
});

test('pages go on where the last one ended, whatever is new meanwhile', async () => {
  const opened = await openTrail();
  for (let number = 0; number < 3; number += 1) await opened.vpc();
  await opened.sandbox.advance(VISIBLE);
  const first = await opened.trail.send(new LookupEventsCommand({ MaxResults: 2 }));
  await opened.vpc();
  await opened.sandbox.advance(VISIBLE);
  const second = await opened.trail.send(
    new LookupEventsCommand({ MaxResults: 2, NextToken: first.NextToken }),
  );
  const ids = [...(first.Events ?? []), ...(second.Events ?? [])].map(({ EventId }) => EventId);
  expect(new Set(ids).size).toBe(3);
  expect(second.NextToken).toBeUndefined();
});

test('the third lookup within a second is throttled, and one later is not', async () => {
  let now = 0;
  const { trail } = await openTrail({ elapsed: () => now });
  const again = () => trail.send(new LookupEventsCommand({}));
  await again();
  await again();
  await expect(again()).rejects.toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded' });
  now = 500;
  await expect(again()).resolves.toBeDefined();
});

test.each<readonly [string, LookupEventsCommandInput, string]>([
  [
    'more than one attribute',
    {
      LookupAttributes: [
        { AttributeKey: 'EventName', AttributeValue: 'CreateVpc' },
        { AttributeKey: 'Username', AttributeValue: 'root' },
      ],
    },
    'InvalidLookupAttributesException',
  ],
  [
    'times the wrong way round',
    { StartTime: START, EndTime: new Date(START.getTime() - 1000) },
    'InvalidTimeRangeException',
  ],
  ['a page of more than fifty', { MaxResults: 51 }, 'InvalidMaxResultsException'],
  ['a token of nobody', { NextToken: 'x' }, 'InvalidNextTokenException'],
  ['events that are not modelled', attribute('EventName', 'RunInstances'), 'NotModelled'],
  ['Insights', { EventCategory: 'insight' }, 'NotModelled'],
])('%s: refused', async (_, input, name) => {
  const { trail } = await openTrail();
  await expect(trail.send(new LookupEventsCommand(input))).rejects.toMatchObject({ name });
});
