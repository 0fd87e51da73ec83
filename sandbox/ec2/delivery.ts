import type { RegionState, World } from '../world';
import { bucketTakes } from './bucket-delivery';
import { roleMayWrite, roleTrustsFlowLogs } from './log-group-delivery';
import type { StoredFlowLog } from './state';

export interface DeliveryStatus {
  readonly DeliverLogsStatus?: 'SUCCESS' | 'FAILED';
  readonly DeliverLogsErrorMessage?: string;
}

/**
 * What EC2 reports of a flow log: nothing while it is young, then whether its destination takes records. Messages:
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-troubleshooting.html
 */
export function deliveryStatus(world: World, region: RegionState, flowLog: StoredFlowLog): DeliveryStatus {
  const age = (world.scheduler.now().getTime() - flowLog.creationTime.getTime()) / 1000;
  const isYoung = age < world.delays.firstDelivery;
  if (isYoung && world.assumptions.failedDeliveryReported === 'later') return {};
  if (!isTaken(world, region, flowLog))
    return { DeliverLogsStatus: 'FAILED', DeliverLogsErrorMessage: 'Access error' };
  return isYoung ? {} : { DeliverLogsStatus: 'SUCCESS' };
}

function isTaken(world: World, region: RegionState, flowLog: StoredFlowLog): boolean {
  const { logs } = flowLog;
  if (!logs) return bucketTakes(world, region, flowLog);
  return (
    roleTrustsFlowLogs(world, region, logs.roleArn, flowLog.flowLogId) && roleMayWrite(world, region, logs)
  );
}
