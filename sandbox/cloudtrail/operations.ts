import {
  type Input,
  notModelled,
  type OperationRequest,
  type Operations,
  structuresOf,
  textOf,
} from '../operation';
import { ApiError } from '../wire/api-error';
import { takeLookup } from './lookup-rate';
import { RECORDED_OPERATIONS } from './recorded-operations';
import type { ManagementEvent } from './state';

const MOST_EVENTS = 50;
const KEPT = 90 * 86_400_000;

export const CLOUDTRAIL_OPERATIONS: Operations = {
  LookupEvents: {
    members: ['LookupAttributes', 'StartTime', 'EndTime', 'MaxResults', 'NextToken'],
    perform(request) {
      const { world, region, input } = request;
      request.authorize('cloudtrail:LookupEvents', '*');
      if (!takeLookup(region.trail, world.elapsed()))
        throw new ApiError('ThrottlingException', 'Rate exceeded');
      const limit = limitOf(request);
      const now = world.scheduler.now();
      const found = region.trail.events
        .filter(({ visibleFrom }) => visibleFrom <= now)
        .filter(({ eventTime }) => now.getTime() - eventTime.getTime() <= KEPT)
        .filter(withinTimes(input))
        .filter(withAttribute(input))
        .reverse();
      const rest = found.slice(startOf(found, textOf(input, 'NextToken')));
      const page = rest.slice(0, limit);
      const last = rest.length > limit ? page.at(-1) : undefined;
      return { Events: page.map(listedEvent), NextToken: last?.eventId };
    },
  },
};

function limitOf({ world, input }: OperationRequest): number {
  const limit = Number(input['MaxResults'] ?? MOST_EVENTS);
  if (limit < 1 || limit > MOST_EVENTS)
    throw new ApiError('InvalidMaxResultsException', `MaxResults must be from 1 to ${MOST_EVENTS}.`);
  return Math.min(limit, world.faults.longestPage);
}

/** Both ends included. */
function withinTimes(input: Input): (event: ManagementEvent) => boolean {
  const [start, end] = [input['StartTime'], input['EndTime']];
  if (start instanceof Date && end instanceof Date && start > end)
    throw new ApiError(
      'InvalidTimeRangeException',
      'The start time must be earlier than the end time, and the timestamps must be valid.',
    );
  return ({ eventTime }) =>
    !(start instanceof Date && eventTime < start) && !(end instanceof Date && eventTime > end);
}

/** What each attribute looks at in an event. */
const ATTRIBUTES: Readonly<Record<string, (event: ManagementEvent) => readonly string[]>> = {
  AccessKeyId: ({ accessKeyId }) => [accessKeyId],
  EventId: ({ eventId }) => [eventId],
  EventName: ({ eventName }) => [eventName],
  EventSource: ({ eventSource }) => [eventSource],
  ReadOnly: () => ['false'],
  ResourceName: ({ resources }) => resources.map(({ ResourceName }) => ResourceName),
  ResourceType: ({ resources }) => resources.map(({ ResourceType }) => ResourceType),
  Username: ({ username }) => [username],
};

function withAttribute(input: Input): (event: ManagementEvent) => boolean {
  const [attribute, ...others] = structuresOf(input, 'LookupAttributes');
  if (!attribute) return () => true;
  const [key, value] = [textOf(attribute, 'AttributeKey') ?? '', textOf(attribute, 'AttributeValue') ?? ''];
  const valuesOf = Object.hasOwn(ATTRIBUTES, key) ? ATTRIBUTES[key] : undefined;
  if (others.length > 0 || !valuesOf || value === '')
    throw new ApiError(
      'InvalidLookupAttributesException',
      'One lookup attribute, with a value, can be specified.',
    );
  if (key === 'EventName' && !RECORDED_OPERATIONS.has(value))
    throw notModelled(`events of ${value} in CloudTrail`);
  if (key === 'ReadOnly' && value !== 'false') throw notModelled('read-only events in CloudTrail');
  return (event) => valuesOf(event).includes(value);
}

/** A token names the last event of its page, so that new events move nothing. */
function startOf(found: readonly ManagementEvent[], token: string | undefined): number {
  if (token === undefined) return 0;
  const last = found.findIndex(({ eventId }) => eventId === token);
  if (last < 0) throw new ApiError('InvalidNextTokenException', `The token '${token}' is not valid`);
  return last + 1;
}

const listedEvent = ({ record, eventId, eventName, eventSource, eventTime, ...event }: ManagementEvent) => ({
  EventId: eventId,
  EventName: eventName,
  ReadOnly: 'false',
  AccessKeyId: event.accessKeyId,
  EventTime: eventTime,
  EventSource: eventSource,
  Username: event.username,
  Resources: [...event.resources],
  CloudTrailEvent: record,
});
