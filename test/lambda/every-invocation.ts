/** One invocation of each kind, before a Region whose lists come in pages. */
import type { ConfigurationItem, EvaluationResult } from '@aws-sdk/client-config-service';
import type { FlowLog } from '@aws-sdk/client-ec2';
import type { Invocation } from './disturbed-invocation';
import { itemChange, judgeRequest, ruleEvent, scheduled } from './events';
import type { Estate } from './paged-estate';
import { flowLog, result, vpc } from './stage';

/** Whoever holds it can report verdicts. */
export const RESULT_TOKEN = 'token-of-this-invocation';

const COVERED = 'vpc-0000000a';
/** By an ACCEPT on the first page and a REJECT on the last. */
export const COVERED_TOGETHER = 'vpc-0000000b';
export const BARE = 'vpc-0000000c';
export const FAILING = 'vpc-0000000d';
export const SUBNETS_COVERED = 'vpc-0000000e';
export const HALF_COVERED = 'vpc-0000000f';
export const SHARED = 'vpc-00000000';
export const GONE = ['vpc-000000d1', 'vpc-000000d2'] as const;

const on = (FlowLogId: string, ResourceId: string, members: FlowLog = {}): FlowLog =>
  flowLog({ FlowLogId, ResourceId, ...members });

const remembering = (
  verdicts: Readonly<Record<string, 'COMPLIANT' | 'NON_COMPLIANT'>>,
): readonly EvaluationResult[] =>
  Object.entries(verdicts).map(([vpcId, ComplianceType]) => result(vpcId, { ComplianceType }));

const itemOf = (configurationItemStatus: string, resourceId?: string): ConfigurationItem => ({
  configurationItemStatus: configurationItemStatus as 'OK',
  ...(resourceId && { configuration: JSON.stringify({ resourceId }) }),
});

export const STEADY: Estate = {
  vpcs: [
    ...[COVERED, COVERED_TOGETHER, BARE, FAILING, SUBNETS_COVERED, HALF_COVERED].map((VpcId) =>
      vpc({ VpcId }),
    ),
    vpc({ VpcId: SHARED, OwnerId: '444455556666' }),
  ],
  flowLogs: [
    on('fl-a', COVERED),
    on('fl-b1', COVERED_TOGETHER, { TrafficType: 'ACCEPT' }),
    on('fl-0', 'eni-0'),
    on('fl-d', FAILING, { DeliverLogsStatus: 'FAILED', DeliverLogsErrorMessage: 'Access error' }),
    on('fl-e1', 'subnet-e1'),
    on('fl-f1', 'subnet-f1'),
    on('fl-e2', 'subnet-e2'),
    on('fl-b2', COVERED_TOGETHER, { TrafficType: 'REJECT' }),
  ],
  subnets: [
    { SubnetId: 'subnet-e1', VpcId: SUBNETS_COVERED },
    { SubnetId: 'subnet-f1', VpcId: HALF_COVERED },
    { SubnetId: 'subnet-e2', VpcId: SUBNETS_COVERED },
    { SubnetId: 'subnet-f2', VpcId: HALF_COVERED },
  ],
  remembered: remembering({
    [COVERED]: 'COMPLIANT',
    [COVERED_TOGETHER]: 'COMPLIANT',
    [BARE]: 'NON_COMPLIANT',
    [FAILING]: 'NON_COMPLIANT',
    [SUBNETS_COVERED]: 'NON_COMPLIANT',
    [HALF_COVERED]: 'NON_COMPLIANT',
  }),
  history: {
    'fl-b2': [[itemOf('ResourceDeleted')], [itemOf('OK', COVERED_TOGETHER)]],
    'fl-late': [[], [itemOf('ResourceDeleted')]],
    [GONE[0]]: [[], [itemOf('ResourceDeleted')]],
  },
};

/** Verdicts that Config does not know yet or has otherwise, and verdicts on VPCs that are gone. */
export const NEWS: Estate = {
  ...STEADY,
  remembered: remembering({
    [COVERED]: 'COMPLIANT',
    [GONE[0]]: 'NON_COMPLIANT',
    [BARE]: 'COMPLIANT',
    [FAILING]: 'NON_COMPLIANT',
    [HALF_COVERED]: 'COMPLIANT',
    [GONE[1]]: 'COMPLIANT',
  }),
};

/** What Config shows has been overtaken, and no change told it so. */
const STALE: Estate = {
  ...STEADY,
  remembered: remembering({
    [COVERED]: 'NON_COMPLIANT',
    [COVERED_TOGETHER]: 'NON_COMPLIANT',
    [BARE]: 'COMPLIANT',
    [FAILING]: 'COMPLIANT',
    [SUBNETS_COVERED]: 'NON_COMPLIANT',
    [HALF_COVERED]: 'COMPLIANT',
  }),
};

/** More evaluations than PutEvaluations takes at once. */
const MANY: Estate = {
  ...STEADY,
  vpcs: Array.from({ length: 250 }, (_, index) =>
    vpc({ VpcId: `vpc-${String(index).padStart(8, '0')}`, OwnerId: '444455556666' }),
  ),
  remembered: [],
};

export const ACCEPTING_SUBNETS = '{"acceptSubnetCoverage":"true"}';

const told = (invokingEvent: unknown, ruleParameters = '{}'): unknown =>
  ruleEvent(invokingEvent, { resultToken: RESULT_TOKEN, ruleParameters });

const flowLogItem = (flowLogId: string, resourceId?: string, members = {}): unknown =>
  itemChange('AWS::EC2::FlowLog', flowLogId, {
    configuration: resourceId === undefined ? null : { flowLogId, resourceId },
    ...members,
  });

