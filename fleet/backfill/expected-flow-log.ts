import { FILE_FORMATS, type FlowLog } from '../../policy';
import type { DocumentedFlowLog } from '../deployed/documented-flow-log';

/** What EC2 would list of the flow log that a deployed document creates, once it delivers. */
export const expectedFlowLog = (document: DocumentedFlowLog, vpcId: string): FlowLog => ({
  flowLogId: 'the flow log that its document creates',
  resourceId: vpcId,
  trafficType: document.trafficType,
  flowLogStatus: 'ACTIVE',
  deliverLogsStatus: 'SUCCESS',
  deliverLogsErrorMessage: undefined,
  destinationType: document.destinationType,
  destination: document.logDestination,
  deliveryRoleArn: document.deliveryRoleArn,
  fields: document.fields,
  maxAggregationInterval: document.maxAggregationInterval,
  fileFormat:
    document.destinationType === 's3'
      ? FILE_FORMATS.find((format) => format === (document.fileFormat ?? 'plain-text'))
      : undefined,
});
