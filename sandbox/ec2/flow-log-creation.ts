import { recordChange } from '../config/recorder';
import { type OperationRequest, type Operations, textOf, textsOf } from '../operation';
import { ApiError } from '../wire/api-error';
import { bucketArnOf } from './bucket-delivery';
import { earlierAnswer, rememberAnswer } from './client-token';
import { scheduleFirstDelivery } from './delivery';
import { derivedToken } from './derived-id';
import { destinationProblem } from './destination-problem';
import { endDryRun } from './dry-run';
import { type FlowLogShape, flowLogShape } from './flow-log-shape';
import { FLOW_LOGS_SERVICE } from './log-group-delivery';
import { missingMember } from './missing-parameter';
import { type MonitoredKind, monitoredKind } from './monitored-resources';
import { resourceArn } from './resource-arn';
import type { StoredFlowLog } from './state';
import { authorizeStreamDelivery, openStream } from './stream-delivery';
import { authorizeTagging, tagContext } from './tags';

const MEMBERS = [
  ...['ResourceIds', 'ResourceType', 'TrafficType', 'LogDestinationType', 'LogDestination', 'LogFormat'],
  ...['LogGroupName', 'DeliverLogsPermissionArn', 'DeliverCrossAccountRole', 'MaxAggregationInterval'],
  ...['DestinationOptions', 'TagSpecifications', 'ClientToken', 'DryRun'],
];

const MOST_RESOURCES = 300;
/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-limitations.html */
const MOST_FLOW_LOGS = 250;

export const FLOW_LOG_CREATION: Operations = {
  CreateFlowLogs: {
    members: MEMBERS,
    perform(request) {
      const { world, region, input } = request;
      const kind = monitoredKind(textOf(input, 'ResourceType'));
      const shape = flowLogShape(region, input);
      const ids = requestedResources(request, kind);
      authorizeCreation(request, shape, kind, ids);
      endDryRun(request);
      const earlier = earlierAnswer(request, 'CreateFlowLogs');
      if (earlier) return earlier;
      const problem = destinationProblem(world, region, shape);
      if (problem && world.assumptions.badDestinationIs === 'thrown') throw problem;
      if (problem) return { ...unsuccessful(ids, problem.message), ClientToken: tokenOf(request, ids) };
      for (const id of ids) refuseOneMore(request, id, shape);
      if (shape.logDestinationType === 'kinesis-data-firehose')
        openStream(world, region, shape.logDestination);
      const FlowLogIds = ids.map((id) => createFlowLog(request, id, shape));
      const answer = { FlowLogIds, Unsuccessful: [], ClientToken: tokenOf(request, FlowLogIds) };
      rememberAnswer(request, 'CreateFlowLogs', answer);
      return answer;
    },
  },
};

const tokenOf = ({ input }: OperationRequest, ids: readonly string[]): string =>
  textOf(input, 'ClientToken') ?? derivedToken(ids.join(' '));

function requestedResources({ region, input }: OperationRequest, kind: MonitoredKind): readonly string[] {
  const ids = textsOf(input, 'ResourceIds').map(kind.wellFormedId);
  if (ids.length === 0) throw missingMember('ResourceIds');
  if (ids.length > MOST_RESOURCES)
    throw new ApiError(
      'InvalidParameterValue',
      `ResourceIds holds ${ids.length} ids, at most ${MOST_RESOURCES}`,
    );
  const missing = ids.find((id) => !kind.stored(region).has(id));
  if (missing !== undefined) throw kind.unknown(missing);
  return [...new Set(ids)];
}

/**
 * CreateFlowLogs is authorised on the resource and on the flow log to be, and needs further permissions under it: CreateTags
 * when it tags, CreateLogDelivery when it delivers to S3 or Firehose, PassRole when a role writes to CloudWatch Logs.
 */
function authorizeCreation(
  request: OperationRequest,
  { tags, ...destination }: FlowLogShape,
  kind: MonitoredKind,
  ids: readonly string[],
): void {
  const { region } = request;
  const context = tagContext(tags);
  for (const id of ids) request.authorize('ec2:CreateFlowLogs', kind.arn(region, id), context);
  const flowLog = resourceArn(region, 'vpc-flow-log', '*');
  request.authorize('ec2:CreateFlowLogs', flowLog, context);
  authorizeTagging(request, 'CreateFlowLogs', flowLog, tags);
  authorizeDelivery(request, destination);
}

function authorizeDelivery(
  request: OperationRequest,
  { logs, logDestination, logDestinationType }: Omit<FlowLogShape, 'tags'>,
): void {
  const { creationDeletesLogDelivery, creationReadsBucketPolicy } = request.world.assumptions;
  switch (logDestinationType) {
    case 'cloud-watch-logs':
      request.authorize('iam:PassRole', logs?.roleArn ?? '', { 'iam:PassedToService': FLOW_LOGS_SERVICE });
      return;
    case 'kinesis-data-firehose':
      authorizeStreamDelivery(request, logDestination);
      if (creationDeletesLogDelivery) request.authorize('logs:DeleteLogDelivery', '*');
      return;
    case 's3':
      request.authorize('logs:CreateLogDelivery', '*');
      if (creationDeletesLogDelivery) request.authorize('logs:DeleteLogDelivery', '*');
      if (creationReadsBucketPolicy) request.authorize('s3:GetBucketPolicy', bucketArnOf(logDestination));
  }
}

/** What EC2 answers with is the status, not one of the codes of its list of errors. */
const unsuccessful = (resourceIds: readonly string[], Message: string) => ({
  FlowLogIds: [],
  Unsuccessful: resourceIds.map((ResourceId) => ({ ResourceId, Error: { Code: '400', Message } })),
});

const configuration = (shape: FlowLogShape): string =>
  JSON.stringify([
    shape.trafficType,
    shape.logFormat,
    shape.maxAggregationInterval,
    shape.destinationOptions,
  ]);

function refuseOneMore({ world, region }: OperationRequest, id: string, shape: FlowLogShape): void {
  const { alreadyExistsCompares: compares } = world.assumptions;
  const existing = [...region.flowLogs.values()].filter(({ resourceId }) => resourceId === id);
  const same = existing.some(
    (flowLog) =>
      withoutSlash(flowLog.logDestination) === withoutSlash(shape.logDestination) &&
      (compares === 'destination' || configuration(flowLog) === configuration(shape)),
  );
  if (same)
    throw new ApiError(
      'FlowLogAlreadyExists',
      'There is an existing Flow Log with the same configuration and log destination.',
    );
  if (existing.length >= MOST_FLOW_LOGS)
    throw new ApiError('FlowLogsLimitExceeded', `${id} has ${existing.length} flow logs, the most allowed`);
}

function createFlowLog({ world, region }: OperationRequest, resourceId: string, shape: FlowLogShape): string {
  const now = world.scheduler.now();
  const flowLogId = world.identifiers.resource('fl');
  const shownAfter = world.faults.showsFlowLogAfter(flowLogId, world.delays.flowLogVisible);
  const visibleFrom = new Date(now.getTime() + shownAfter * 1000);
  const flowLog: StoredFlowLog = { ...shape, flowLogId, resourceId, creationTime: now, visibleFrom };
  region.flowLogs.set(flowLogId, flowLog);
  scheduleFirstDelivery(world, region, flowLog);
  recordChange(world, region, { type: 'AWS::EC2::FlowLog', id: flowLogId, change: 'created' });
  return flowLogId;
}

const withoutSlash = (destination: string): string => destination.replace(/\/+$/, '');
