import { assumeRole, type Caller } from '../access';
import type { World } from '../world';
import type { SandboxFunction } from './functions';

/** Lambda takes a function's role: when the function is made, to try it, and when an execution environment starts. */
export const assumeExecutionRole = (
  world: World,
  { roleArn, arn }: Pick<SandboxFunction, 'roleArn' | 'arn'>,
): Caller =>
  assumeRole(world, 'lambda.amazonaws.com', roleArn, {
    'aws:SourceAccount': arn.split(':')[4] ?? '',
    'aws:SourceArn': arn,
  });
