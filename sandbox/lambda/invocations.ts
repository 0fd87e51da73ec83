import { AccessDenied, authorize, type Caller, serviceMayAccess } from '../access';
import type { RegionState, World } from '../world';
import { metricsIn } from './embedded-metrics';
import type { InvocationResult, SandboxFunction } from './functions';
import { isLogged } from './log-level';

export interface AsynchronousInvocation {
  readonly service: string;
  readonly functionArn: string;
  readonly event: unknown;
}

/** Seconds before the second and the third try. */
const RETRY_DELAYS = [60, 120] as const;
const QUEUE_DELAY = 1;
/** All invocations write to one. */
const LOG_STREAM = 'sandbox';

/** An AWS service hands an event over; Lambda queues it, retries it and keeps what fails, as the function's settings say. */
export function invokeAsynchronously(
  world: World,
  region: RegionState,
  invocation: AsynchronousInvocation,
): void {
  const target = functionByArn(region, invocation.functionArn);
  if (!target || !mayInvoke(world, region, target, invocation.service)) {
    world.event({ actor: 'lambda', text: `${invocation.service} may not invoke ${invocation.functionArn}` });
    return;
  }
  queueEvent(world, region, target, invocation.event);
}

/** For whoever may invoke the function and does not wait for it. */
export function queueEvent(world: World, region: RegionState, target: SandboxFunction, event: unknown): void {
  const queued = { event, since: world.scheduler.now(), requestId: world.identifiers.uuid() };
  const delay = QUEUE_DELAY + world.faults.queued(queued.requestId);
  world.scheduler.after(delay, () => attempt(world, region, target, queued, 1));
}

/** An event in Lambda's own queue. */
interface QueuedEvent {
  readonly event: unknown;
  readonly since: Date;
  readonly requestId: string;
}

/** By the function's resource policy: what Config checks when a rule is made, and Lambda at every call. */
export const mayInvoke = (
  world: World,
  region: RegionState,
  target: SandboxFunction,
  service: string,
): boolean =>
  serviceMayAccess(world, service, target.policy, {
    action: 'lambda:InvokeFunction',
    resource: target.arn,
    context: { 'aws:SourceAccount': region.place.accountId },
  });

async function attempt(
  world: World,
  region: RegionState,
  target: SandboxFunction,
  queued: QueuedEvent,
  attempts: number,
): Promise<void> {
  const result = await run(world, region, target, queued.event);
  if (result.functionError === undefined) return;
  world.event({ actor: 'lambda', text: `${target.name} failed: ${errorMessage(result.payload)}` });
  const { maximumRetryAttempts, maximumEventAgeInSeconds } = target.asynchronous;
  const delay = RETRY_DELAYS[attempts - 1];
  if (attempts > maximumRetryAttempts || delay === undefined)
    return keepFailure(world, region, target, { queued, attempts, result, condition: 'RetriesExhausted' });
  const age = (world.scheduler.now().getTime() - queued.since.getTime()) / 1000;
  if (age + delay > maximumEventAgeInSeconds)
    return keepFailure(world, region, target, { queued, attempts, result, condition: 'EventAgeExceeded' });
  world.scheduler.after(delay, () => attempt(world, region, target, queued, attempts + 1));
}

interface FailedEvent {
  readonly queued: QueuedEvent;
  readonly attempts: number;
  readonly result: InvocationResult;
  readonly condition: 'RetriesExhausted' | 'EventAgeExceeded';
}

/** The execution role sends to the on-failure destination: without permission the event is lost, as it is in AWS. */
function keepFailure(world: World, region: RegionState, target: SandboxFunction, failed: FailedEvent): void {
  const { onFailureArn } = target.asynchronous;
  const queue = [...region.queues.values()].find(({ arn }) => arn === onFailureArn);
  if (!queue) {
    world.event({ actor: 'lambda', text: `event lost: ${target.name} has no on-failure destination` });
    return;
  }
  try {
    const caller = executionRole(region, target);
    const access = { action: 'sqs:SendMessage', resource: queue.arn, resourcePolicy: queue.policy };
    authorize(world, { caller, ...access });
    queue.messages.push(JSON.stringify(failureRecord(world, target, failed)));
    world.event({ actor: 'lambda', text: `event kept in the failure queue ${queue.name}` });
  } catch (error) {
    if (!(error instanceof AccessDenied)) throw error;
    world.event({ actor: 'lambda', text: `event lost: ${error.message}` });
  }
}

/** https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html */
const failureRecord = (
  world: World,
  target: SandboxFunction,
  { queued, attempts, result, condition }: FailedEvent,
) => ({
  version: '1.0',
  timestamp: world.scheduler.now().toISOString(),
  requestContext: {
    requestId: queued.requestId,
    functionArn: `${target.arn}:$LATEST`,
    condition,
    approximateInvokeCount: attempts,
  },
  requestPayload: queued.event,
  responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: result.functionError },
  responsePayload: JSON.parse(result.payload),
});

const functionByArn = (region: RegionState, arn: string): SandboxFunction | undefined =>
  [...region.functions.values()].find((each) => each.arn === arn);

const executionRole = (region: RegionState, target: SandboxFunction): Caller => ({
  kind: 'role',
  roleArn: target.roleArn,
  accountId: region.place.accountId,
});

/** It had done its work, and nobody hears of it. */
const KILLED: InvocationResult = {
  payload: JSON.stringify({ errorType: 'Runtime.ExitError', errorMessage: 'the function was killed' }),
  functionError: 'Unhandled',
  logLines: [],
};

/** For whoever may invoke the function and waits for its answer. */
export async function run(
  world: World,
  region: RegionState,
  target: SandboxFunction,
  event: unknown,
): Promise<InvocationResult> {
  const result = await world.functionHost.invoke(target, event, world.scheduler.now());
  if (world.faults.killsAnswer(`${world.scheduler.now().toISOString()} ${JSON.stringify(event)}`))
    return KILLED;
  writeLogs(world, region, target, result.logLines);
  return result;
}

/**
 * Lambda writes logs as the execution role, and drops them silently where the role may not. CloudWatch Logs takes the
 * metrics out of what it is given.
 */
function writeLogs(
  world: World,
  region: RegionState,
  target: SandboxFunction,
  lines: readonly string[],
): void {
  const group = region.logGroups.get(target.logGroupName);
  const caller = executionRole(region, target);
  const stream = `${group?.arn ?? target.logGroupName}:log-stream:${LOG_STREAM}`;
  try {
    authorize(world, { caller, action: 'logs:CreateLogStream', resource: stream });
    authorize(world, { caller, action: 'logs:PutLogEvents', resource: stream });
    if (!group) return;
    const logged = lines.filter((line) => isLogged(line, target.applicationLogLevel));
    group.write(LOG_STREAM, logged, world.scheduler.now());
    region.metrics.push(...logged.flatMap(metricsIn));
  } catch (error) {
    if (!(error instanceof AccessDenied)) throw error;
    world.event({ actor: 'lambda', text: `logs of ${target.name} lost: ${error.message}` });
  }
}

export function errorMessage(payload: string): string {
  const parsed: unknown = JSON.parse(payload);
  const message =
    typeof parsed === 'object' && parsed !== null && 'errorMessage' in parsed && parsed.errorMessage;
  return typeof message === 'string' ? message : payload;
}
