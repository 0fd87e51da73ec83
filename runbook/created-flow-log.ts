import { createHash } from 'node:crypto';
import { DEFAULT_FIELDS, type FlowLog, printLogFormat, type RuleParameters } from '../policy';
import type { Destination } from './destination';

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
  readonly destination: Destination;
  /** ARN that records are delivered to: of a bucket, with its prefix and a folder of this requirement and format. */
  readonly logDestination: string;
}

export function createdFlowLog(
  requirement: string,
  parameters: RuleParameters,
  destination: Destination,
): CreatedFlowLog {
  const { trafficType, maxAggregationInterval } = parameters;
  const shape = { trafficType, maxAggregationInterval, destination };
  return { requirement, ...shape, logDestination: logDestinationOf(requirement, shape) };
}

type Shape = Pick<CreatedFlowLog, 'trafficType' | 'maxAggregationInterval' | 'destination'>;

function logDestinationOf(requirement: string, shape: Shape): string {
  const { destination } = shape;
  switch (destination.type) {
    case 's3': {
      const folders = [destination.prefix, requirement, shapeId(shape)].filter((folder) => folder !== '');
      return `${destination.bucketArn}/${folders.join('/')}/`;
    }
    case 'cloud-watch-logs':
      return destination.logGroupArn;
    case 'kinesis-data-firehose':
      return destination.deliveryStreamArn;
  }
}

/**
 * A name for everything about a flow log that is fixed at creation, but for where it delivers to: of a folder in a bucket,
 * and of a log group that the stack makes. Records of two shapes never mix, and a changed requirement never collides with
 * the flow log that it replaces.
 */
export function shapeId({ trafficType, maxAggregationInterval, destination }: Shape): string {
  const files =
    destination.type === 's3'
      ? [destination.fileFormat, destination.hiveCompatiblePartitions, destination.perHourPartition]
      : [];
  const text = JSON.stringify([trafficType, maxAggregationInterval, destination.fields.join(' '), ...files]);
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}

/** Tags by which we know our own flow logs; nothing without them is ever ours. */
export const OWNERSHIP_TAGS = {
  requirement: 'vpc-flow-logs-compliance:requirement',
  execution: 'vpc-flow-logs-compliance:execution',
} as const;

/** The request to CreateFlowLogs, with Automation's references in it. */
export const createFlowLogsRequest = (flowLog: CreatedFlowLog, vpcId: string, executionId: string) => ({
  ResourceType: 'VPC',
  ResourceIds: [vpcId],
  TrafficType: flowLog.trafficType,
  LogDestinationType: flowLog.destination.type,
  LogDestination: flowLog.logDestination,
  LogFormat: printLogFormat(flowLog.destination.fields),
  MaxAggregationInterval: flowLog.maxAggregationInterval,
  ...deliveryOf(flowLog.destination),
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

/**
 * A log group takes a role; to a bucket, and to a stream of the same account, neither a role nor a log group may be named:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html
 */
function deliveryOf(destination: Destination): Readonly<Record<string, unknown>> {
  switch (destination.type) {
    case 's3':
      return {
        DestinationOptions: {
          FileFormat: destination.fileFormat,
          HiveCompatiblePartitions: destination.hiveCompatiblePartitions,
          PerHourPartition: destination.perHourPartition,
        },
      };
    case 'cloud-watch-logs':
      return { DeliverLogsPermissionArn: destination.deliveryRoleArn };
    case 'kinesis-data-firehose':
      return {};
  }
}

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
  fileFormat: created.destination.type === 's3' ? created.destination.fileFormat : undefined,
});
