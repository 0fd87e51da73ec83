import { resourceTagContext } from '../access';
import { recordChange } from '../config/recorder';
import { type OperationRequest, type Operations, pageOf, structuresOf, textsOf } from '../operation';
import { ApiError } from '../wire/api-error';
import type { RegionState, World } from '../world';
import { deliveryStatus } from './delivery';
import { endDryRun } from './dry-run';
import { flowLogFilter } from './flow-log-filters';
import { missingMember } from './missing-parameter';
import { pagingOf } from './paging';
import { resourceArn } from './resource-arn';
import type { StoredFlowLog } from './state';
import { tagList } from './tags';

export const FLOW_LOG_OPERATIONS: Operations = {
  DeleteFlowLogs: {
    members: ['FlowLogIds', 'DryRun'],
    perform(request) {
      const { world, region } = request;
      const ids = textsOf(request.input, 'FlowLogIds');
      if (ids.length === 0) throw missingMember('FlowLogIds');
      for (const id of ids)
        request.authorize(
          'ec2:DeleteFlowLogs',
          resourceArn(region, 'vpc-flow-log', id),
          resourceTagContext(region.flowLogs.get(id)?.tags ?? {}),
        );
      endDryRun(request);
      const unknown = ids.filter((id) => !region.flowLogs.has(id));
      if (unknown.length > 0) throw unknownFlowLogs(unknown);
      for (const id of ids) {
        linger(world, region, region.flowLogs.get(id));
        region.flowLogs.delete(id);
        recordChange(world, region, { type: 'AWS::EC2::FlowLog', id, change: 'deleted' });
      }
      return { Unsuccessful: [] };
    },
  },

  DescribeFlowLogs: {
    members: ['FlowLogIds', 'Filter', 'NextToken', 'MaxResults', 'DryRun'],
    perform(request) {
      request.authorize('ec2:DescribeFlowLogs', '*');
      endDryRun(request);
      const { world, region, input } = request;
      const now = world.scheduler.now();
      const ids = textsOf(input, 'FlowLogIds');
      const visible = [...region.flowLogs.values(), ...region.lingeringFlowLogs]
        .filter(({ visibleFrom }) => visibleFrom <= now)
        .filter(({ flowLogId }) => ids.length === 0 || ids.includes(flowLogId))
        .filter(flowLogFilter(structuresOf(input, 'Filter'), world, region));
      const { page, nextToken } = pageOf(visible, pagingOf(request, { least: 1, most: 1000 }));
      return { FlowLogs: page.map((flowLog) => listedFlowLog(request, flowLog)), NextToken: nextToken };
    },
  },
};

/** Seconds: less than Lambda's retries take together. */
const LISTED_AFTER_DELETION = 150;

function linger(world: World, region: RegionState, flowLog: StoredFlowLog | undefined): void {
  if (!flowLog || world.assumptions.deletedFlowLogListed === 'not at all') return;
  region.lingeringFlowLogs.add(flowLog);
  world.scheduler.after(LISTED_AFTER_DELETION, () => void region.lingeringFlowLogs.delete(flowLog));
}

export const unknownFlowLogs = (ids: readonly string[]): ApiError =>
  new ApiError(
    'InvalidFlowLogId.NotFound',
    `These flow log ids in the input list are not found: [TotalCount: ${ids.length}] ${ids.join(' ')}`,
  );

const listedFlowLog = ({ world, region }: OperationRequest, flowLog: StoredFlowLog) => ({
  FlowLogId: flowLog.flowLogId,
  FlowLogStatus: 'ACTIVE',
  ResourceId: flowLog.resourceId,
  TrafficType: flowLog.trafficType,
  LogDestinationType: flowLog.logDestinationType,
  ...listedDestination(flowLog),
  LogFormat: flowLog.logFormat,
  MaxAggregationInterval: flowLog.maxAggregationInterval,
  CreationTime: flowLog.creationTime,
  Tags: tagList(flowLog.tags),
  ...deliveryStatus(world, region, flowLog),
});

/** Options exist for S3 only; a log group is listed as it was named. */
function listedDestination({ logs, logDestination, logDestinationType, destinationOptions }: StoredFlowLog) {
  if (logDestinationType === 's3')
    return { LogDestination: logDestination, DestinationOptions: destinationOptions };
  if (!logs) return { LogDestination: logDestination };
  return {
    ...(logs.namedByArn ? { LogDestination: logDestination } : {}),
    LogGroupName: logs.groupName,
    DeliverLogsPermissionArn: logs.roleArn,
  };
}
