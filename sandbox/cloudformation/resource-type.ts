import type { RegionState, World } from '../world';
import { AssemblyError, type AssemblyStack } from './assembly';
import type { CreatedResource } from './intrinsics';
import type { PropertyReader } from './property-reader';

export interface Creation {
  readonly world: World;
  readonly region: RegionState;
  readonly stack: AssemblyStack;
  readonly logicalId: string;
  /** What CloudFormation would name it, where the template does not. */
  readonly physicalName: string;
  readonly properties: PropertyReader;
}

export type ResourceType = (creation: Creation) => CreatedResource;

export const regionalArn = ({ region: { place } }: Creation, service: string, resource: string): string =>
  `arn:${place.partition}:${service}:${place.region}:${place.accountId}:${resource}`;

/** CloudFormation refuses a physical name that is taken. */
export function addNew<T>(known: Map<string, T>, name: string, resource: T): void {
  if (known.has(name)) throw new AssemblyError(`${name} already exists`);
  known.set(name, resource);
}
