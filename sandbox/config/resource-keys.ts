import type { Constraint, Constraints } from '../constraints';
import { type Input, structuresOf, textOf } from '../operation';

/** Evaluations of other types are refused when they are put. */
export const RESOURCE_TYPE = 'AWS::EC2::VPC';

export interface ResourceKey {
  readonly resourceType: string;
  readonly resourceId: string;
}

const RESOURCE_KEYS: Constraint = { length: [1, 100] };

/** Of operations on the remediation of one rule. */
export const OF_ONE_RULE: Constraints = { ConfigRuleName: { length: [1, 128] }, ResourceKeys: RESOURCE_KEYS };

/** Keys of executions and keys of exceptions are spelt differently. */
export const resourceKeysOf = (input: Input): readonly ResourceKey[] =>
  structuresOf(input, 'ResourceKeys').map((key) => ({
    resourceType: textOf(key, 'resourceType') ?? textOf(key, 'ResourceType') ?? '',
    resourceId: textOf(key, 'resourceId') ?? textOf(key, 'ResourceId') ?? '',
  }));
