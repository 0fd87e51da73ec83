import { resourceArn } from '../ec2/resource-arn';
import type { RegionState, World } from '../world';
import { notifyRules } from './invocations';
import { itemDiff } from './item-diff';
import { deletedResource, type ResourcePart, recordedResource } from './recorded-resource';
import type { ConfigurationItem, RecordedType, RecorderState } from './state';

export interface Change {
  readonly type: RecordedType;
  readonly id: string;
  readonly change: 'created' | 'updated' | 'deleted';
}

/**
 * A recorder that is started finds what changed while it stood, or before it was there; what rules said meanwhile stays.
 * Rules on schedule are called with or without a recorder:
 * https://docs.aws.amazon.com/config/latest/developerguide/resource-config-reference.html
 */
export function setRecorder(world: World, region: RegionState, state: RecorderState): void {
  const { config } = region;
  const starts = config.recorder !== 'recording' && state === 'recording';
  config.recorder = state;
  if (!starts) return;
  for (const id of region.vpcs.keys())
    recordChange(world, region, { type: 'AWS::EC2::VPC', id, change: 'updated' });
  for (const id of region.flowLogs.keys())
    recordChange(world, region, { type: 'AWS::EC2::FlowLog', id, change: 'updated' });
  for (const last of goneResources(region))
    recordChange(world, region, { type: last.resourceType, id: last.resourceId, change: 'deleted' });
}

const goneResources = ({ config, vpcs, flowLogs }: RegionState): readonly ConfigurationItem[] =>
  [...config.items.values()]
    .flatMap((items) => items.slice(-1))
    .filter(({ configurationItemStatus: status }) => status !== 'ResourceDeleted')
    .filter(({ resourceId }) => !vpcs.has(resourceId) && !flowLogs.has(resourceId));

/** Config records a change some time after it, as the resource is by then, and tells the rules. */
export function recordChange(world: World, region: RegionState, change: Change): void {
  const own = isRecording(region) ? [region] : [];
  world.scheduler.after(world.delays.recording, () => {
    for (const recording of [...own, ...participants(world, region, change)].filter(isRecording))
      record(world, recording, change, recordedResource(world, region, change.type, change.id));
  });
}

const isRecording = ({ config }: RegionState): boolean => config.recorder === 'recording';

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
