import type { OperationRequest } from '../operation';
import { ApiError } from '../wire/api-error';

/**
 * Ends a call that only asks whether its caller may make it; the permissions have been checked by then.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
 */
export function endDryRun({ input }: OperationRequest): void {
  if (input['DryRun'] === true)
    throw new ApiError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412);
}
