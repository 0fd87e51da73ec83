import { AccessDenied } from '../access';
import type { RegionState, World } from '../world';
import { bucketTakes } from './bucket-delivery';
import { deliverToLogGroup, roleMayWrite, roleTrustsFlowLogs } from './log-group-delivery';
import type { StoredFlowLog } from './state';
import { streamTakes } from './stream-delivery';

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
    return { DeliverLogsStatus: 'FAILED', DeliverLogsErrorMessage: errorMessage(world, flowLog) };
  return isYoung ? {} : { DeliverLogsStatus: 'SUCCESS' };
}

const errorMessage = ({ assumptions }: World, { logDestinationType }: StoredFlowLog): string =>
  logDestinationType === 'kinesis-data-firehose' ? assumptions.closedStreamReported : 'Access error';

function isTaken(world: World, region: RegionState, flowLog: StoredFlowLog): boolean {
  const { logs, logDestinationType, logDestination, flowLogId } = flowLog;
  switch (logDestinationType) {
    case 's3':
      return bucketTakes(world, region, flowLog);
    case 'kinesis-data-firehose':
      return streamTakes(world, region, logDestination);
    case 'cloud-watch-logs':
      return (
        logs !== undefined &&
        roleTrustsFlowLogs(world, region, logs.roleArn, flowLogId) &&
        roleMayWrite(world, region, logs)
      );
  }
}

/** A role writes for the first time: its calls go on record, as those that a bucket's policy is asked at creation do. */
export function scheduleFirstDelivery(world: World, region: RegionState, flowLog: StoredFlowLog): void {
  const { logs, flowLogId } = flowLog;
  if (!logs) return;
  world.scheduler.after(world.delays.firstDelivery, () => {
    if (!region.flowLogs.has(flowLogId)) return;
    try {
      deliverToLogGroup(world, region, flowLog, logs);
    } catch (error) {
      if (!(error instanceof AccessDenied)) throw error;
    }
  });
}
