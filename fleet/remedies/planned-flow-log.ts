import { FILE_FORMATS, type FlowLog, type Place } from '../../policy';
import type { CreatedFlowLog } from '../../runbook';
import type { DocumentedFlowLog } from '../deployed/documented-flow-log';

/** Everything about a flow log that is fixed when it is created. */
export type FlowLogShape = Omit<DocumentedFlowLog, 'requirement' | 'settleSeconds'>;

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

/** What EC2 would list of it once it delivers. */
export const expectedFact = (shape: FlowLogShape, vpcId: string): FlowLog => ({
  flowLogId: 'the flow log of this remedy',
  resourceId: vpcId,
  trafficType: shape.trafficType,
  flowLogStatus: 'ACTIVE',
  deliverLogsStatus: 'SUCCESS',
  deliverLogsErrorMessage: undefined,
  destinationType: shape.destinationType,
  destination: shape.logDestination,
  deliveryRoleArn: shape.deliveryRoleArn,
  fields: shape.fields,
  maxAggregationInterval: shape.maxAggregationInterval,
  fileFormat: FILE_FORMATS.find((format) => format === shape.fileFormat),
});
