import { type OperationRequest, type Operations, structuresOf } from '../operation';
import { ApiError } from '../wire/api-error';
import { invalidInput, violation } from '../wire/violations';
import { LOGS_CONSTRAINTS } from './constraints';
import { takesRecords } from './group-keys';
import { invalid } from './groups';
import type { LogGroup } from './log-group';
import { authorizeOnStream, streamOf } from './streams';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Limits: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html. That of a batch, 1 MiB,
 * is never reached: a body that holds so much is larger than the wire reads.
 */
export const PUT_LOG_EVENTS: Operations = {
  PutLogEvents: {
    // AWS ignores the sequence token since 2023, and takes any.
    members: ['logGroupName', 'logStreamName', 'logEvents', 'sequenceToken'],
    constraints: LOGS_CONSTRAINTS.put,
    perform(request) {
      authorizeOnStream(request, 'logs:PutLogEvents');
      const batch = batchOf(request);
      const { group, stream } = streamOf(request);
      if (!takesRecords(request.world, request.region, group)) throw closedKey(group);
      const now = request.world.scheduler.now().getTime();
      const rejected = rejectedIn(batch, group, now);
      for (const { message, timestamp } of batch.slice(rejected.before, rejected.from))
        group.events.push({ streamName: stream.name, message, timestamp, ingestionTime: now });
      const nextSequenceToken = String(group.events.length).padStart(56, '4');
      return { nextSequenceToken, ...(rejected.info && { rejectedLogEventsInfo: rejected.info }) };
    },
  },
};

/** What CloudWatch Logs answers is not documented. */
const closedKey = ({ arn }: LogGroup): ApiError =>
  new ApiError('AccessDeniedException', `The KMS key of '${arn}' is not allowed to be used with it`);

interface InputEvent {
  readonly timestamp: number;
  readonly message: string;
}

function batchOf({ input }: OperationRequest): readonly InputEvent[] {
  const batch = structuresOf(input, 'logEvents').map(({ timestamp, message }) => ({
    timestamp: Number(timestamp),
    message: String(message),
  }));
  const broken = batch.flatMap(({ timestamp, message }, index) => [
    ...(message === ''
      ? [violation(`logEvents[${index}].message`, message, 'have length greater than or equal to 1')]
      : []),
    ...(timestamp < 0
      ? [violation(`logEvents[${index}].timestamp`, timestamp, 'have value greater than or equal to 0')]
      : []),
  ]);
  if (broken.length > 0) throw invalidInput('logs', broken);
  const times = batch.map(({ timestamp }) => timestamp);
  if (times.some((time, index) => time < (times[index - 1] ?? 0)))
    throw invalid('Log events in a single PutLogEvents request must be in chronological order.');
  if ((times.at(-1) ?? 0) - (times[0] ?? 0) > DAY)
    throw invalid('The batch of log events in a single PutLogEvents request cannot span more than 24 hours.');
  return batch;
}

interface Rejected {
  /** What is kept of the batch: from the one index up to the other. */
  readonly before: number;
  readonly from: number;
  readonly info: Readonly<Record<string, number>> | undefined;
}

/** Too old, too new or expired: such events are left out, and the others are kept. */
function rejectedIn(batch: readonly InputEvent[], { retentionInDays }: LogGroup, now: number): Rejected {
  const olderThan = (age: number): number => batch.filter(({ timestamp }) => timestamp < now - age).length;
  const tooOld = olderThan(14 * DAY);
  const expired = retentionInDays === undefined ? 0 : olderThan(retentionInDays * DAY);
  const future = batch.findIndex(({ timestamp }) => timestamp > now + 2 * HOUR);
  const info = {
    ...(tooOld > 0 && { tooOldLogEventEndIndex: tooOld }),
    ...(expired > 0 && { expiredLogEventEndIndex: expired }),
    ...(future >= 0 && { tooNewLogEventStartIndex: future }),
  };
  return {
    before: Math.max(tooOld, expired),
    from: future >= 0 ? future : batch.length,
    info: Object.keys(info).length > 0 ? info : undefined,
  };
}
