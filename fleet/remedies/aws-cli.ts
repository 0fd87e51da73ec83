import { printLogFormat } from '../../policy';
import type { PlannedFlowLog } from './planned-flow-log';
import { shellWord } from './shell-text';

/** A command for sh, bash and zsh, to be run with credentials of the VPC's account. */
export function awsCli(planned: PlannedFlowLog): readonly string[] {
  const options: readonly (readonly [string, string])[] = [
    ['region', planned.place.region],
    ['resource-type', 'VPC'],
    ['resource-ids', planned.vpcId],
    ['traffic-type', planned.trafficType],
    ['log-destination-type', planned.destinationType],
    ['log-destination', planned.logDestination],
    ...(planned.deliveryRoleArn === undefined
      ? []
      : [['deliver-logs-permission-arn', planned.deliveryRoleArn] as const]),
    ['log-format', printLogFormat(planned.fields)],
    ['max-aggregation-interval', String(planned.maxAggregationInterval)],
    ...(planned.fileFormat === undefined ? [] : [['destination-options', fileOptions(planned)] as const]),
  ];
  const words = [
    'aws ec2 create-flow-logs',
    ...options.map(([name, value]) => `--${name} ${shellWord(value)}`),
  ];
  return words.map(
    (word, index) => `${index > 0 ? '  ' : ''}${word}${index < words.length - 1 ? ' \\' : ''}`,
  );
}

const fileOptions = ({
  fileFormat,
  hiveCompatiblePartitions: hive,
  perHourPartition: hourly,
}: PlannedFlowLog): string =>
  `FileFormat=${fileFormat},HiveCompatiblePartitions=${hive},PerHourPartition=${hourly}`;
