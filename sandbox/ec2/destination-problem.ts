import { ApiError } from '../wire/api-error';
import type { RegionState, World } from '../world';
import { bucketName, bucketProblem } from './bucket-delivery';
import type { FlowLogShape } from './flow-log-shape';
import { roleIsAssumed, roleMayWrite } from './log-group-delivery';
import type { LogsDestination } from './state';
import { streamName, streamProblem } from './stream-delivery';

/**
 * Why EC2 would not deliver to this destination. It says the same of a bucket that is missing and of one that is closed:
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/docs/debugging.md shows its words for the former.
 *
 * @throws ApiError when the role cannot be assumed, which is no entry in `Unsuccessful`
 */
export function destinationProblem(
  world: World,
  region: RegionState,
  shape: FlowLogShape,
): ApiError | undefined {
  const { logs, logDestination, logDestinationType } = shape;
  switch (logDestinationType) {
    case 's3':
      return problemAt(bucketProblem(world, region, shape), bucketName(logDestination));
    case 'kinesis-data-firehose':
      return problemAt(streamProblem(world, region, logDestination), streamName(logDestination));
    case 'cloud-watch-logs':
      return logs && logGroupProblem(world, region, logs);
  }
}

/**
 * The provider waits for the error of a role that cannot be assumed:
 * https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/ec2/vpc_flow_log.go
 * Of a role that may not write, the flow log itself tells later, as the page of delivery's errors has it.
 */
function logGroupProblem(world: World, region: RegionState, logs: LogsDestination): ApiError | undefined {
  if (!roleIsAssumed(world, region, logs.roleArn))
    throw new ApiError('InvalidParameter', 'Unable to assume given IAM role');
  return world.assumptions.creationTriesDeliveryRole && !roleMayWrite(world, region, logs)
    ? accessDenied('LogDestinationPermissionIssue', logs.groupName)
    : undefined;
}

/** `undeliverable` by https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-troubleshooting.html */
function problemAt(code: string | undefined, destination: string): ApiError | undefined {
  if (code === 'undeliverable')
    return new ApiError('LogDestinationPermissionIssue', `LogDestination: ${destination} is undeliverable`);
  return code === undefined ? undefined : accessDenied(code, destination);
}

const accessDenied = (code: string, destination: string): ApiError =>
  new ApiError(
    code,
    `Access Denied for LogDestination: ${destination}. Please check LogDestination permission`,
  );
