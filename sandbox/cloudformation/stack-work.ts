import { AccessDenied } from '../access';
import { InvalidDocument } from '../automation/document';
import { PolicyError } from '../iam/policy-error';
import type { RegionState, World } from '../world';
import { AssemblyError, type AssemblyStack, type TemplateResource } from './assembly';
import { DeletionRefused, deleteResource } from './deletion';
import { updateInPlace } from './in-place-update';
import { type CreatedResource, resolve, type Scope } from './intrinsics';
import { PropertyReader } from './property-reader';
import { isSame, needsReplacement } from './replacement';
import type { Creation } from './resource-type';
import { RESOURCE_TYPES } from './resource-types';
import type { LeftBehind, ResourceStatus, StackEvent, StackResource } from './stack';

/** Members that say how CloudFormation treats a resource later; none changes what it creates. */
const RESOURCE_MEMBERS = [
  'Type',
  'Properties',
  'DependsOn',
  'Metadata',
  'DeletionPolicy',
  'UpdateReplacePolicy',
];

/** "CloudFormation attempts to delete the old resource three times": troubleshooting of the user guide. */
const DELETION_ATTEMPTS = 3;

type Properties = Readonly<Record<string, unknown>>;

/** One operation on a stack: what it did so far, and how to undo it. */
export class StackWork {
  readonly resources = new Map<string, StackResource>();
  readonly events: StackEvent[] = [];
  readonly left: LeftBehind[] = [];
  readonly scope: Scope;
  private readonly created = new Map<string, CreatedResource>();
  private readonly undo: (() => void)[] = [];

  constructor(
    private readonly world: World,
    private readonly region: RegionState,
    private readonly stack: AssemblyStack,
    stackId: string,
  ) {
    const { place } = region;
    this.scope = { place, stackName: stack.stackName, stackId, resources: this.created };
  }

  create(logicalId: string, definition: TemplateResource): void {
    this.refuseUnknown(logicalId, definition);
    const physicalName = `${this.stack.stackName}-${logicalId}-${this.world.identifiers.hex(12)}`;
    const properties = this.resolved(definition);
    const creation = this.creation(logicalId, definition, physicalName, properties);
    const create = RESOURCE_TYPES[definition.Type];
    if (!create) throw new AssemblyError(`${definition.Type} is not modelled`);
    const created = this.attempt(logicalId, definition, 'CREATE_FAILED', () => create(creation));
    const { stack } = this;
    const resource: StackResource = { logicalId, definition, stack, properties, physicalName, created };
    this.undo.push(() => this.takeBack(resource));
    this.attempt(logicalId, definition, 'CREATE_FAILED', () => creation.properties.refuseUnread());
    this.keep(resource);
    this.note(resource, 'CREATE_COMPLETE');
  }

  /** @returns what it replaced, which is to be cleaned up when everything else is done */
  update(previous: StackResource, definition: TemplateResource): StackResource | undefined {
    const { logicalId, physicalName } = previous;
    this.refuseUnknown(logicalId, definition);
    if (definition.Type !== previous.definition.Type)
      throw new AssemblyError(
        `${logicalId}: Update of resource type is not permitted. The new template modifies resource type of the following resources: [${logicalId}]`,
      );
    const properties = this.resolved(definition);
    const updated: StackResource = { ...previous, definition, stack: this.stack, properties };
    if (isSame(previous.properties, properties)) {
      this.keep(updated);
      return undefined;
    }
    if (this.attempt(logicalId, definition, 'UPDATE_FAILED', () => needsReplacement(previous, properties))) {
      this.create(logicalId, definition);
      return previous;
    }
    const creation = this.creation(logicalId, definition, physicalName, properties);
    this.attempt(logicalId, definition, 'UPDATE_FAILED', () => updateInPlace(creation, previous));
    this.undo.push(() => this.putBack(previous, updated));
    this.keep(updated);
    this.note(updated, 'UPDATE_COMPLETE');
    return undefined;
  }

