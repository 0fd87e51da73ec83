/** The handler on mocked clients, in front of an EC2 Region and a Config that remembers results. */
import {
  ConfigServiceClient,
  GetComplianceDetailsByConfigRuleCommand,
  GetResourceConfigHistoryCommand,
  PutEvaluationsCommand,
  type PutEvaluationsCommandInput,
} from '@aws-sdk/client-config-service';
import {
  DescribeFlowLogsCommand,
  DescribeVpcsCommand,
  EC2Client,
  type FlowLog,
  type Vpc,
} from '@aws-sdk/client-ec2';
import { type AwsStub, mockClient } from 'aws-sdk-client-mock';
import { ec2Inventory } from '../../inventory/ec2-inventory';
import { configFlowLogHistory } from '../../lambda/configuration-history';
import { createHandler } from '../../lambda/handler';
import type { InvocationRecord } from '../../lambda/invocation-record';
import { configEvaluationSink } from '../../lambda/put-evaluations';
import { configRememberedResults } from '../../lambda/remembered-results';
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
  /** Ids of VPCs of which Config remembers a verdict. */
  readonly remembered?: readonly string[];
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

export function stage({ vpcs = [vpc()], flowLogs = [], remembered = [] }: Region = {}): Stage {
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
    answering('DescribeVpcs', ({ VpcIds }) => {
      if (!VpcIds) return { Vpcs: vpcs };
      const found = vpcs.filter(({ VpcId }) => VpcIds.includes(VpcId));
      if (found.length === 0) throw awsError('InvalidVpcID.NotFound');
      return { Vpcs: found };
    }),
  );
  ec2.on(DescribeFlowLogsCommand).callsFake(
    answering('DescribeFlowLogs', ({ Filter }) => {
      const ids = Filter?.[0].Values;
      return { FlowLogs: flowLogs.filter(({ ResourceId }) => !ids || ids.includes(ResourceId)) };
    }),
  );
  config.on(PutEvaluationsCommand).callsFake(answering('PutEvaluations', () => ({})));
  config.on(GetResourceConfigHistoryCommand).callsFake(
    answering('GetResourceConfigHistory', () => {
      throw new Error('no history was staged');
    }),
  );
  config.on(GetComplianceDetailsByConfigRuleCommand).callsFake(
    answering('GetComplianceDetailsByConfigRule', () => ({
      EvaluationResults: remembered.map((id) => result(id)),
    })),
  );
  const records: InvocationRecord[] = [];
  const pauses: number[] = [];
  let time = Date.parse('2027-03-01T12:00:10.000Z');
  const handler = createHandler({
    inventoryOf: (place) => ec2Inventory(ec2Client, place),
    history: configFlowLogHistory(configClient),
    remembered: configRememberedResults(configClient),
    evaluations: configEvaluationSink(configClient, (milliseconds) => {
      pauses.push(milliseconds);
      return Promise.resolve();
    }),
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
    invoke: (event) => handler(event, CONTEXT),
    putInputs,
    put: () =>
      putInputs().flatMap(({ Evaluations = [] }) =>
        Evaluations.map((each) => `${each.ComplianceResourceId} ${each.ComplianceType}`),
      ),
  };
}

export const result = (ResourceId: string, ResourceType = 'AWS::EC2::VPC') => ({
  EvaluationResultIdentifier: { EvaluationResultQualifier: { ResourceType, ResourceId } },
});
