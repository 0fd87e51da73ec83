import {
  DescribeRemediationExecutionStatusCommand,
  GetComplianceDetailsByConfigRuleCommand,
  GetResourceConfigHistoryCommand,
  PutEvaluationsCommand,
} from '@aws-sdk/client-config-service';
import {
  CreateFlowLogsCommand,
  CreateNetworkInterfaceCommand,
  CreateSubnetCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  DeleteFlowLogsCommand,
  DeleteNetworkInterfaceCommand,
  DeleteSubnetCommand,
  DeleteTagsCommand,
  DescribeFlowLogsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  ImportKeyPairCommand,
  RequestSpotFleetCommand,
} from '@aws-sdk/client-ec2';
import { GetAutomationExecutionCommand, StartAutomationExecutionCommand } from '@aws-sdk/client-ssm';
import { type PlayedEndpoint, playEndpoint, send, withoutMetadata } from './played-endpoint';

let played: PlayedEndpoint;

beforeAll(async () => {
  played = await playEndpoint();
});

afterAll(() => played.close());

type Client = 'ec2' | 'config' | 'ssm';
type Row = readonly [
  Client,
  new (input: any) => any,
  input: Record<string, unknown>,
  output: Record<string, unknown>,
];

const at = new Date('2026-03-01T09:30:00.250Z');
const tag = { Key: 'a&b', Value: '<e>"é' };

