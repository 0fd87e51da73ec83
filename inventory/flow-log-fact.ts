import type { FlowLog as ListedFlowLog } from '@aws-sdk/client-ec2';
import {
  DESTINATION_TYPES,
  FILE_FORMATS,
  type FlowLog,
  type Place,
  parseLogFormat,
  TRAFFIC_TYPES,
} from '../policy';
import { ReadError } from './read-error';

/** API_CreateFlowLogs: the default, and what a flow log of before 2019 has. */
const DEFAULT_AGGREGATION_INTERVAL = 600;

/** @throws ReadError without the ids that the judge needs */
export function toFlowLog(listed: ListedFlowLog, place: Place): FlowLog {
  const { FlowLogId: flowLogId, ResourceId: resourceId } = listed;
  if (!flowLogId || !resourceId)
    throw ReadError.broken(
      'ec2:DescribeFlowLogs',
      `a flow log ${flowLogId ?? ''} without id or resource`,
      'flow logs with FlowLogId and ResourceId',
    );
  return {
    flowLogId,
    resourceId,
    flowLogStatus: listed.FlowLogStatus,
    trafficType: knownOf(TRAFFIC_TYPES, listed.TrafficType),
    deliverLogsStatus: listed.DeliverLogsStatus,
    deliverLogsErrorMessage: listed.DeliverLogsErrorMessage,
    ...destinationOf(listed, place),
    deliveryRoleArn: listed.DeliverLogsPermissionArn,
    fields: parseLogFormat(listed.LogFormat),
    maxAggregationInterval: listed.MaxAggregationInterval ?? DEFAULT_AGGREGATION_INTERVAL,
  };
}

type DestinationFacts = Pick<FlowLog, 'destinationType' | 'destination' | 'fileFormat'>;

function destinationOf(listed: ListedFlowLog, place: Place): DestinationFacts {
  const type = listed.LogDestinationType ?? 'cloud-watch-logs';
  const known = knownOf(DESTINATION_TYPES, type);
  const format = listed.DestinationOptions?.FileFormat ?? 'plain-text';
  return {
    // One flow log to a destination of the future must neither stop the sweep nor cover a VPC.
    destinationType: known,
    destination: listed.LogDestination || logGroupArn(listed, place),
    fileFormat: known === 's3' ? knownOf(FILE_FORMATS, format) : undefined,
  };
}

/** With a cross-account role the group is another account's, and its name alone does not tell which one's. */
function logGroupArn(listed: ListedFlowLog, { partition, region, accountId }: Place): string | undefined {
  if (!listed.LogGroupName || listed.DeliverCrossAccountRole) return undefined;
  return `arn:${partition}:logs:${region}:${accountId}:log-group:${listed.LogGroupName}`;
}

/** The API's enums are open: a value that we do not know is undefined, which covers nothing. */
const knownOf = <T extends string>(known: readonly T[], value: string | undefined): T | undefined =>
  known.find((each) => each === value);
