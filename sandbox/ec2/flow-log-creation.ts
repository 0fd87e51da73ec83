import { serviceMayAccess } from '../access';
import { recordChange } from '../config/recorder';
import { type OperationRequest, type Operations, textOf, textsOf } from '../operation';
import { ApiError } from '../wire/api-error';
import { DELIVERY_SERVICE, deliveryAccesses, s3Location } from './delivery';
import { type FlowLogShape, flowLogShape } from './flow-log-shape';
import { flowLogArn } from './flow-logs';
import type { StoredFlowLog } from './state';
import { tagContext } from './tags';
import { unknownVpc, vpcArn, wellFormedVpcId } from './vpcs';

const MEMBERS = [
  ...['ResourceIds', 'ResourceType', 'TrafficType', 'LogDestinationType', 'LogDestination', 'LogFormat'],
  ...['LogGroupName', 'DeliverLogsPermissionArn', 'DeliverCrossAccountRole', 'MaxAggregationInterval'],
  ...['DestinationOptions', 'TagSpecifications', 'ClientToken'],
];

const MOST_RESOURCES = 300;
/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-limitations.html */
const MOST_FLOW_LOGS = 250;

export const FLOW_LOG_CREATION: Operations = {
  CreateFlowLogs: {
    members: MEMBERS,
    perform(request) {
      const { world, region, input } = request;
      const shape = flowLogShape(input);
      const vpcIds = requestedVpcs(request);
      authorizeCreation(request, shape, vpcIds);
      const earlier = earlierAnswer(request);
      if (earlier) return earlier;
      const problem = destinationProblem(request, shape);
      if (problem && world.assumptions.badDestinationIs === 'thrown') throw problem;
      if (problem) return { ...unsuccessful(vpcIds, problem), ClientToken: textOf(input, 'ClientToken') };
      for (const vpcId of vpcIds) refuseOneMore(request, vpcId, shape);
      const FlowLogIds = vpcIds.map((vpcId) => createFlowLog(request, vpcId, shape));
      const answer = { FlowLogIds, Unsuccessful: [], ClientToken: textOf(input, 'ClientToken') };
      const token = textOf(input, 'ClientToken');
      if (token) region.flowLogCreations.set(token, { asked: JSON.stringify(input), answer });
      return answer;
    },
  },
};

function requestedVpcs({ region, input }: OperationRequest): readonly string[] {
  const vpcIds = textsOf(input, 'ResourceIds').map(wellFormedVpcId);
  if (vpcIds.length === 0)
    throw new ApiError('MissingParameter', 'The request must contain the parameter ResourceIds');
  if (vpcIds.length > MOST_RESOURCES)
    throw new ApiError(
      'InvalidParameterValue',
      `ResourceIds holds ${vpcIds.length} ids, at most ${MOST_RESOURCES}`,
    );
  const missing = vpcIds.find((vpcId) => !region.vpcs.has(vpcId));
  if (missing !== undefined) throw unknownVpc(missing);
  return [...new Set(vpcIds)];
}

/**
 * The same token with the same request answers as before and creates nothing; with another request it is refused. Only
 * success is remembered: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-idempotency.html
 */
function earlierAnswer({ region, input }: OperationRequest): Readonly<Record<string, unknown>> | undefined {
  const earlier = region.flowLogCreations.get(textOf(input, 'ClientToken') ?? '');
  if (earlier && earlier.asked !== JSON.stringify(input))
    throw new ApiError(
      'IdempotentParameterMismatch',
      'The client token was used with other parameters before',
    );
  return earlier?.answer;
}

/**
 * CreateFlowLogs is authorised on the VPC and on the flow log to be, and needs further permissions under it: CreateTags
 * when it tags, CreateLogDelivery when it delivers to S3.
 */
function authorizeCreation(request: OperationRequest, shape: FlowLogShape, vpcIds: readonly string[]): void {
  const { region } = request;
  const tags = tagContext(shape.tags);
  for (const vpcId of vpcIds) request.authorize('ec2:CreateFlowLogs', vpcArn(region, vpcId), tags);
  const flowLog = flowLogArn(region, '*');
  request.authorize('ec2:CreateFlowLogs', flowLog, tags);
  if (Object.keys(shape.tags).length > 0)
    request.authorize('ec2:CreateTags', flowLog, { ...tags, 'ec2:CreateAction': 'CreateFlowLogs' });
  request.authorize('logs:CreateLogDelivery', '*');
}

/** EC2's own words for a bucket that is missing or closed to the delivery service. */
function destinationProblem({ world, region }: OperationRequest, shape: FlowLogShape): ApiError | undefined {
  const { bucketArn } = s3Location(shape.logDestination);
  const bucket = world.bucket(bucketArn);
  const name = bucketArn.split(':').at(-1);
  if (!bucket) return new ApiError('LogDestinationNotFound', `LogDestination: ${name} does not exist.`);
  const accesses = deliveryAccesses(region, shape);
  if (!accesses.every((access) => serviceMayAccess(world, DELIVERY_SERVICE, bucket.policy, access)))
    return new ApiError(
      'LogDestinationPermissionIssue',
      `Access Denied for LogDestination: ${name}. Please check LogDestination permission`,
    );
  return undefined;
}

const unsuccessful = (resourceIds: readonly string[], { code, message }: ApiError) => ({
  FlowLogIds: [],
  Unsuccessful: resourceIds.map((ResourceId) => ({ ResourceId, Error: { Code: code, Message: message } })),
});

const configuration = (shape: FlowLogShape): string =>
  JSON.stringify([
    shape.trafficType,
    shape.logFormat,
    shape.maxAggregationInterval,
    shape.destinationOptions,
  ]);

function refuseOneMore({ world, region }: OperationRequest, vpcId: string, shape: FlowLogShape): void {
  const { alreadyExistsCompares: compares } = world.assumptions;
  const existing = [...region.flowLogs.values()].filter(({ resourceId }) => resourceId === vpcId);
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
    throw new ApiError(
      'FlowLogsLimitExceeded',
      `${vpcId} has ${existing.length} flow logs, the most allowed`,
    );
}

function createFlowLog({ world, region }: OperationRequest, resourceId: string, shape: FlowLogShape): string {
  const now = world.scheduler.now();
  const flowLogId = world.identifiers.resource('fl');
  const visibleFrom = new Date(now.getTime() + world.delays.flowLogVisible * 1000);
  const flowLog: StoredFlowLog = { ...shape, flowLogId, resourceId, creationTime: now, visibleFrom };
  region.flowLogs.set(flowLogId, flowLog);
  recordChange(world, region, { type: 'AWS::EC2::FlowLog', id: flowLogId, change: 'created' });
  return flowLogId;
}

const withoutSlash = (destination: string): string => destination.replace(/\/+$/, '');
