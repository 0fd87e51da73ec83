import type { RegionState, World } from '../world';
import type { AssemblyStack } from './assembly';
import { isRetained } from './deletion-policy';
import { dependenciesOf } from './dependencies';
import type { DeployedStack, StackChange } from './stack';
import { tellEvents } from './stack-events';
import { StackWork } from './stack-work';

/**
 * Plays DeleteStack. A resource goes when everything that depends on it is gone: one that cannot be deleted keeps what it
 * depends on. Deleting the stack once more goes on from there.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html
 */
export function deleteStack(world: World, region: RegionState, deployed: DeployedStack): StackChange {
  const { stackName, stackId, inventory } = deployed;
  const work = new StackWork(world, region, emptyStack(stackName), stackId);
  const kept = new Map<string, readonly string[]>();
  const failed: string[] = [];
  for (const resource of [...inventory.values()].reverse()) {
    const { logicalId, definition } = resource;
    const isNeeded = [...kept.values()].some((needed) => needed.includes(logicalId));
    if (!isNeeded && isRetained(definition.DeletionPolicy)) work.retain(resource);
    else if (isNeeded || !work.remove(resource)) {
      if (!isNeeded) failed.push(logicalId);
      kept.set(logicalId, dependenciesOf(definition));
    }
  }
  const rest = new Map([...inventory].filter(([logicalId]) => kept.has(logicalId)));
  const resources = new Map([...rest].map(([logicalId, { created }]) => [logicalId, created]));
  return tellEvents(world, stackName, {
    status: failed.length > 0 ? 'DELETE_FAILED' : 'DELETE_COMPLETE',
    ...(failed.length > 0 && {
      reason: `The following resource(s) failed to delete: [${failed.join(', ')}].`,
    }),
    stack: { ...deployed, resources, inventory: rest },
    events: work.events,
    left: work.left,
  });
}

const emptyStack = (stackName: string): AssemblyStack => ({
  stackName,
  template: { Resources: {} },
  assetFolders: new Map(),
});
