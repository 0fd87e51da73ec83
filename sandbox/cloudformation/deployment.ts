import { AccessDenied } from '../access';
import { evaluateNewRule } from '../config/invocations';
import type { RegionState, World } from '../world';
import { AssemblyError, type AssemblyStack, type TemplateResource } from './assembly';
import { type CreatedResource, referencesIn, resolve, type Scope } from './intrinsics';
import { PropertyReader } from './property-reader';
import { RESOURCE_TYPES } from './resource-types';

export interface DeployedStack {
  readonly resources: ReadonlyMap<string, CreatedResource>;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Rules check the bootstrap version, which a rehearsal does not have; conditions would change what is deployed. */
const TEMPLATE_MEMBERS = ['Description', 'Resources', 'Outputs', 'Parameters', 'Rules'];

/** Members that say how CloudFormation treats a resource later; none changes what it creates. */
const RESOURCE_MEMBERS = [
  'Type',
  'Properties',
  'DependsOn',
  'Metadata',
  'DeletionPolicy',
  'UpdateReplacePolicy',
];

/** Plays CloudFormation: creates what the template describes, in the order that its references ask for. */
export function deploy(world: World, region: RegionState, stack: AssemblyStack): DeployedStack {
  refuseOthers(stack.template, TEMPLATE_MEMBERS, stack.stackName);
  const resources = new Map<string, CreatedResource>();
  const { place } = region;
  const stackId = `arn:${place.partition}:cloudformation:${place.region}:${place.accountId}:stack/${stack.stackName}/${world.identifiers.uuid()}`;
  const scope: Scope = { place, stackName: stack.stackName, stackId, resources };
  const rulesBefore = new Set(region.config.rules.keys());
  for (const [logicalId, resource] of inOrder(stack.template.Resources))
    resources.set(logicalId, create(world, region, stack, scope, logicalId, resource));
  world.event({ actor: 'cloudformation', text: `${stack.stackName}: created ${resources.size} resources` });
  for (const rule of region.config.rules.values())
    if (!rulesBefore.has(rule.name)) evaluateNewRule(world, region, rule);
  const outputs = Object.entries(stack.template.Outputs ?? {}).map(([name, { Value }]) => [
    name,
    String(resolve(Value, scope)),
  ]);
  return { resources, outputs: Object.fromEntries(outputs) };
}

function create(
  world: World,
  region: RegionState,
  stack: AssemblyStack,
  scope: Scope,
  logicalId: string,
  resource: TemplateResource,
): CreatedResource {
  const where = `${logicalId} (${resource.Type})`;
  refuseOthers(resource, RESOURCE_MEMBERS, where);
  const type = Object.hasOwn(RESOURCE_TYPES, resource.Type) ? RESOURCE_TYPES[resource.Type] : undefined;
  if (!type)
    throw new AssemblyError(
      `${where}: the sandbox does not model this type; it models ${Object.keys(RESOURCE_TYPES).join(', ')}`,
    );
  const properties = new PropertyReader(resolve(resource.Properties ?? {}, scope), where);
  const physicalName = `${stack.stackName}-${logicalId}-${world.identifiers.hex(12)}`;
  try {
    const created = type({ world, region, stack, logicalId, physicalName, properties });
    properties.refuseUnread();
    return created;
  } catch (error) {
    if (error instanceof AccessDenied) throw new AssemblyError(`${where}: ${error.message}`);
    throw error;
  }
}

function refuseOthers(given: object, known: readonly string[], where: string): void {
  const others = Object.keys(given).filter((member) => !known.includes(member));
  if (others.length > 0) throw new AssemblyError(`${where}: the sandbox does not model ${others.join(', ')}`);
}

/** Referenced resources first; among equals the template's own order. */
function inOrder(
  resources: Readonly<Record<string, TemplateResource>>,
): readonly (readonly [string, TemplateResource])[] {
  const ordered = new Map<string, TemplateResource>();
  const visit = (logicalId: string, path: readonly string[]): void => {
    const resource = resources[logicalId];
    if (!resource || ordered.has(logicalId)) return;
    if (path.includes(logicalId))
      throw new AssemblyError(`circular dependency between resources: ${[...path, logicalId].join(', ')}`);
    for (const dependency of dependenciesOf(resource)) {
      if (!Object.hasOwn(resources, dependency) && !dependency.startsWith('AWS::'))
        throw new AssemblyError(
          `${logicalId} depends on ${dependency}, which the template does not describe`,
        );
      visit(dependency, [...path, logicalId]);
    }
    ordered.set(logicalId, resource);
  };
  for (const logicalId of Object.keys(resources)) visit(logicalId, []);
  return [...ordered];
}

const dependenciesOf = ({ Properties, DependsOn = [] }: TemplateResource): readonly string[] => [
  ...referencesIn(Properties),
  ...(typeof DependsOn === 'string' ? [DependsOn] : DependsOn),
];
