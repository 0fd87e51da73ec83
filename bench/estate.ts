import { createHash } from 'node:crypto';
import type { EvaluationResult } from '@aws-sdk/client-config-service';
import type { FlowLog, Vpc } from '@aws-sdk/client-ec2';
import type { Place } from '../policy';
import { PLACE, RULE } from './place';

/** What a Region holds, as EC2 and Config list it, with the verdicts that an earlier sweep came to: the steady state. */
export interface Estate {
  readonly vpcs: readonly Vpc[];
  readonly flowLogs: readonly FlowLog[];
  readonly results: readonly EvaluationResult[];
  /** VPCs without adequate flow logs. */
  readonly uncovered: number;
}

export const FLOW_LOGS_OF_A_VPC = 3;

/** EC2 lists the default format as written out as any other. */
const DEFAULT_FIELDS =
  'version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status';
const INVESTIGATION_FIELDS =
  'vpc-id subnet-id instance-id tcp-flags type pkt-srcaddr pkt-dstaddr region az-id pkt-src-aws-service ' +
  'pkt-dst-aws-service flow-direction traffic-path';

const formatOf = (fields: string): string => fields.replace(/[\w-]+/g, (field) => `\${${field}}`);
const DEFAULT_FORMAT = formatOf(DEFAULT_FIELDS);
const CUSTOM_FORMAT = formatOf(`${DEFAULT_FIELDS} ${INVESTIGATION_FIELDS}`);

const LAST_SWEEP = new Date('2024-05-06T06:00:00Z');
const CREATED = new Date('2023-02-01T09:30:00Z');

/** `vpc-0123456789abcdef0`, the same in every run. */
export const idOf = (prefix: string, index: number): string =>
  `${prefix}-${createHash('sha256').update(`${prefix} ${index}`).digest('hex').slice(0, 17)}`;

export interface EstateOptions {
  /** @default - {@link PLACE} */
  readonly place?: Place;
  /** Index of its first VPC, so that those of several places differ. @default 0 */
  readonly first?: number;
  /** How many flow logs a VPC has, by its index, up to {@link FLOW_LOGS_OF_A_VPC}. @default - so many */
  readonly flowLogsOfVpc?: (index: number) => number;
}

/** The same for all sizes: a larger estate begins with the VPCs of a smaller one. */
export function estateOf(
  size: number,
  { place = PLACE, first = 0, flowLogsOfVpc = () => FLOW_LOGS_OF_A_VPC }: EstateOptions = {},
): Estate {
  const indices = Array.from({ length: size }, (_, index) => first + index);
  return {
    vpcs: indices.map((index) => vpcOf(index, place)),
    flowLogs: scattered(indices.flatMap((index) => flowLogsOf(index, place).slice(0, flowLogsOfVpc(index)))),
    results: indices.map(resultOf),
    uncovered: indices.filter(isUncovered).length,
  };
}

const isUncovered = (index: number): boolean => index % 97 === 13;

/** EC2 lists flow logs in no order, those of one VPC on different pages. The prime step meets every index once. */
const scattered = <T>(items: readonly T[]): readonly T[] =>
  items.flatMap((_, index) => items[(index * 7919) % items.length] ?? []);

function vpcOf(index: number, { accountId }: Place): Vpc {
  const CidrBlock = `10.${index % 256}.0.0/16`;
  return {
    VpcId: idOf('vpc', index),
    OwnerId: accountId,
    State: 'available',
    CidrBlock,
    CidrBlockAssociationSet: [
      { AssociationId: idOf('vpc-cidr-assoc', index), CidrBlock, CidrBlockState: { State: 'associated' } },
    ],
    DhcpOptionsId: idOf('dopt', 0),
    InstanceTenancy: 'default',
    IsDefault: false,
    Tags: [
      { Key: 'Name', Value: `network-${index}` },
      { Key: 'Environment', Value: index % 3 === 0 ? 'production' : 'development' },
      { Key: 'CostCenter', Value: String(4000 + (index % 40)) },
    ],
  };
}

function flowLogsOf(index: number, { region, accountId }: Place): readonly FlowLog[] {
  const common = {
    ResourceId: idOf('vpc', index),
    FlowLogStatus: 'ACTIVE',
    DeliverLogsStatus: 'SUCCESS',
    CreationTime: CREATED,
    MaxAggregationInterval: 600,
    Tags: [{ Key: 'Name', Value: `network-${index}` }],
  };
  return [
    {
      ...common,
      FlowLogId: idOf('fl', index * FLOW_LOGS_OF_A_VPC),
      TrafficType: isUncovered(index) ? 'REJECT' : 'ALL',
      LogDestinationType: 's3',
      LogDestination: 'arn:aws:s3:::central-flow-logs/network',
      LogFormat: DEFAULT_FORMAT,
    },
    {
      ...common,
      FlowLogId: idOf('fl', index * FLOW_LOGS_OF_A_VPC + 1),
      TrafficType: 'REJECT',
      LogDestinationType: 's3',
      LogDestination: 'arn:aws:s3:::security-flow-logs',
      LogFormat: CUSTOM_FORMAT,
      MaxAggregationInterval: 60,
      DestinationOptions: { FileFormat: 'parquet', HiveCompatiblePartitions: true, PerHourPartition: true },
    },
    {
      ...common,
      FlowLogId: idOf('fl', index * FLOW_LOGS_OF_A_VPC + 2),
      TrafficType: 'REJECT',
      LogDestinationType: 'cloud-watch-logs',
      LogGroupName: `/vpc/network-${index}`,
      LogDestination: `arn:aws:logs:${region}:${accountId}:log-group:/vpc/network-${index}`,
      DeliverLogsPermissionArn: `arn:aws:iam::${accountId}:role/flow-logs`,
      LogFormat: DEFAULT_FORMAT,
    },
  ];
}

function resultOf(index: number): EvaluationResult {
  const flowLogId = idOf('fl', index * FLOW_LOGS_OF_A_VPC);
  return {
    ComplianceType: isUncovered(index) ? 'NON_COMPLIANT' : 'COMPLIANT',
    Annotation: isUncovered(index)
      ? `${flowLogId} captures REJECT, ALL is required (+2 more)`
      : `${flowLogId} captures ALL to arn:aws:s3:::central-flow-logs/network`,
    ConfigRuleInvokedTime: LAST_SWEEP,
    ResultRecordedTime: LAST_SWEEP,
    EvaluationResultIdentifier: {
      EvaluationResultQualifier: {
        ConfigRuleName: RULE,
        ResourceType: 'AWS::EC2::VPC',
        ResourceId: idOf('vpc', index),
      },
      OrderingTimestamp: LAST_SWEEP,
    },
  };
}
