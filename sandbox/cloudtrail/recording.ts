import type { MadeCall, Output } from '../faults';
import { ApiError } from '../wire/api-error';
import type { RegionState, World } from '../world';
import { RECORDED_OPERATIONS, type RecordedOperation } from './recorded-operations';
import { derivedUuid, trailIdentity, wholeSeconds } from './user-identity';

/**
 * Performs a call and records it, where records of it are modelled: what was refused too, as CloudTrail does.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export async function recordedCall(
  world: World,
  region: RegionState,
  made: MadeCall,
  perform: () => Promise<Output>,
): Promise<Output> {
  const operation = made.service === 'ec2' ? RECORDED_OPERATIONS.get(made.operation) : undefined;
  if (!operation) return await perform();
  try {
    const output = await perform();
    record(world, region, made, operation, { output });
    return output;
  } catch (error) {
    if (error instanceof ApiError && error.code !== 'NotModelled')
      record(world, region, made, operation, { error });
    throw error;
  }
}

type Ending = { readonly output: Output } | { readonly error: ApiError };

function record(
  world: World,
  region: RegionState,
  { operation: eventName, service, input, caller, accessKeyId, userAgent }: MadeCall,
  operation: RecordedOperation,
  ending: Ending,
): void {
  const { place, trail } = region;
  const eventTime = world.scheduler.now();
  const about = [place.accountId, place.region, trail.events.length];
  const [eventId, requestId] = [derivedUuid('event', ...about), derivedUuid('request', ...about)];
  const { username, identity } = trailIdentity(world, place, caller, accessKeyId);
  const eventSource = `${service}.amazonaws.com`;
  const invokedBy = caller.kind === 'role' ? caller.invokedBy : undefined;
  const written = {
    eventVersion: '1.10',
    userIdentity: identity,
    eventTime: wholeSeconds(eventTime),
    eventSource,
    eventName,
    awsRegion: place.region,
    sourceIPAddress: invokedBy ?? '127.0.0.1',
    userAgent: invokedBy ?? userAgent ?? '',
    ...('error' in ending ? errorOf(ending.error) : {}),
    requestParameters: operation.parameters(input),
    responseElements: 'output' in ending ? operation.elements(ending.output, requestId) : null,
    requestID: requestId,
    eventID: eventId,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: place.accountId,
    eventCategory: 'Management',
  };
  const output = 'output' in ending ? ending.output : {};
  trail.events.push({
    eventId,
    eventName,
    eventSource,
    eventTime,
    visibleFrom: new Date(eventTime.getTime() + world.delays.eventVisible * 1000),
    accessKeyId,
    username,
    resources: operation.resources(input, output, world.assumptions),
    record: JSON.stringify(written),
  });
}

/** EC2's own codes stand behind who is to blame. */
const errorOf = ({ code, message, httpStatus }: ApiError) => ({
  errorCode: `${httpStatus < 500 ? 'Client' : 'Server'}.${code}`,
  errorMessage: message,
});
