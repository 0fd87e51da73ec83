import type { RegionState, World } from '../world';
import type { AssemblyStack } from './assembly';
import { isRetained } from './deletion-policy';
import { inOrder } from './dependencies';
import { deployedStack, evaluateNewRules, openWork } from './deployment';
import type { DeployedStack, StackChange, StackResource } from './stack';
import { tellEvents } from './stack-events';
import { isRefusal, type StackWork } from './stack-work';

/**
 * Plays UpdateStack. Creations and updates come first, dependencies before what needs them; what was replaced or removed
 * is deleted last, in the clean-up, whose failures leave a resource behind and the update complete.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html
 *
 * A rule that changed in place is not evaluated by itself: StartConfigRulesEvaluation is documented for that case.
 *
 * @throws AssemblyError when the update is refused before it begins
 */
export function updateStack(
  world: World,
  region: RegionState,
  deployed: DeployedStack,
  stack: AssemblyStack,
): StackChange {
  const work = openWork(world, region, stack, deployed.stackId);
  const rulesBefore = new Set(region.config.rules.keys());
  const replaced: StackResource[] = [];
  try {
    for (const [logicalId, definition] of inOrder(stack.template.Resources)) {
      const previous = deployed.inventory.get(logicalId);
      const old = previous && work.update(previous, definition);
      if (!previous) work.create(logicalId, definition);
      if (old) replaced.push(old);
    }
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return rolledBack(world, deployed, work, error.message);
  }
  evaluateNewRules(world, region, rulesBefore);
  cleanUp(work, deployed, replaced);
  const stays = work.left.some(({ why }) => why === 'not deleted');
  const reason = 'Update successful. One or more resources could not be deleted.';
  return tellEvents(world, deployed.stackName, {
    status: 'UPDATE_COMPLETE',
    ...(stays && { reason }),
    stack: deployedStack(stack, work),
    events: work.events,
    left: work.left,
  });
}

function rolledBack(world: World, deployed: DeployedStack, work: StackWork, reason: string): StackChange {
  work.rollBack();
  const { events, left } = work;
  const stack = deployed;
  return tellEvents(world, deployed.stackName, {
    status: 'UPDATE_ROLLBACK_COMPLETE',
    reason,
    stack,
    events,
    left,
  });
}

/** What depends on another goes before it. What cannot be deleted is skipped, and the rest is deleted all the same. */
function cleanUp(work: StackWork, deployed: DeployedStack, replaced: readonly StackResource[]): void {
  for (const resource of [...deployed.inventory.values()].reverse()) {
    const { logicalId, definition } = resource;
    const successor = work.resources.get(logicalId);
    if (successor && !replaced.includes(resource)) continue;
    const policy = successor ? successor.definition.UpdateReplacePolicy : definition.DeletionPolicy;
    if (isRetained(policy)) work.retain(resource);
    else if (!work.remove(resource)) work.leaveBehind(resource);
  }
}
