import { evaluateNewRule } from '../config/invocations';
import type { RegionState, World } from '../world';
import type { AssemblyStack } from './assembly';
import { inOrder } from './dependencies';
import { resolve } from './intrinsics';
import type { DeployedStack } from './stack';
import { isRefusal, refuseOthers, StackWork } from './stack-work';
import { refuseFailedAssertions } from './template-rules';

export type { DeployedStack } from './stack';

/** Conditions would change what is deployed. */
const TEMPLATE_MEMBERS = ['Description', 'Resources', 'Outputs', 'Parameters', 'Rules'];

/**
 * Plays CloudFormation: creates what the template describes, in the order that its references ask for. What was made
 * before a failure is taken back.
 */
export function deploy(world: World, region: RegionState, stack: AssemblyStack): DeployedStack {
  const { place } = region;
  const stackId = `arn:${place.partition}:cloudformation:${place.region}:${place.accountId}:stack/${stack.stackName}/${world.identifiers.uuid()}`;
  const work = openWork(world, region, stack, stackId);
  const rulesBefore = new Set(region.config.rules.keys());
  try {
    for (const [logicalId, resource] of inOrder(stack.template.Resources)) work.create(logicalId, resource);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    work.rollBack();
    world.event({ actor: 'cloudformation', text: `${stack.stackName}: ROLLBACK_COMPLETE, ${error.message}` });
    throw error;
  }
  const created = work.resources.size;
  world.event({ actor: 'cloudformation', text: `${stack.stackName}: created ${created} resources` });
  evaluateNewRules(world, region, rulesBefore);
  return deployedStack(stack, work);
}

/** @throws AssemblyError when the template asks for what is not modelled, or an assertion of it does not hold */
export function openWork(
  world: World,
  region: RegionState,
  stack: AssemblyStack,
  stackId: string,
): StackWork {
  refuseOthers(stack.template, TEMPLATE_MEMBERS, stack.stackName);
  const work = new StackWork(world, region, stack, stackId);
  refuseFailedAssertions(stack.template, work.scope);
  return work;
}

export function evaluateNewRules(world: World, region: RegionState, before: ReadonlySet<string>): void {
  for (const rule of region.config.rules.values())
    if (!before.has(rule.name)) evaluateNewRule(world, region, rule);
}

export function deployedStack(stack: AssemblyStack, { resources, scope }: StackWork): DeployedStack {
  const outputs = Object.entries(stack.template.Outputs ?? {}).map(([name, { Value }]) => [
    name,
    String(resolve(Value, scope)),
  ]);
  return {
    stackName: stack.stackName,
    stackId: scope.stackId,
    resources: scope.resources,
    outputs: Object.fromEntries(outputs),
    inventory: resources,
  };
}
