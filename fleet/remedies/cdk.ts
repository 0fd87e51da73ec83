import { printLogFormat } from '../../policy';
import type { PlannedFlowLog } from './planned-flow-log';
import { constructId, typescriptString } from './typescript-text';

/** For a stack of the VPC's account and Region, with `import * as ec2 from 'aws-cdk-lib/aws-ec2'`. */
export function cdk(planned: PlannedFlowLog): readonly string[] {
  const id = constructId('flow-log', planned.requirement, planned.vpcId);
  return [
    `new ec2.CfnFlowLog(this, ${typescriptString(id)}, {`,
    "  resourceType: 'VPC',",
    `  resourceId: ${typescriptString(planned.vpcId)},`,
    `  trafficType: ${typescriptString(planned.trafficType)},`,
    `  logDestinationType: ${typescriptString(planned.destinationType)},`,
    `  logDestination: ${typescriptString(planned.logDestination)},`,
    ...(planned.deliveryRoleArn === undefined
      ? []
      : [`  deliverLogsPermissionArn: ${typescriptString(planned.deliveryRoleArn)},`]),
    `  logFormat: ${typescriptString(printLogFormat(planned.fields))},`,
    `  maxAggregationInterval: ${planned.maxAggregationInterval},`,
    ...fileOptions(planned),
    '});',
  ];
}

/** CfnFlowLog hands these on as they are written, so that they have CloudFormation's names. */
function fileOptions({ fileFormat, hiveCompatiblePartitions, perHourPartition }: PlannedFlowLog) {
  if (fileFormat === undefined) return [];
  return [
    '  destinationOptions: {',
    `    FileFormat: ${typescriptString(fileFormat)},`,
    `    HiveCompatiblePartitions: ${hiveCompatiblePartitions},`,
    `    PerHourPartition: ${perHourPartition},`,
    '  },',
  ];
}
