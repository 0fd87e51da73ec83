import { createHash } from 'node:crypto';
import {
  DEFAULT_FIELDS,
  type FileFormat,
  type FlowLog,
  printLogFormat,
  type RuleParameters,
} from '../policy';

/** Where the remediation delivers to, in S3. A flow log cannot be changed later: neither can any of this. */
export interface S3Destination {
  readonly type: 's3';
  readonly bucketArn: string;
  /** Folder in the bucket, without slashes at its ends; empty for none. */
  readonly prefix: string;
  readonly fields: readonly string[];
  readonly fileFormat: FileFormat;
  readonly hiveCompatiblePartitions: boolean;
  readonly perHourPartition: boolean;
}

/** The default format, and what investigations ask for first: the VPC, direction, path and real endpoints of a flow. */
export const RECOMMENDED_FIELDS: readonly string[] = [
  ...DEFAULT_FIELDS,
  ...[
    'vpc-id',
    'subnet-id',
    'instance-id',
    'tcp-flags',
    'type',
    'pkt-srcaddr',
    'pkt-dstaddr',
    'region',
    'az-id',
  ],
  ...['pkt-src-aws-service', 'pkt-dst-aws-service', 'flow-direction', 'traffic-path'],
];

/** The flow log that the remediation of a requirement creates. */
export interface CreatedFlowLog {
  readonly requirement: string;
  readonly trafficType: RuleParameters['trafficType'];
  /** Seconds. */
  readonly maxAggregationInterval: number;
  readonly destination: S3Destination;
  /** ARN that records are delivered to: the bucket, its prefix, and a folder of this requirement and format. */
  readonly logDestination: string;
}

export function createdFlowLog(
  requirement: string,
  parameters: RuleParameters,
  destination: S3Destination,
): CreatedFlowLog {
  const { trafficType, maxAggregationInterval } = parameters;
  const shape = { trafficType, maxAggregationInterval, destination };
  const folders = [destination.prefix, requirement, formatId(shape)].filter((folder) => folder !== '');
  return { requirement, ...shape, logDestination: `${destination.bucketArn}/${folders.join('/')}/` };
}

/**
 * A folder name for everything about a flow log that is fixed at creation. Records of two shapes never mix, and a
 * changed requirement never collides with the flow log that it replaces.
 */
function formatId(
  shape: Pick<CreatedFlowLog, 'trafficType' | 'maxAggregationInterval' | 'destination'>,
): string {
  const { fields, fileFormat, hiveCompatiblePartitions, perHourPartition } = shape.destination;
  const parts = [shape.trafficType, shape.maxAggregationInterval, fields.join(' '), fileFormat];
  const text = JSON.stringify([...parts, hiveCompatiblePartitions, perHourPartition]);
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** Tags by which we know our own flow logs; nothing without them is ever ours. */
export const OWNERSHIP_TAGS = {
  requirement: 'vpc-flow-logs-compliance:requirement',
  execution: 'vpc-flow-logs-compliance:execution',
} as const;

/**
 * The request to CreateFlowLogs, with Automation's references in it. To S3 neither a role nor a log group may be named:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html
 */
export const createFlowLogsRequest = (flowLog: CreatedFlowLog, vpcId: string, executionId: string) => ({
  ResourceType: 'VPC',
  ResourceIds: [vpcId],
  TrafficType: flowLog.trafficType,
  LogDestinationType: flowLog.destination.type,
  LogDestination: flowLog.logDestination,
  LogFormat: printLogFormat(flowLog.destination.fields),
  MaxAggregationInterval: flowLog.maxAggregationInterval,
  DestinationOptions: {
    FileFormat: flowLog.destination.fileFormat,
    HiveCompatiblePartitions: flowLog.destination.hiveCompatiblePartitions,
    PerHourPartition: flowLog.destination.perHourPartition,
  },
  ClientToken: executionId,
  TagSpecifications: [
    {
      ResourceType: 'vpc-flow-log',
      Tags: [
        { Key: OWNERSHIP_TAGS.requirement, Value: flowLog.requirement },
        { Key: OWNERSHIP_TAGS.execution, Value: executionId },
      ],
    },
  ],
});

/** What EC2 would list of it once it delivers: the judge is asked about it before anything is deployed. */
export const expectedFlowLog = (created: CreatedFlowLog, vpcId: string): FlowLog => ({
  flowLogId: 'the flow log that remediation would create',
  resourceId: vpcId,
  trafficType: created.trafficType,
  flowLogStatus: 'ACTIVE',
  deliverLogsStatus: 'SUCCESS',
  deliverLogsErrorMessage: undefined,
  destinationType: created.destination.type,
  destination: created.logDestination,
  fields: created.destination.fields,
  maxAggregationInterval: created.maxAggregationInterval,
  fileFormat: created.destination.fileFormat,
});
