import { ApiError } from '../wire/api-error';
import type { RegionState, World } from '../world';
import { bucketName, bucketProblem } from './bucket-delivery';
import type { FlowLogShape } from './flow-log-shape';
import { roleMayWrite, roleTrustsFlowLogs } from './log-group-delivery';

/**
 * Why EC2 would not deliver to this destination. It says the same of a bucket that is missing and of one that is closed:
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/docs/debugging.md shows its words for the former.
 *
 * @throws ApiError when the role cannot be assumed, which is no entry in `Unsuccessful`:
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_flow_log.go waits for that error
 */
export function destinationProblem(
  world: World,
  region: RegionState,
  shape: FlowLogShape,
): ApiError | undefined {
  const { logs } = shape;
  if (!logs) {
    const code = bucketProblem(world, region, shape);
    return code && accessDenied(code, bucketName(shape.logDestination));
  }
  if (!roleTrustsFlowLogs(world, region, logs.roleArn, '*'))
    throw new ApiError('InvalidParameter', 'Unable to assume given IAM role');
  return roleMayWrite(world, region, logs)
    ? undefined
    : accessDenied('LogDestinationPermissionIssue', logs.groupName);
}

const accessDenied = (code: string, destination: string): ApiError =>
  new ApiError(
    code,
    `Access Denied for LogDestination: ${destination}. Please check LogDestination permission`,
  );
