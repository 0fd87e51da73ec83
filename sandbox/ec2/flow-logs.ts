import { recordChange } from '../config/recorder';
import { type OperationRequest, type Operations, pageOf, structuresOf, textsOf } from '../operation';
import { ApiError } from '../wire/api-error';
import { deliveryStatus } from './delivery';
import { flowLogFilter } from './flow-log-filters';
import { pagingOf } from './paging';
import { resourceArn } from './resource-arn';
import type { StoredFlowLog } from './state';
import { tagList } from './tags';

export const FLOW_LOG_OPERATIONS: Operations = {
  DeleteFlowLogs: {
    members: ['FlowLogIds'],
    perform(request) {
      const { world, region } = request;
      const ids = textsOf(request.input, 'FlowLogIds');
      for (const id of ids) request.authorize('ec2:DeleteFlowLogs', resourceArn(region, 'vpc-flow-log', id));
      const unknown = ids.find((id) => !region.flowLogs.has(id));
      if (unknown)
        throw new ApiError('InvalidFlowLogId.NotFound', `The flow log '${unknown}' does not exist`);
      for (const id of ids) {
        region.flowLogs.delete(id);
        recordChange(world, region, { type: 'AWS::EC2::FlowLog', id, change: 'deleted' });
      }
      return { Unsuccessful: [] };
    },
  },

  DescribeFlowLogs: {
    members: ['FlowLogIds', 'Filter', 'NextToken', 'MaxResults'],
    perform(request) {
      request.authorize('ec2:DescribeFlowLogs', '*');
      const { world, region, input } = request;
      const now = world.scheduler.now();
      const ids = textsOf(input, 'FlowLogIds');
      const visible = [...region.flowLogs.values()]
        .filter(({ visibleFrom }) => visibleFrom <= now)
        .filter(({ flowLogId }) => ids.length === 0 || ids.includes(flowLogId))
        .filter(flowLogFilter(structuresOf(input, 'Filter'), world, region));
      const { page, nextToken } = pageOf(visible, pagingOf(request, { least: 1, most: 1000 }));
      return { FlowLogs: page.map((flowLog) => flowLogOutput(request, flowLog)), NextToken: nextToken };
    },
  },
};

const flowLogOutput = ({ world, region }: OperationRequest, flowLog: StoredFlowLog) => ({
  FlowLogId: flowLog.flowLogId,
  FlowLogStatus: 'ACTIVE',
  ResourceId: flowLog.resourceId,
  TrafficType: flowLog.trafficType,
  LogDestinationType: flowLog.logDestinationType,
  LogDestination: flowLog.logDestination,
  LogFormat: flowLog.logFormat,
  MaxAggregationInterval: flowLog.maxAggregationInterval,
  DestinationOptions: flowLog.destinationOptions,
  CreationTime: flowLog.creationTime,
  Tags: tagList(flowLog.tags),
  ...deliveryStatus(world, region, flowLog),
});
