import { arnParts } from '../arn';
import { type Input, notModelled, structureOf, textOf } from '../operation';
import { ApiError } from '../wire/api-error';
import type { RegionState } from '../world';
import { listedFormat } from './log-format';
import { logGroupArn } from './log-group-delivery';
import { missingMember } from './missing-parameter';
import type { StoredFlowLog } from './state';
import { requestedTags } from './tags';

/** What one CreateFlowLogs asks for, apart from the resources and their type. */
export type FlowLogShape = Omit<StoredFlowLog, 'flowLogId' | 'resourceId' | 'creationTime' | 'visibleFrom'>;

type Destination = Pick<
  FlowLogShape,
  'logDestinationType' | 'logDestination' | 'logs' | 'destinationOptions'
>;

/** Members as https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html allows them together. */
export const flowLogShape = (region: RegionState, input: Input): FlowLogShape => ({
  trafficType: trafficType(textOf(input, 'TrafficType')),
  ...destination(region, input),
  logFormat: listedFormat(textOf(input, 'LogFormat')),
  maxAggregationInterval: aggregationInterval(input['MaxAggregationInterval'] ?? 600),
  tags: requestedTags(input, 'vpc-flow-log'),
});

function trafficType(given: string | undefined): string {
  if (given === undefined) throw missingMember('TrafficType');
  if (['ALL', 'ACCEPT', 'REJECT'].includes(given)) return given;
  throw new ApiError('InvalidParameterValue', `Invalid value '${given}' for TrafficType`);
}

function destination(region: RegionState, input: Input): Destination {
  const type = textOf(input, 'LogDestinationType') ?? 'cloud-watch-logs';
  switch (type) {
    case 's3':
      return bucketDestination(input);
    case 'cloud-watch-logs':
      return logGroupDestination(region, input);
    case 'kinesis-data-firehose':
      return streamDestination(region, input);
    default:
      throw notModelled(`LogDestinationType ${type} of CreateFlowLogs`);
  }
}

function bucketDestination(input: Input): Destination {
  for (const member of ['LogGroupName', 'DeliverLogsPermissionArn', 'DeliverCrossAccountRole'])
    if (input[member] !== undefined)
      throw new ApiError('InvalidParameter', `${member} is not applicable for s3 delivery`);
  return {
    logDestinationType: 's3',
    logDestination: bucketArn(textOf(input, 'LogDestination')),
    destinationOptions: destinationOptions(structureOf(input, 'DestinationOptions') ?? {}),
  };
}

function bucketArn(given: string | undefined): string {
  if (!given)
    throw new ApiError('InvalidParameter', "LogDestination can't be empty if LogGroupName is not provided.");
  if (!/^[^/]+/.test(arnParts(given)?.resource ?? ''))
    throw new ApiError('InvalidParameter', `LogDestination: ${given} is not the ARN of a bucket`);
  if (/\/AWSLogs(\/|$)/.test(given))
    throw new ApiError(
      'InvalidParameter',
      'AWSLogs is a reserved word and cannot be a subfolder of LogDestination',
    );
  return given;
}

function logGroupDestination(region: RegionState, input: Input): Destination {
  for (const member of ['DeliverCrossAccountRole', 'DestinationOptions'])
    if (input[member] !== undefined) throw notModelled(`${member} with LogDestinationType cloud-watch-logs`);
  const [given, name] = [textOf(input, 'LogDestination'), textOf(input, 'LogGroupName')];
  if (given && name)
    throw new ApiError(
      'InvalidParameter',
      'Please only provide LogGroupName or only provide LogDestination.',
    );
  const groupName = name ?? (given && groupNameIn(region, given));
  if (!groupName)
    throw new ApiError('InvalidParameter', "LogDestination can't be empty if LogGroupName is not provided.");
  const roleArn = textOf(input, 'DeliverLogsPermissionArn');
  if (!roleArn)
    throw new ApiError(
      'InvalidParameter',
      "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.",
    );
  return {
    logDestinationType: 'cloud-watch-logs',
    logDestination: given ?? logGroupArn(region, groupName),
    logs: { groupName, roleArn, namedByArn: given !== undefined },
    destinationOptions: destinationOptions({}),
  };
}

/** Documented without the `:*` that some of CloudWatch Logs' own ARNs end with; of the flow log's account and Region. */
function groupNameIn(region: RegionState, logDestination: string): string {
  const [, name] = /^log-group:([^:]+)$/.exec(arnParts(logDestination)?.resource ?? '') ?? [];
  if (name === undefined || logDestination !== logGroupArn(region, name))
    throw new ApiError(
      'InvalidParameter',
      `LogDestination: ${logDestination} is not the ARN of a log group of this account and Region`,
    );
  return name;
}

/**
 * Of a stream in the flow log's own account. API_CreateFlowLogs writes the ARN with a colon after `deliverystream`;
 * Firehose's own have a slash.
 */
function streamDestination({ place }: RegionState, input: Input): Destination {
  refuseMembersOfOthers(input);
  const given = textOf(input, 'LogDestination') ?? '';
  const { accountId, resource = '' } = arnParts(given) ?? {};
  if (!/^arn:[^:]+:firehose:/.test(given) || !/^deliverystream\/[^/:]+$/.test(resource))
    throw new ApiError('InvalidParameter', `LogDestination: ${given} is not the ARN of a Firehose stream`);
  if (accountId !== place.accountId)
    throw new ApiError(
      'InvalidParameter',
      "DeliverLogsPermissionArn can't be empty for cross-account delivery.",
    );
  return {
    logDestinationType: 'kinesis-data-firehose',
    logDestination: given,
    destinationOptions: destinationOptions({}),
  };
}

/** EC2 wants both roles or neither, in the words of https://github.com/hashicorp/terraform-provider-aws/issues/28577 */
function refuseMembersOfOthers(input: Input): void {
  if (input['LogGroupName'] !== undefined)
    throw new ApiError(
      'InvalidParameter',
      'LogGroupName is not applicable for kinesis-data-firehose delivery',
    );
  const roles = [input['DeliverLogsPermissionArn'], input['DeliverCrossAccountRole']];
  const given = roles.filter((role) => role !== undefined).length;
  if (given === 1)
    throw new ApiError(
      'InvalidParameter',
      'When providing a role for cross-account delivery, both the DeliverLogsPermissionArn and DeliverCrossAccountRole fields must be set.',
    );
  if (given === 2) throw notModelled('delivery to a Firehose stream of another account');
  if (input['DestinationOptions'] !== undefined)
    throw notModelled('DestinationOptions with LogDestinationType kinesis-data-firehose');
}

function aggregationInterval(given: unknown): number {
  if (given === 60 || given === 600) return given;
  throw new ApiError('InvalidParameter', 'Invalid Flow Log Max Aggregation Interval.');
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
