import type { Place } from '../../policy';
import type { CreatedFlowLog } from '../../runbook';
import type { FlowLogShape } from '../deployed/documented-flow-log';

/** A flow log that would close a gap. */
export interface PlannedFlowLog extends FlowLogShape {
  readonly vpcId: string;
  readonly place: Place;
  readonly requirement: string;
}

export function shapeOf({
  trafficType,
  maxAggregationInterval,
  logDestination,
  destination,
}: CreatedFlowLog): FlowLogShape {
  const files = destination.type === 's3' ? destination : undefined;
  return {
    destinationType: destination.type,
    logDestination,
    deliveryRoleArn: destination.type === 'cloud-watch-logs' ? destination.deliveryRoleArn : undefined,
    trafficType,
    maxAggregationInterval,
    fields: destination.fields,
    fileFormat: files?.fileFormat,
    hiveCompatiblePartitions: files?.hiveCompatiblePartitions ?? false,
    perHourPartition: files?.perHourPartition ?? false,
  };
}
