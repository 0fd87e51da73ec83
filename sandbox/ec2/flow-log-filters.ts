import type { Input } from '../operation';
import type { RegionState, World } from '../world';
import { deliveryStatus } from './delivery';
import { itemFilter } from './filters';
import type { StoredFlowLog } from './state';

type Values = (flowLog: StoredFlowLog, world: World, region: RegionState) => readonly string[];

const FILTERS: ReadonlyMap<string, Values> = new Map<string, Values>([
  ['resource-id', ({ resourceId }) => [resourceId]],
  ['flow-log-id', ({ flowLogId }) => [flowLogId]],
  ['traffic-type', ({ trafficType }) => [trafficType]],
  ['log-destination-type', ({ logDestinationType }) => [logDestinationType]],
  ['log-group-name', ({ logs }) => (logs ? [logs.groupName] : [])],
  [
    'deliver-log-status',
    (flowLog, world, region) => {
      const { DeliverLogsStatus } = deliveryStatus(world, region, flowLog);
      return DeliverLogsStatus ? [DeliverLogsStatus] : [];
    },
  ],
]);

/** Whether a flow log passes the filters of DescribeFlowLogs. */
export const flowLogFilter = (
  filters: readonly Input[],
  world: World,
  region: RegionState,
): ((flowLog: StoredFlowLog) => boolean) =>
  itemFilter('DescribeFlowLogs', filters, (name) => {
    const known = FILTERS.get(name);
    return known && ((flowLog) => known(flowLog, world, region));
  });