export const sweep = (estate: Estate, ruleParameters?: string): Omit<Invocation, 'name'> => ({
  event: told(scheduled(), ruleParameters),
  estate,
});

/** The calls are those of an undisturbed run, each with the number of times that it is made. */
export interface KindOfInvocation extends Invocation {
  readonly calls: Readonly<Record<string, number>>;
  /** The operation that is disturbed, where the others are those of another kind. @default - each */
  readonly disturbed?: string;
}

export const INVOCATIONS: readonly KindOfInvocation[] = [
  {
    name: 'a changed VPC',
    event: told(itemChange('AWS::EC2::VPC', COVERED_TOGETHER)),
    estate: STEADY,
    calls: { DescribeVpcs: 1, DescribeFlowLogs: 1, PutEvaluations: 1 },
  },
  {
    name: 'a changed VPC that EC2 does not show, being deleted since',
    event: told(itemChange('AWS::EC2::VPC', GONE[0])),
    estate: STEADY,
    calls: { DescribeVpcs: 1, GetResourceConfigHistory: 2, PutEvaluations: 1 },
  },
  {
    name: 'a changed flow log',
    event: told(flowLogItem('fl-b2', COVERED_TOGETHER)),
    estate: STEADY,
    calls: { DescribeVpcs: 1, DescribeFlowLogs: 1, PutEvaluations: 1 },
  },
  {
    name: 'a changed flow log of a subnet',
    event: told(flowLogItem('fl-e2', 'subnet-e2'), ACCEPTING_SUBNETS),
    estate: STEADY,
    calls: { DescribeSubnets: 2, DescribeVpcs: 1, DescribeFlowLogs: 1, PutEvaluations: 1 },
  },
  {
    name: 'a changed flow log of a subnet that is gone',
    event: told(flowLogItem('fl-e3', 'subnet-e3'), ACCEPTING_SUBNETS),
    estate: STEADY,
    calls: { DescribeSubnets: 1 },
  },
  {
    name: 'a deleted flow log of a VPC that is gone',
    event: told(flowLogItem('fl-g', GONE[0], { configurationItemStatus: 'ResourceDeleted' })),
    estate: STEADY,
    calls: { DescribeVpcs: 1, PutEvaluations: 1 },
  },
  {
    name: 'a deleted flow log that EC2 still lists, whose VPC only its history tells',
    event: told(flowLogItem('fl-b2', undefined, { configurationItemStatus: 'ResourceDeleted' })),
    estate: STEADY,
    calls: { GetResourceConfigHistory: 2, DescribeVpcs: 1, DescribeFlowLogs: 1, PutEvaluations: 1 },
  },
  {
    name: 'a created flow log that EC2 does not show, being deleted since',
    event: told(flowLogItem('fl-late', BARE)),
    estate: STEADY,
    calls: { DescribeVpcs: 1, DescribeFlowLogs: 1, GetResourceConfigHistory: 2, PutEvaluations: 1 },
  },
  {
    name: 'a deleted flow log of which nobody tells the VPC',
    event: told(flowLogItem('fl-unknown', undefined, { configurationItemStatus: 'ResourceDeleted' })),
    estate: STEADY,
    calls: { GetResourceConfigHistory: 1, DescribeVpcs: 3, DescribeFlowLogs: 5, PutEvaluations: 1 },
  },
  {
    name: 'a sweep that finds what Config knows',
    ...sweep(STEADY),
    calls: { GetComplianceDetailsByConfigRule: 2, DescribeVpcs: 3, DescribeFlowLogs: 3, PutEvaluations: 1 },
  },
  {
    name: 'a sweep with news and with VPCs that are gone',
    ...sweep(NEWS),
    calls: { GetComplianceDetailsByConfigRule: 2, DescribeVpcs: 5, DescribeFlowLogs: 5, PutEvaluations: 1 },
  },
  {
    name: 'a sweep with news and with VPCs that are gone, where subnets may cover',
    ...sweep(NEWS, ACCEPTING_SUBNETS),
    calls: {
      GetComplianceDetailsByConfigRule: 2,
      DescribeVpcs: 5,
      DescribeSubnets: 4,
      DescribeFlowLogs: 5,
      PutEvaluations: 1,
    },
  },
  {
    name: 'a sweep of more VPCs than one call reports',
    ...sweep(MANY),
    calls: { GetComplianceDetailsByConfigRule: 2, DescribeVpcs: 3, DescribeFlowLogs: 3, PutEvaluations: 3 },
    disturbed: 'PutEvaluations',
  },
  {
    name: 'a judge request',
    event: judgeRequest({ vpcId: BARE }),
    estate: STEADY,
    calls: { DescribeVpcs: 1, DescribeFlowLogs: 1 },
  },
  {
    name: 'a judge request where subnets may cover',
    event: judgeRequest({ vpcId: SUBNETS_COVERED, ruleParameters: ACCEPTING_SUBNETS }),
    estate: STEADY,
    calls: { DescribeVpcs: 1, DescribeSubnets: 1, DescribeFlowLogs: 1 },
  },
];

/** Sweeps that have most to correct. */
export const STALE_SWEEPS: readonly KindOfInvocation[] = [
  { name: 'a sweep after missed changes', ...sweep(STALE), calls: {} },
  {
    name: 'a sweep after missed changes, where subnets may cover',
    ...sweep(STALE, ACCEPTING_SUBNETS),
    calls: {},
  },
];
