import type { Constraint } from '../constraints';

const name: Constraint = { length: [1, 512], pattern: '[\\.\\-_/#A-Za-z0-9]+' };
const streamName: Constraint = { length: [1, 512], pattern: '[^:*]*' };
const time: Constraint = { range: [0, Number.POSITIVE_INFINITY] };
const token: Constraint = { length: [1, Number.POSITIVE_INFINITY] };

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_Operations.html */
export const LOGS_CONSTRAINTS = {
  group: { logGroupName: name },
  key: { logGroupName: name, kmsKeyId: { length: [0, 256] } },
  stream: { logGroupName: name, logStreamName: streamName },
  groups: {
    logGroupNamePrefix: name,
    logGroupNamePattern: { length: [0, 512], pattern: '[\\.\\-_/#A-Za-z0-9]*' },
    nextToken: token,
    limit: { range: [1, 50] },
  },
  streams: {
    logGroupName: name,
    logStreamNamePrefix: streamName,
    orderBy: { oneOf: ['LogStreamName', 'LastEventTime'] },
    nextToken: token,
    limit: { range: [1, 50] },
  },
  events: {
    logGroupName: name,
    logStreamName: streamName,
    startTime: time,
    endTime: time,
    nextToken: token,
    limit: { range: [1, 10_000] },
  },
  filter: {
    logGroupName: name,
    logStreamNames: { length: [1, 100], items: streamName },
    logStreamNamePrefix: streamName,
    startTime: time,
    endTime: time,
    filterPattern: { length: [0, 1024] },
    nextToken: token,
    limit: { range: [1, 10_000] },
  },
  put: {
    logGroupName: name,
    logStreamName: streamName,
    logEvents: { length: [1, 10_000] },
    sequenceToken: token,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Constraint>>>>;
