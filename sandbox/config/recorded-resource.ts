import { deliveryStatus } from '../ec2/delivery';
import type { StoredFlowLog, StoredVpc } from '../ec2/state';
import type { RegionState, World } from '../world';
import type { ConfigurationItem, RecordedType, Relationship } from './state';

/** What an item says of the resource itself. */
export type ResourcePart = Pick<ConfigurationItem, 'tags' | 'relationships' | 'configuration'>;

/** As the resource is now; undefined when it is gone. */
export function recordedResource(
  world: World,
  region: RegionState,
  type: RecordedType,
  id: string,
): ResourcePart | undefined {
  switch (type) {
    case 'AWS::EC2::VPC': {
      const vpc = region.vpcs.get(id);
      return vpc && vpcPart(region, vpc);
    }
    case 'AWS::EC2::FlowLog': {
      const flowLog = region.flowLogs.get(id);
      return flowLog && flowLogPart(world, region, flowLog);
    }
  }
}

/** Of a resource that was deleted, after the last item of its life. */
export const deletedResource = (world: World, last: ConfigurationItem | undefined): ResourcePart => ({
  tags: {},
  relationships: [],
  configuration: (world.assumptions.deletedItemKeepsConfiguration && last?.configuration) || null,
});

/** Members by https://github.com/awslabs/aws-config-resource-schema: a VPC's item says nothing of flow logs. */
const vpcPart = (region: RegionState, vpc: StoredVpc): ResourcePart => ({
  tags: vpc.tags,
  relationships: contents(region, vpc.vpcId),
  configuration: {
    vpcId: vpc.vpcId,
    ownerId: vpc.ownerId,
    cidrBlock: vpc.cidrBlock,
    isDefault: vpc.isDefault,
    instanceTenancy: 'default',
    state: { value: 'available' },
    tags: Object.entries(vpc.tags).map(([key, value]) => ({ key, value })),
  },
});

/** Indirect relationships: https://docs.aws.amazon.com/config/latest/developerguide/faq.html#faq-3 */
function contents({ networkInterfaces, subnets }: RegionState, vpcId: string): readonly Relationship[] {
  const inVpc = <T extends { readonly vpcId: string }>(stored: ReadonlyMap<string, T>): readonly string[] =>
    [...stored].filter(([, each]) => each.vpcId === vpcId).map(([id]) => id);
  return [
    ...inVpc(networkInterfaces).map((id) => containing('NetworkInterface', id)),
    ...inVpc(subnets).map((id) => containing('Subnet', id)),
  ];
}

const containing = (type: 'NetworkInterface' | 'Subnet', resourceId: string): Relationship => ({
  resourceId,
  resourceName: null,
  resourceType: `AWS::EC2::${type}`,
  name: `Contains ${type}`,
});

const flowLogPart = (world: World, region: RegionState, flowLog: StoredFlowLog): ResourcePart => {
  const { DeliverLogsStatus, DeliverLogsErrorMessage } = deliveryStatus(world, region, flowLog);
  const configuration = {
    flowLogId: flowLog.flowLogId,
    flowLogStatus: 'ACTIVE',
    creationTime: flowLog.creationTime.toISOString(),
    resourceId: flowLog.resourceId,
    trafficType: flowLog.trafficType,
    logDestinationType: flowLog.logDestinationType,
    logFormat: flowLog.logFormat,
    maxAggregationInterval: flowLog.maxAggregationInterval,
    ...destinationPart(flowLog),
    deliverLogsStatus: DeliverLogsStatus ?? null,
    deliverLogsErrorMessage: DeliverLogsErrorMessage ?? null,
  };
  return { tags: { ...flowLog.tags }, relationships: [], configuration };
};

/** Options exist for S3 only. */
function destinationPart({ logs, logDestination, destinationOptions }: StoredFlowLog) {
  if (logs)
    return {
      ...(logs.namedByArn ? { logDestination } : {}),
      logGroupName: logs.groupName,
      deliverLogsPermissionArn: logs.roleArn,
    };
  return {
    logDestination,
    destinationOptions: {
      fileFormat: destinationOptions.FileFormat,
      hiveCompatiblePartitions: destinationOptions.HiveCompatiblePartitions,
      perHourPartition: destinationOptions.PerHourPartition,
    },
  };
}