const rows: readonly Row[] = [
  [
    'ec2',
    DescribeVpcsCommand,
    {
      VpcIds: ['vpc-1', 'vpc-2'],
      Filters: [{ Name: 'is-default', Values: ['true', 'false'] }],
      MaxResults: 5,
    },
    { Vpcs: [{ VpcId: 'vpc-1', IsDefault: false, OwnerId: '111122223333', Tags: [tag] }], NextToken: 'more' },
  ],
  [
    'ec2',
    CreateVpcCommand,
    {
      CidrBlock: '10.0.0.0/16',
      TagSpecifications: [{ ResourceType: 'vpc', Tags: [tag, { Key: 'empty', Value: '' }] }],
    },
    { Vpc: { VpcId: 'vpc-1', CidrBlock: '10.0.0.0/16', State: 'pending', Tags: [tag] } },
  ],
  [
    'ec2',
    CreateFlowLogsCommand,
    {
      ResourceIds: ['vpc-1', 'vpc-2'],
      ResourceType: 'VPC',
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      LogDestination: 'arn:aws:s3:::flow-logs/all/',
      LogFormat: ['version', 'vpc-id'].map((field) => `\${${field}}`).join(' '),
      MaxAggregationInterval: 60,
      ClientToken: 'token',
      DryRun: false,
      DestinationOptions: { FileFormat: 'parquet', HiveCompatiblePartitions: true, PerHourPartition: false },
      TagSpecifications: [{ ResourceType: 'vpc-flow-log', Tags: [tag] }],
      TagFieldSpecifications: [{ ResourceType: 'instance', TagKeys: ['Name', 'Team'] }],
    },
    {
      ClientToken: 'token',
      FlowLogIds: ['fl-1'],
      Unsuccessful: [{ ResourceId: 'vpc-2', Error: { Code: 'FlowLogAlreadyExists', Message: 'a & <b>' } }],
    },
  ],
  [
    'ec2',
    DescribeFlowLogsCommand,
    {
      Filter: [{ Name: 'resource-id', Values: ['vpc-1'] }],
      FlowLogIds: ['fl-1'],
      MaxResults: 1,
      NextToken: 'p+/=2',
    },
    {
      FlowLogs: [
        {
          FlowLogId: 'fl-1',
          CreationTime: at,
          DeliverLogsStatus: 'FAILED',
          MaxAggregationInterval: 600,
          DestinationOptions: {
            FileFormat: 'plain-text',
            HiveCompatiblePartitions: false,
            PerHourPartition: true,
          },
          Tags: [],
        },
        { FlowLogId: 'fl-2', Tags: [tag] },
      ],
      NextToken: 'p+/=3',
    },
  ],
  ['ec2', DescribeFlowLogsCommand, {}, { FlowLogs: [] }],
  ['ec2', DeleteFlowLogsCommand, { FlowLogIds: ['fl-1', 'fl-2'] }, { Unsuccessful: [] }],
  ['ec2', CreateTagsCommand, { Resources: ['fl-1'], Tags: [tag] }, {}],
  [
    'ec2',
    DeleteTagsCommand,
    { Resources: ['vpc-1', 'vpc-2'], Tags: [{ Key: 'any value' }, { Key: 'empty', Value: '' }, tag] },
    {},
  ],
  [
    'ec2',
    CreateSubnetCommand,
    {
      VpcId: 'vpc-1',
      CidrBlock: '10.0.1.0/24',
      TagSpecifications: [{ ResourceType: 'subnet', Tags: [tag] }],
    },
    {
      Subnet: {
        SubnetId: 'subnet-1',
        SubnetArn: 'arn:aws:ec2:eu-west-1:111122223333:subnet/subnet-1',
        VpcId: 'vpc-1',
        CidrBlock: '10.0.1.0/24',
        State: 'available',
        Tags: [tag],
      },
    },
  ],
  ['ec2', DeleteSubnetCommand, { SubnetId: 'subnet-1' }, {}],
  [
    'ec2',
    DescribeSubnetsCommand,
    { Filters: [{ Name: 'vpc-id', Values: ['vpc-1', 'vpc-2'] }], MaxResults: 1000, NextToken: 'p+/=2' },
    { Subnets: [{ SubnetId: 'subnet-1', VpcId: 'vpc-1', DefaultForAz: false, Tags: [] }], NextToken: 'more' },
  ],
  [
    'ec2',
    CreateNetworkInterfaceCommand,
    {
      SubnetId: 'subnet-1',
      ClientToken: 'token',
      TagSpecifications: [{ ResourceType: 'network-interface', Tags: [tag] }],
    },
    {
      NetworkInterface: {
        NetworkInterfaceId: 'eni-1',
        SubnetId: 'subnet-1',
        VpcId: 'vpc-1',
        Status: 'available',
        TagSet: [tag],
      },
      ClientToken: 'token',
    },
  ],
  ['ec2', DeleteNetworkInterfaceCommand, { NetworkInterfaceId: 'eni-1' }, {}],
  // Its PrivateIpAddresses are the only kind of member with an unlike name in queries and answers.
  [
    'ec2',
    RequestSpotFleetCommand,
    {
      SpotFleetRequestConfig: {
        IamFleetRole: 'arn:aws:iam::111122223333:role/fleet',
        TargetCapacity: 1,
        ClientToken: 'token',
        LaunchSpecifications: [
          { NetworkInterfaces: [{ PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: '10.0.0.1' }] }] },
        ],
      },
    },
    { SpotFleetRequestId: 'sfr-1' },
  ],
  [
    'ec2',
    ImportKeyPairCommand,
    { KeyName: 'bytes', PublicKeyMaterial: Uint8Array.of(0, 1, 254, 255) },
    { KeyName: 'bytes' },
  ],
  [
    'config',
    PutEvaluationsCommand,
    {
      ResultToken: 'token',
      TestMode: true,
      Evaluations: [
        {
          ComplianceResourceType: 'AWS::EC2::VPC',
          ComplianceResourceId: 'vpc-1',
          ComplianceType: 'NON_COMPLIANT',
          Annotation: 'fl-1 captures REJECT, ALL is required — "a&b" <e>',
          OrderingTimestamp: at,
        },
      ],
    },
    {
      FailedEvaluations: [
        {
          ComplianceResourceType: 'AWS::EC2::VPC',
          ComplianceResourceId: 'vpc-1',
          ComplianceType: 'COMPLIANT',
          OrderingTimestamp: at,
        },
      ],
    },
  ],
  [
    'config',
    GetResourceConfigHistoryCommand,
    { resourceType: 'AWS::EC2::FlowLog', resourceId: 'fl-1', laterTime: at, limit: 1 },
    {
      configurationItems: [
        {
          configurationItemCaptureTime: at,
          configurationItemStatus: 'ResourceDeleted',
          configuration: '{"resourceId":"vpc-1"}',
          tags: { 'a&b': '<e>"é' },
          relationships: [
            {
              resourceId: 'subnet-1',
              resourceType: 'AWS::EC2::Subnet',
              relationshipName: 'Contains Subnet',
            },
          ],
        },
      ],
      nextToken: 'more',
    },
  ],
  [
    'config',
    GetComplianceDetailsByConfigRuleCommand,
    { ConfigRuleName: 'flow-logs', ComplianceTypes: ['NON_COMPLIANT'], Limit: 100, NextToken: 'two' },
    {
      EvaluationResults: [
        {
          EvaluationResultIdentifier: {
            EvaluationResultQualifier: { ConfigRuleName: 'flow-logs', ResourceId: 'vpc-1' },
            OrderingTimestamp: at,
          },
          ComplianceType: 'NON_COMPLIANT',
          ResultRecordedTime: at,
        },
      ],
    },
  ],
  [
    'config',
    DescribeRemediationExecutionStatusCommand,
    {
      ConfigRuleName: 'flow-logs',
      ResourceKeys: [{ resourceType: 'AWS::EC2::VPC', resourceId: 'vpc-1' }],
      Limit: 10,
    },
    {
      RemediationExecutionStatuses: [
        {
          ResourceKey: { resourceType: 'AWS::EC2::VPC', resourceId: 'vpc-1' },
          State: 'FAILED',
          StepDetails: [{ Name: 'Create', State: 'FAILED', ErrorMessage: 'no', StartTime: at, StopTime: at }],
          InvocationTime: at,
        },
      ],
    },
  ],
  [
    'ssm',
    StartAutomationExecutionCommand,
    {
      DocumentName: 'flow-logs',
      DocumentVersion: '$DEFAULT',
      Parameters: { VpcId: ['vpc-1'], AutomationAssumeRole: ['arn:aws:iam::111122223333:role/r'], Empty: [] },
      ClientToken: '7d9f1b9e-7b0a-4b43-a5bb-5d7f7b1b2c3d',
    },
    { AutomationExecutionId: '7d9f1b9e-7b0a-4b43-a5bb-5d7f7b1b2c3d' },
  ],
  [
    'ssm',
    GetAutomationExecutionCommand,
    { AutomationExecutionId: '7d9f1b9e-7b0a-4b43-a5bb-5d7f7b1b2c3d' },
    {
      AutomationExecution: {
        AutomationExecutionStatus: 'Failed',
        ExecutionStartTime: at,
        StepExecutions: [
          { StepName: 'Judge', MaxAttempts: 3, Outputs: { Payload: ['"DECISION_CREATE"'] }, IsEnd: false },
        ],
        Outputs: {},
      },
    },
  ],
];

