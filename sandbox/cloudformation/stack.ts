import type { AssemblyStack, TemplateResource } from './assembly';
import type { CreatedResource } from './intrinsics';

/** One resource of a stack as it was last deployed. */
export interface StackResource {
  readonly logicalId: string;
  readonly definition: TemplateResource;
  /** The assembly that its code comes from. */
  readonly stack: AssemblyStack;
  /** With every intrinsic function resolved. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** What CloudFormation named it, where the template did not. */
  readonly physicalName: string;
  readonly created: CreatedResource;
}

export interface DeployedStack {
  readonly stackName: string;
  readonly stackId: string;
  readonly resources: ReadonlyMap<string, CreatedResource>;
  readonly outputs: Readonly<Record<string, string>>;
  /** By logical id, dependencies first. */
  readonly inventory: ReadonlyMap<string, StackResource>;
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackEvent.html */
export type ResourceStatus =
  | 'CREATE_COMPLETE'
  | 'CREATE_FAILED'
  | 'UPDATE_COMPLETE'
  | 'UPDATE_FAILED'
  | 'DELETE_COMPLETE'
  | 'DELETE_FAILED'
  | 'DELETE_SKIPPED';

export interface StackEvent {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  readonly status: ResourceStatus;
  readonly reason?: string;
}

/** What exists on, and is no part of any stack any more. */
export interface LeftBehind {
  readonly resource: StackResource;
  /** It was to stay, or nobody could delete it. */
  readonly why: 'retained' | 'not deleted';
}

/** How an update or a deletion ended. */
export interface StackChange {
  readonly status: 'UPDATE_COMPLETE' | 'UPDATE_ROLLBACK_COMPLETE' | 'DELETE_COMPLETE' | 'DELETE_FAILED';
  readonly reason?: string;
  /** What the stack holds now. */
  readonly stack: DeployedStack;
  readonly events: readonly StackEvent[];
  readonly left: readonly LeftBehind[];
}
