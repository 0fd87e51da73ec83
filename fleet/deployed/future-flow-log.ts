import { FILE_FORMATS, type FlowLog } from '../../policy';
import type { FlowLogShape } from './documented-flow-log';

/** What EC2 would list of a flow log that is not there yet, once it is created and delivers. */
export const futureFlowLog = (shape: FlowLogShape, vpcId: string): FlowLog => ({
  flowLogId: 'the flow log to be created',
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
  fileFormat:
    shape.destinationType === 's3'
      ? FILE_FORMATS.find((format) => format === (shape.fileFormat ?? 'plain-text'))
      : undefined,
});
