import { resourceArn } from '../ec2/resource-arn';
import type { RegionState, World } from '../world';
import { notifyRules } from './invocations';
import { itemDiff } from './item-diff';
import { deletedResource, type ResourcePart, recordedResource } from './recorded-resource';
import type { ConfigurationItem, RecordedType } from './state';

export interface Change {
  readonly type: RecordedType;
  readonly id: string;
  readonly change: 'created' | 'updated' | 'deleted';
}

/** Config records a change some time after it, as the resource is by then, and tells the rules. */
export function recordChange(world: World, region: RegionState, change: Change): void {
  world.scheduler.after(world.delays.recording, () => {
    for (const recording of [region, ...participants(world, region, change)])
      record(world, recording, change, recordedResource(world, region, change.type, change.id));
  });
}

/** Where a shared VPC is recorded besides its owner's account. */
function participants(world: World, region: RegionState, { id }: Change): readonly RegionState[] {
  if (!world.assumptions.participantRecordsSharedVpcs) return [];
  const sharedWith = region.vpcs.get(id)?.sharedWith ?? [];
  return world.regionOfAllAccounts(region.place).filter(({ place }) => sharedWith.includes(place.accountId));
}

function record(world: World, region: RegionState, change: Change, resource: ResourcePart | undefined): void {
  const key = `${change.type}/${change.id}`;
  const history = region.config.items.get(key) ?? [];
  const item = configurationItem(world, region, change, resource, history.at(-1));
  const diff = item && itemDiff(history.at(-1), item);
  if (!diff) return;
  region.config.items.set(key, [...history, item]);
  notifyRules(world, region, item, diff);
}

/** Undefined when the resource is gone before Config looks at it: then there is an item of its deletion only. */
function configurationItem(
  world: World,
  region: RegionState,
  { type, id, change }: Change,
  resource: ResourcePart | undefined,
  last: ConfigurationItem | undefined,
): ConfigurationItem | undefined {
  const isDeleted = change === 'deleted';
  const part = isDeleted ? deletedResource(world, last) : resource;
  if (!part) return undefined;
  const status = last ? 'OK' : 'ResourceDiscovered';
  return {
    configurationItemCaptureTime: world.scheduler.now().toISOString(),
    configurationItemStatus: isDeleted ? 'ResourceDeleted' : status,
    configurationStateId: String(world.scheduler.now().getTime()),
    awsAccountId: region.place.accountId,
    awsRegion: region.place.region,
    availabilityZone: 'Not Applicable',
    resourceType: type,
    resourceId: id,
    ARN: resourceArn(region, ARN_TYPES[type], id),
    ...part,
  };
}

const ARN_TYPES = { 'AWS::EC2::VPC': 'vpc', 'AWS::EC2::FlowLog': 'vpc-flow-log' } as const;
