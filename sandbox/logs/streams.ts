import { type OperationRequest, type Operations, pageOf, textOf } from '../operation';
import { ApiError } from '../wire/api-error';
import { LOGS_CONSTRAINTS } from './constraints';
import { authorizeOnGroup, byName, groupOf, invalid, logGroupArn } from './groups';
import type { LogEvent, LogGroup, LogStream } from './log-group';

const MOST_STREAMS = 50;

export const LOG_STREAM_OPERATIONS: Operations = {
  CreateLogStream: {
    members: ['logGroupName', 'logStreamName'],
    constraints: LOGS_CONSTRAINTS.stream,
    perform(request) {
      authorizeOnStream(request, 'logs:CreateLogStream');
      const group = groupOf(request);
      const name = textOf(request.input, 'logStreamName') ?? '';
      if (group.streams.has(name))
        throw new ApiError('ResourceAlreadyExistsException', 'The specified log stream already exists');
      group.openStream(name, request.world.scheduler.now());
      return {};
    },
  },

  DescribeLogStreams: {
    members: ['logGroupName', 'logStreamNamePrefix', 'orderBy', 'descending', 'nextToken', 'limit'],
    constraints: LOGS_CONSTRAINTS.streams,
    perform(request) {
      const { world, input } = request;
      authorizeOnGroup(request, 'logs:DescribeLogStreams');
      const prefix = textOf(input, 'logStreamNamePrefix');
      const byTime = input['orderBy'] === 'LastEventTime';
      if (byTime && prefix !== undefined)
        throw invalid('Cannot order by LastEventTime with a logStreamNamePrefix.');
      const group = groupOf(request);
      const ascending = [...group.streams.values()]
        .filter(({ name }) => name.startsWith(prefix ?? ''))
        .sort(byName)
        .map((stream) => streamOutput(group, stream))
        .sort((left, right) => (byTime ? lastEvent(left) - lastEvent(right) : 0));
      const { page, nextToken } = pageOf(input['descending'] === true ? ascending.reverse() : ascending, {
        token: textOf(input, 'nextToken'),
        limit: Math.min(Number(input['limit'] ?? MOST_STREAMS), world.faults.longestPage),
        invalidToken: 'InvalidParameterException',
      });
      return { logStreams: page, nextToken };
    },
  },
};

const lastEvent = ({ lastEventTimestamp }: Readonly<Record<string, unknown>>): number =>
  Number(lastEventTimestamp ?? 0);

function streamOutput(group: LogGroup, { name, createdAt }: LogStream): Record<string, unknown> {
  const events = eventsOf(group, name);
  return {
    logStreamName: name,
    creationTime: createdAt.getTime(),
    firstEventTimestamp: events[0]?.timestamp,
    lastEventTimestamp: events.at(-1)?.timestamp,
    lastIngestionTime: events.at(-1)?.ingestionTime,
    arn: `${group.arn}:log-stream:${name}`,
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogStream.html: zero since 2019.
    storedBytes: 0,
  };
}

/** By time; events of the same instant as they came. */
export const eventsOf = (group: LogGroup, streamName: string): readonly LogEvent[] =>
  group.events
    .filter((event) => event.streamName === streamName)
    .sort((left, right) => left.timestamp - right.timestamp);

export function authorizeOnStream({ region, input, authorize }: OperationRequest, action: string): void {
  const group = logGroupArn(region, textOf(input, 'logGroupName') ?? '');
  authorize(action, `${group}:log-stream:${textOf(input, 'logStreamName') ?? ''}`);
}

export function streamOf(request: OperationRequest): {
  readonly group: LogGroup;
  readonly stream: LogStream;
} {
  const group = groupOf(request);
  const stream = group.streams.get(textOf(request.input, 'logStreamName') ?? '');
  if (!stream) throw new ApiError('ResourceNotFoundException', 'The specified log stream does not exist.');
  return { group, stream };
}
