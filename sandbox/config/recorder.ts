import { deliveryStatus } from '../ec2/delivery';
import type { StoredFlowLog, StoredVpc } from '../ec2/state';
import type { RegionState, World } from '../world';
import { notifyRules } from './invocations';
import type { ConfigurationItem, RecordedType } from './state';

export interface Change {
  readonly type: RecordedType;
  readonly id: string;
  readonly change: 'created' | 'deleted';
}

/** Config records a change some time after it, as the resource is by then, and tells the rules. */
export function recordChange(world: World, region: RegionState, change: Change): void {
  world.scheduler.after(world.delays.recording, () => {
    const item = configurationItem(world, region, change);
    if (!item) return;
    const key = `${change.type}/${change.id}`;
    const history = region.config.items.get(key) ?? [];
    region.config.items.set(key, [...history, item]);
    notifyRules(world, region, item);
  });
}

function configurationItem(world: World, region: RegionState, change: Change): ConfigurationItem | undefined {
  const { partition, accountId, region: awsRegion } = region.place;
  const current =
    change.change === 'deleted' ? deletedResource(world, region, change) : resource(world, region, change);
  if (!current) return undefined;
  const arnType = change.type === 'AWS::EC2::VPC' ? 'vpc' : 'vpc-flow-log';
  return {
    configurationItemCaptureTime: world.scheduler.now().toISOString(),
    configurationItemStatus: change.change === 'deleted' ? 'ResourceDeleted' : 'ResourceDiscovered',
    configurationStateId: String(world.scheduler.now().getTime()),
    awsAccountId: accountId,
    awsRegion,
    availabilityZone: 'Not Applicable',
    resourceType: change.type,
    resourceId: change.id,
    ARN: `arn:${partition}:ec2:${awsRegion}:${accountId}:${arnType}/${change.id}`,
    relationships: [],
    ...current,
  };
}

type ResourcePart = Pick<ConfigurationItem, 'tags' | 'configuration'>;

/** A resource that is gone before Config looks at it leaves no item of its creation. */
function resource(world: World, region: RegionState, { type, id }: Change): ResourcePart | undefined {
  if (type === 'AWS::EC2::VPC') {
    const vpc = region.vpcs.get(id);
    return vpc && { tags: { ...vpc.tags }, configuration: vpcConfiguration(vpc) };
  }
  const flowLog = region.flowLogs.get(id);
  return (
    flowLog && { tags: { ...flowLog.tags }, configuration: flowLogConfiguration(world, region, flowLog) }
  );
}

function deletedResource(world: World, region: RegionState, { type, id }: Change): ResourcePart {
  const last = region.config.items.get(`${type}/${id}`)?.at(-1);
  const kept = world.assumptions.deletedItemKeepsConfiguration ? last?.configuration : null;
  return { tags: {}, configuration: kept ?? null };
}

/** Members by https://github.com/awslabs/aws-config-resource-schema: a VPC's item says nothing of flow logs. */
const vpcConfiguration = (vpc: StoredVpc): Record<string, unknown> => ({
  vpcId: vpc.vpcId,
  ownerId: vpc.ownerId,
  cidrBlock: vpc.cidrBlock,
  isDefault: vpc.isDefault,
  instanceTenancy: 'default',
  state: { value: 'available' },
});

const flowLogConfiguration = (world: World, region: RegionState, flowLog: StoredFlowLog) => {
  const { DeliverLogsStatus, DeliverLogsErrorMessage } = deliveryStatus(world, region, flowLog);
  return {
    flowLogId: flowLog.flowLogId,
    flowLogStatus: 'ACTIVE',
    creationTime: flowLog.creationTime.toISOString(),
    resourceId: flowLog.resourceId,
    trafficType: flowLog.trafficType,
    logDestinationType: flowLog.logDestinationType,
    logDestination: flowLog.logDestination,
    logFormat: flowLog.logFormat,
    maxAggregationInterval: flowLog.maxAggregationInterval,
    destinationOptions: {
      fileFormat: flowLog.destinationOptions.FileFormat,
      hiveCompatiblePartitions: flowLog.destinationOptions.HiveCompatiblePartitions,
      perHourPartition: flowLog.destinationOptions.PerHourPartition,
    },
    deliverLogsStatus: DeliverLogsStatus ?? null,
    deliverLogsErrorMessage: DeliverLogsErrorMessage ?? null,
  };
};