  /** Tries to delete it, as often as CloudFormation does. @returns false when it is still there */
  remove(resource: StackResource): boolean {
    for (let attempt = 1; ; attempt += 1)
      try {
        deleteResource({ world: this.world, region: this.region, resource });
        this.note(resource, 'DELETE_COMPLETE');
        return true;
      } catch (error) {
        if (!(error instanceof DeletionRefused)) throw error;
        if (attempt < DELETION_ATTEMPTS) continue;
        this.note(resource, 'DELETE_FAILED', error.message);
        return false;
      }
  }

  /** It goes on without the stack. */
  retain(resource: StackResource): void {
    this.note(resource, 'DELETE_SKIPPED');
    this.left.push({ resource, why: 'retained' });
  }

  leaveBehind(resource: StackResource): void {
    this.left.push({ resource, why: 'not deleted' });
  }

  /** Undoes everything, the last thing first. */
  rollBack(): void {
    for (const step of this.undo.splice(0).reverse()) step();
  }

  /** Of a creation that is rolled back, only what is to stay whatever happens does. */
  private takeBack(resource: StackResource): void {
    if (resource.definition.DeletionPolicy === 'Retain') this.retain(resource);
    else if (!this.remove(resource)) this.leaveBehind(resource);
  }

  private putBack(previous: StackResource, updated: StackResource): void {
    const { logicalId, definition, physicalName, properties, stack } = previous;
    const creation = this.creation(logicalId, definition, physicalName, properties);
    updateInPlace({ ...creation, stack }, updated);
    this.note(previous, 'UPDATE_COMPLETE', 'rolled back');
  }

  private keep(resource: StackResource): void {
    this.resources.set(resource.logicalId, resource);
    this.created.set(resource.logicalId, resource.created);
  }

  private note(resource: StackResource, status: ResourceStatus, reason?: string): void {
    const { logicalId, definition, created } = resource;
    this.events.push({
      logicalId,
      type: definition.Type,
      physicalId: created.ref,
      status,
      ...(reason !== undefined && { reason }),
    });
  }

  private attempt<T>(
    logicalId: string,
    { Type: type }: TemplateResource,
    status: ResourceStatus,
    run: () => T,
  ): T {
    try {
      return run();
    } catch (error) {
      const told =
        error instanceof AccessDenied
          ? new AssemblyError(`${logicalId} (${type}): ${error.message}`, error)
          : error;
      if (isRefusal(told))
        this.events.push({ logicalId, type, physicalId: '', status, reason: told.message });
      throw told;
    }
  }

  private resolved({ Properties = {} }: TemplateResource): Properties {
    return resolve(Properties, this.scope) as Properties;
  }

  private creation(
    logicalId: string,
    definition: TemplateResource,
    physicalName: string,
    properties: Properties,
  ): Creation {
    const { world, region, stack } = this;
    const reader = new PropertyReader(properties, whereOf(logicalId, definition));
    return { world, region, stack, logicalId, physicalName, properties: reader };
  }

  private refuseUnknown(logicalId: string, definition: TemplateResource): void {
    const where = whereOf(logicalId, definition);
    refuseOthers(definition, RESOURCE_MEMBERS, where);
    if (!Object.hasOwn(RESOURCE_TYPES, definition.Type))
      throw new AssemblyError(
        `${where}: the sandbox does not model this type; it models ${Object.keys(RESOURCE_TYPES).join(', ')}`,
      );
  }
}

const whereOf = (logicalId: string, { Type }: TemplateResource): string => `${logicalId} (${Type})`;

/** A deployment that AWS would refuse, or that the sandbox cannot play: not a fault of the sandbox itself. */
export const isRefusal = (error: unknown): error is Error =>
  error instanceof AssemblyError || error instanceof PolicyError || error instanceof InvalidDocument;

export function refuseOthers(given: object, known: readonly string[], where: string): void {
  const others = Object.keys(given).filter((member) => !known.includes(member));
  if (others.length > 0) throw new AssemblyError(`${where}: the sandbox does not model ${others.join(', ')}`);
}
