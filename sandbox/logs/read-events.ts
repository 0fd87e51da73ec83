import { type Operations, pageOf, textOf, textsOf } from '../operation';
import { LOGS_CONSTRAINTS } from './constraints';
import { filterPattern } from './filter-pattern';
import { authorizeOnGroup, groupOf, invalid } from './groups';
import type { LogEvent } from './log-group';
import { authorizeOnStream, eventsOf, streamOf } from './streams';

const MOST_EVENTS = 10_000;

export const LOG_EVENT_OPERATIONS: Operations = {
  GetLogEvents: {
    members: [
      ...['logGroupName', 'logStreamName', 'startTime', 'endTime', 'nextToken', 'limit', 'startFromHead'],
    ],
    constraints: LOGS_CONSTRAINTS.events,
    perform(request) {
      const { world, input } = request;
      authorizeOnStream(request, 'logs:GetLogEvents');
      const { group, stream } = streamOf(request);
      const from = Number(input['startTime'] ?? 0);
      const before = Number(input['endTime'] ?? Number.POSITIVE_INFINITY);
      const events = eventsOf(group, stream.name).filter(
        ({ timestamp }) => timestamp >= from && timestamp < before,
      );
      const limit = Math.min(Number(input['limit'] ?? MOST_EVENTS), world.faults.longestPage);
      const end = input['startFromHead'] === true ? 'f' : 'b';
      const token = textOf(input, 'nextToken') ?? eventToken(end, end === 'f' ? 0 : events.length);
      const [start, stop] = span(token, limit, events.length);
      return {
        events: events.slice(start, stop).map(({ streamName: _, ...event }) => event),
        nextForwardToken: eventToken('f', stop),
        nextBackwardToken: eventToken('b', start),
      };
    },
  },

  FilterLogEvents: {
    // AWS ignores `interleaved`: results always are.
    members: [
      ...['logGroupName', 'logStreamNames', 'logStreamNamePrefix', 'startTime', 'endTime'],
      ...['filterPattern', 'nextToken', 'limit', 'interleaved'],
    ],
    constraints: LOGS_CONSTRAINTS.filter,
    perform(request) {
      const { world, input } = request;
      authorizeOnGroup(request, 'logs:FilterLogEvents');
      const names = textsOf(input, 'logStreamNames');
      const prefix = textOf(input, 'logStreamNamePrefix');
      if (names.length > 0 && prefix !== undefined)
        throw invalid('logStreamNames and logStreamNamePrefix cannot be given together.');
      const matches = filterPattern(textOf(input, 'filterPattern') ?? '');
      const from = Number(input['startTime'] ?? 0);
      const to = Number(input['endTime'] ?? Number.POSITIVE_INFINITY);
      const found = groupOf(request)
        .events.map((event, index) => ({ ...event, eventId: String(index).padStart(56, '3') }))
        .filter(({ timestamp }) => timestamp >= from && timestamp <= to)
        .filter(({ streamName }) => names.length === 0 || names.includes(streamName))
        .filter(({ streamName, message }) => streamName.startsWith(prefix ?? '') && matches(message))
        .sort((left, right) => left.timestamp - right.timestamp);
      const { page, nextToken } = pageOf(found, {
        token: textOf(input, 'nextToken'),
        limit: Math.min(Number(input['limit'] ?? MOST_EVENTS), world.faults.longestPage),
        invalidToken: 'InvalidParameterException',
      });
      return { events: page.map(filteredEvent), searchedLogStreams: [], nextToken };
    },
  },
};

const filteredEvent = ({ streamName, ...event }: LogEvent): Record<string, unknown> => ({
  logStreamName: streamName,
  ...event,
});

/** Between two events, and which way to go on from there. At an end AWS hands back the token that it was given. */
const eventToken = (way: 'f' | 'b', index: number): string => `${way}/${String(index).padStart(56, '0')}/s`;

function span(token: string, limit: number, count: number): readonly [start: number, stop: number] {
  const [, way, digits] = /^([fb])\/(\d{56})\/s$/.exec(token) ?? [];
  const index = Number(digits);
  if (way === undefined || index > count) throw invalid('The specified nextToken is invalid.');
  return way === 'f' ? [index, Math.min(index + limit, count)] : [Math.max(index - limit, 0), index];
}