describe('a call of a real SDK client', () => {
  it.each(rows.map((row) => [row[1].name.replace(/Command$/, ''), ...row] as const))(
    '%s arrives as it was sent and is answered as the handler said',
    async (operation, name, Command, input, output) => {
      played.answerWith(output);
      const command = new Command(input);
      const answer = await (played[name] as any).send(command);
      expect(played.calls.at(-1)).toEqual(expect.objectContaining({ service: name, operation, input }));
      expect(withoutMetadata(answer)).toEqual(output);
    },
  );

  it.each([
    [
      'an answer with members',
      'Action=DescribeVpcs',
      { Vpcs: [] },
      '<DescribeVpcsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>ID</requestId><vpcSet/></DescribeVpcsResponse>',
    ],
    [
      'an answer without members',
      'Action=CreateTags&ResourceId.1=vpc-1&Tag.1.Key=a',
      {},
      '<CreateTagsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>ID</requestId><return>true</return></CreateTagsResponse>',
    ],
  ])(
    'is answered as EC2 does, with members that no SDK reads: %s',
    async (_title, query, output, expected) => {
      played.answerWith(output);
      const { body } = await send(played.url, { service: 'ec2', body: `${query}&Version=2016-11-15` });
      expect(body.replace(/[0-9a-f-]{36}/, 'ID')).toBe(`<?xml version="1.0" encoding="UTF-8"?>\n${expected}`);
    },
  );

  it('arrives with lists in the order of their numbers', async () => {
    played.answerWith({ Vpcs: [] });
    const body = 'Action=DescribeVpcs&Version=2016-11-15&VpcId.10=c&VpcId.2=b&VpcId.1=a';
    await send(played.url, { service: 'ec2', body });
    expect(played.calls.at(-1)?.input).toEqual({ VpcIds: ['a', 'b', 'c'] });
  });

  it('says who calls, with which session, from where', async () => {
    played.answerWith({ Vpcs: [] });
    await played.ec2.send(new DescribeVpcsCommand({}));
    expect(played.calls.at(-1)).toEqual({
      service: 'ec2',
      operation: 'DescribeVpcs',
      input: {},
      accessKeyId: 'AKIDAUDITOR',
      sessionToken: 'session',
      region: 'eu-west-1',
      userAgent: expect.stringMatching(/^aws-sdk-js\//),
    });
  });

  it.each(['ec2', 'config'] as const)(
    'carries a request id that differs from call to call: %s',
    async (name) => {
      played.answerWith({});
      const command = {
        ec2: new DeleteFlowLogsCommand({ FlowLogIds: ['fl-1'] }),
        config: new PutEvaluationsCommand({ ResultToken: 't' }),
      }[name];
      const first = await (played[name] as any).send(command);
      const second = await (played[name] as any).send(command);
      expect(first.$metadata.requestId).toMatch(/^00000000-0000-4000-8000-\d{12}$/);
      expect(second.$metadata.requestId).not.toBe(first.$metadata.requestId);
    },
  );
});
