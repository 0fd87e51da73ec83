import { printLogFormat } from '../../policy';
import { hclName, hclString } from './hcl-text';
import type { PlannedFlowLog } from './planned-flow-log';

/**
 * A resource of the AWS provider, of the VPC's account; `region` is an argument of every resource as of version 6:
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/enhanced-region-support
 */
export function terraform(planned: PlannedFlowLog): readonly string[] {
  const name = hclName(`${planned.vpcId}_${planned.requirement}`);
  return [
    `resource "aws_flow_log" "${name}" {`,
    ...aligned([
      ['region', hclString(planned.place.region)],
      ['vpc_id', hclString(planned.vpcId)],
      ['traffic_type', hclString(planned.trafficType)],
      ['log_destination_type', hclString(planned.destinationType)],
      ['log_destination', hclString(planned.logDestination)],
      ...(planned.deliveryRoleArn === undefined
        ? []
        : [['iam_role_arn', hclString(planned.deliveryRoleArn)] as const]),
      ['log_format', hclString(printLogFormat(planned.fields))],
      ['max_aggregation_interval', String(planned.maxAggregationInterval)],
    ]).map((line) => `  ${line}`),
    ...fileOptions(planned),
    '}',
  ];
}

function fileOptions({ fileFormat, hiveCompatiblePartitions, perHourPartition }: PlannedFlowLog) {
  if (fileFormat === undefined) return [];
  return [
    '',
    '  destination_options {',
    ...aligned([
      ['file_format', hclString(fileFormat)],
      ['hive_compatible_partitions', String(hiveCompatiblePartitions)],
      ['per_hour_partition', String(perHourPartition)],
    ]).map((line) => `    ${line}`),
    '  }',
  ];
}

/** As `terraform fmt` writes it. */
function aligned(attributes: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...attributes.map(([name]) => name.length));
  return attributes.map(([name, value]) => `${name.padEnd(width)} = ${value}`);
}
