/** The handler on mocked clients, in front of an EC2 Region and a Config that remembers results. */
import {
  ConfigServiceClient,
  DescribeRemediationExceptionsCommand,
  type EvaluationResult,
  GetComplianceDetailsByConfigRuleCommand,
  GetResourceConfigHistoryCommand,
  PutEvaluationsCommand,
  type PutEvaluationsCommandInput,
  PutRemediationExceptionsCommand,
  type RemediationException,
} from '@aws-sdk/client-config-service';
import {
  DescribeFlowLogsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
  type FlowLog,
  type Subnet,
  type Vpc,
} from '@aws-sdk/client-ec2';
import { type AwsStub, mockClient } from 'aws-sdk-client-mock';
import { connectTo } from '../../lambda/connect';
import { createHandler } from '../../lambda/handler';
import type { InvocationRecord } from '../../lambda/invocation-record';
import { ACCOUNT, BUCKET, CONTEXT, FLOW_LOG, REGION, VPC } from './events';

export const vpc = (members: Vpc = {}): Vpc => ({
  VpcId: VPC,
  OwnerId: ACCOUNT,
  IsDefault: false,
  ...members,
});

/** A flow log that meets the default requirement. */
export const flowLog = (members: FlowLog = {}): FlowLog => ({
  FlowLogId: FLOW_LOG,
  ResourceId: VPC,
  FlowLogStatus: 'ACTIVE',
  DeliverLogsStatus: 'SUCCESS',
  TrafficType: 'ALL',
  LogDestinationType: 's3',
  LogDestination: BUCKET,
  ...members,
});

export const awsError = (name: string, message = 'said AWS'): Error =>
  Object.assign(new Error(message), { name });

export interface Region {
  readonly vpcs?: readonly Vpc[];
  readonly flowLogs?: readonly FlowLog[];
  readonly subnets?: readonly Subnet[];
  /** What Config remembers, as results or as ids of VPCs that were NON_COMPLIANT. */
  readonly remembered?: readonly (string | EvaluationResult)[];
  /** Remediation exceptions that there are. */
  readonly exceptions?: readonly Partial<RemediationException>[];
  readonly context?: typeof CONTEXT;
}

export interface Stage {
  readonly ec2: AwsStub<any, any, any>;
  readonly config: AwsStub<any, any, any>;
  readonly records: readonly InvocationRecord[];
  readonly pauses: readonly number[];
  /** Names of the API calls, in order. */
  readonly calls: readonly string[];
  invoke(event: unknown): Promise<string | undefined>;
  /** Every evaluation that was put, as `id TYPE`. */
  put(): readonly string[];
  putInputs(): readonly PutEvaluationsCommandInput[];
}

const STEP_MS = 250;

export function stage({
  vpcs = [vpc()],
  flowLogs = [],
  subnets = [],
  remembered = [],
  exceptions = [],
  context = CONTEXT,
}: Region = {}): Stage {
  const ec2Client = new EC2Client({ region: REGION });
  const configClient = new ConfigServiceClient({ region: REGION });
  const ec2: AwsStub<any, any, any> = mockClient(ec2Client);
  const config: AwsStub<any, any, any> = mockClient(configClient);
  const calls: string[] = [];
  const answering =
    (name: string, answer: (input: any) => unknown) =>
    (input: any): Promise<unknown> => {
      calls.push(name);
      return Promise.resolve(input).then(answer);
    };
  ec2.on(DescribeVpcsCommand).callsFake(
    answering('DescribeVpcs', ({ VpcIds, Filters }) => {
      if (!VpcIds) return { Vpcs: vpcs.filter(({ VpcId }) => passes(Filters, VpcId)) };
      const found = vpcs.filter(({ VpcId }) => VpcIds.includes(VpcId));
      if (found.length === 0) throw awsError('InvalidVpcID.NotFound');
      return { Vpcs: found };
    }),
  );
  ec2.on(DescribeFlowLogsCommand).callsFake(
    answering('DescribeFlowLogs', ({ Filter }) => {
      return { FlowLogs: flowLogs.filter(({ ResourceId }) => passes(Filter, ResourceId)) };
    }),
  );
  ec2.on(DescribeSubnetsCommand).callsFake(
    answering('DescribeSubnets', ({ SubnetIds, Filters }) => {
      const found = subnets.filter(({ SubnetId = '' }) => !SubnetIds || SubnetIds.includes(SubnetId));
      if (SubnetIds && found.length === 0) throw awsError('InvalidSubnetID.NotFound');
      return { Subnets: found.filter(({ VpcId }) => passes(Filters, VpcId)) };
    }),
  );
  config.on(PutEvaluationsCommand).callsFake(answering('PutEvaluations', () => ({ FailedEvaluations: [] })));
  config.on(GetResourceConfigHistoryCommand).callsFake(
    answering('GetResourceConfigHistory', () => {
      throw new Error('no history was staged');
    }),
  );
  config.on(GetComplianceDetailsByConfigRuleCommand).callsFake(
    answering('GetComplianceDetailsByConfigRule', () => ({
      EvaluationResults: remembered.map((each) => (typeof each === 'string' ? result(each) : each)),
    })),
  );
  config.on(DescribeRemediationExceptionsCommand).callsFake(
    answering('DescribeRemediationExceptions', ({ ResourceKeys }) => {
      const asked = ResourceKeys.map((key: any) => key.ResourceId);
      return { RemediationExceptions: exceptions.filter(({ ResourceId }) => asked.includes(ResourceId)) };
    }),
  );
  config
    .on(PutRemediationExceptionsCommand)
    .callsFake(answering('PutRemediationExceptions', () => ({ FailedBatches: [] })));
  const records: InvocationRecord[] = [];
  const pauses: number[] = [];
  let counted = 0;
  let time = Date.parse('2027-03-01T12:00:10.000Z');
  const handler = createHandler({
    connect: connectTo({ ec2: ec2Client, config: configClient }, (milliseconds) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    }),
    timeout: () => new AbortController().signal,
    takeApiCalls() {
      const counts: Record<string, number> = {};
      for (const call of calls.slice(counted)) counts[call] = (counts[call] ?? 0) + 1;
      counted = calls.length;
      return counts;
    },
    now: () => {
      time += STEP_MS;
      return new Date(time);
    },
    log: (record) => records.push(record),
  });
  const putInputs = (): readonly PutEvaluationsCommandInput[] =>
    config.commandCalls(PutEvaluationsCommand).map((call: any) => call.args[0].input);
  return {
    ec2,
    config,
    records,
    pauses,
    calls,
    invoke: (event) => handler(event, context),
    putInputs,
    put: () =>
      putInputs().flatMap(({ Evaluations = [] }) =>
        Evaluations.map((each) => `${each.ComplianceResourceId} ${each.ComplianceType}`),
      ),
  };
}

const passes = (filter: any, value = ''): boolean => !filter || filter[0].Values.includes(value);

/** A verdict that Config remembers from before the sweep. */
export const result = (ResourceId: string, members: Partial<EvaluationResult> = {}): EvaluationResult => ({
  ComplianceType: 'NON_COMPLIANT',
  EvaluationResultIdentifier: {
    EvaluationResultQualifier: { ResourceType: 'AWS::EC2::VPC', ResourceId },
    OrderingTimestamp: new Date('2027-03-01T06:00:00.000Z'),
  },
  ...members,
});
