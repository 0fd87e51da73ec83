import { type ConditionContext, resourceTagContext } from '../access';
import { type OperationRequest, textOf } from '../operation';
import { ApiError } from '../wire/api-error';
import type { RegionState } from '../world';
import type { StoredStream } from './state';

export const streamArn = ({ place }: RegionState, name: string): string =>
  `arn:${place.partition}:firehose:${place.region}:${place.accountId}:deliverystream/${name}`;

export const invalidArgument = (message: string): ApiError =>
  new ApiError('InvalidArgumentException', message);

/** The stream that the request names, once the caller may do this to it. */
export function streamFor(
  { region, input, authorize }: OperationRequest,
  action: string,
  context: ConditionContext = {},
): StoredStream {
  const name = textOf(input, 'DeliveryStreamName') ?? '';
  const stream = region.streams.get(name);
  authorize(action, streamArn(region, name), { ...resourceTagContext(stream?.tags ?? {}), ...context });
  // In the words that https://github.com/osquery/osquery/issues/3310 shows.
  if (!stream)
    throw new ApiError(
      'ResourceNotFoundException',
      `Firehose ${name} not found under account ${region.place.accountId}.`,
    );
  return stream;
}
