import { arnParts } from '../arn';
import { type Input, notModelled, structureOf, textOf } from '../operation';
import { ApiError } from '../wire/api-error';
import { listedFormat } from './log-format';
import type { StoredFlowLog } from './state';
import { requestedTags } from './tags';

/** What one CreateFlowLogs asks for, apart from the resources and their type. */
export type FlowLogShape = Omit<StoredFlowLog, 'flowLogId' | 'resourceId' | 'creationTime' | 'visibleFrom'>;

/** Members as https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html allows them together. */
export function flowLogShape(input: Input): FlowLogShape {
  const logDestinationType = textOf(input, 'LogDestinationType') ?? 'cloud-watch-logs';
  if (logDestinationType !== 's3')
    throw notModelled(`LogDestinationType ${logDestinationType} of CreateFlowLogs`);
  for (const member of ['LogGroupName', 'DeliverLogsPermissionArn', 'DeliverCrossAccountRole'])
    if (input[member] !== undefined)
      throw new ApiError('InvalidParameter', `${member} is not valid with LogDestinationType s3`);
  return {
    trafficType: trafficType(textOf(input, 'TrafficType')),
    logDestinationType,
    logDestination: logDestination(textOf(input, 'LogDestination')),
    logFormat: listedFormat(textOf(input, 'LogFormat')),
    maxAggregationInterval: aggregationInterval(input['MaxAggregationInterval'] ?? 600),
    destinationOptions: destinationOptions(structureOf(input, 'DestinationOptions') ?? {}),
    tags: requestedTags(input, 'vpc-flow-log'),
  };
}

function trafficType(given: string | undefined): string {
  if (given === undefined)
    throw new ApiError('MissingParameter', 'The request must contain the parameter TrafficType');
  if (['ALL', 'ACCEPT', 'REJECT'].includes(given)) return given;
  throw new ApiError('InvalidParameterValue', `Invalid value '${given}' for TrafficType`);
}

function logDestination(given: string | undefined): string {
  if (!given) throw new ApiError('InvalidParameter', 'LogDestination is required for s3');
  if (!/^[^/]+/.test(arnParts(given)?.resource ?? ''))
    throw new ApiError('InvalidParameter', `LogDestination: ${given} is not the ARN of a bucket`);
  if (/\/AWSLogs(\/|$)/.test(given))
    throw new ApiError(
      'InvalidParameter',
      'AWSLogs is a reserved word and cannot be a subfolder of LogDestination',
    );
  return given;
}

function aggregationInterval(given: unknown): number {
  if (given === 60 || given === 600) return given;
  throw new ApiError('InvalidParameter', `Invalid Flow Log Max Aggregation Interval ${String(given)}`);
}

function destinationOptions(options: Input): StoredFlowLog['destinationOptions'] {
  const fileFormat = textOf(options, 'FileFormat') ?? 'plain-text';
  if (fileFormat !== 'plain-text' && fileFormat !== 'parquet')
    throw new ApiError('InvalidParameterValue', `Invalid value '${fileFormat}' for FileFormat`);
  return {
    FileFormat: fileFormat,
    HiveCompatiblePartitions: options['HiveCompatiblePartitions'] === true,
    PerHourPartition: options['PerHourPartition'] === true,
  };
}
