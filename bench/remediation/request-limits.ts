import { type Faults, NO_FAULTS } from '../../sandbox/faults';
import { ApiError } from '../../sandbox/wire/api-error';

interface Bucket {
  readonly size: number;
  readonly refillPerSecond: number;
  tokens: number;
  /** Milliseconds since the epoch. */
  clock: number;
}

const bucket = (size: number, refillPerSecond: number): Bucket => ({
  size,
  refillPerSecond,
  tokens: size,
  clock: 0,
});

/** What a throttled caller waits before it asks again, in milliseconds: half of the SDK's first pause of 0.5 s at most. */
const PAUSE = 250;

/**
 * EC2's limits on requests of an account in a Region, which the sandbox itself does not play: token buckets of reading and
 * of changing calls. Virtual time stands while a function or a step runs, so that the pauses of whoever is throttled pass
 * on the bucket's clock only.
 *
 * https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
 */
export class RequestLimits {
  private readonly reading = bucket(100, 20);
  private readonly changing = bucket(50, 5);
  throttled = 0;

  /** Takes a token; false when there is none. */
  take(operation: string, now: Date): boolean {
    const limit = operation.startsWith('Describe') ? this.reading : this.changing;
    const time = Math.max(limit.clock, now.getTime());
    const refilled = limit.clock === 0 ? 0 : ((time - limit.clock) / 1000) * limit.refillPerSecond;
    limit.tokens = Math.min(limit.size, limit.tokens + refilled);
    limit.clock = time;
    if (limit.tokens >= 1) {
      limit.tokens -= 1;
      return true;
    }
    this.throttled += 1;
    limit.clock += PAUSE;
    limit.tokens += (PAUSE / 1000) * limit.refillPerSecond;
    return false;
  }
}

/** Whoever set the scene is not limited: the limits are for what the stack does. */
export const limited = (limits: RequestLimits): Faults => ({
  ...NO_FAULTS,
  call(world, { service, operation, caller, input }, perform) {
    const isLimited = service === 'ec2' && caller.kind === 'role';
    if (isLimited && !limits.take(operation, world.scheduler.now()))
      throw new ApiError('RequestLimitExceeded', 'Request limit exceeded.', 503);
    return perform(input);
  },
});
