import type { RegionState, World } from '../world';
import { takeRole } from './automation-role';
import type { ParsedDocument } from './document';
import type { Json } from './document-members';
import type { OutputValue } from './output-value';
import { runExecution, type StopType } from './runner';
import { type GivenParameters, startParameters } from './start-parameters';

/** Quotas of Automation: https://docs.aws.amazon.com/general/latest/gr/ssm.html */
export const MOST_RUNNING = 100;
export const MOST_QUEUED = 5000;
const HISTORY_DAYS = 30;

export interface StoredDocument {
  readonly name: string;
  readonly content: ParsedDocument;
  readonly createdDate: Date;
}

export type EndStatus = 'Success' | 'TimedOut' | 'Cancelled' | 'Failed';
type Status = 'InProgress' | 'Cancelling' | EndStatus;

export interface StepExecution {
  readonly id: string;
  readonly name: string;
  readonly action: string;
  readonly inputs: Json;
  status: Status;
  failureMessage: string | undefined;
  /** By name. */
  outputs: Readonly<Record<string, OutputValue>>;
  readonly startTime: Date;
  endTime: Date | undefined;
}

export interface AutomationExecution {
  readonly id: string;
  readonly documentName: string;
  readonly parameters: GivenParameters;
  /** ARN of who started it. */
  readonly executedBy: string;
  /** The VPC it remediates, for the trace. */
  readonly about: string | undefined;
  readonly steps: StepExecution[];
  readonly startTime: Date;
  endTime: Date | undefined;
  status: 'Pending' | Status;
  failureMessage: string | undefined;
  /** Present while it can be stopped. */
  stop: ((type: StopType) => void) | undefined;
}

export interface StartRequest {
  readonly documentName: string;
  readonly parameters: GivenParameters;
  readonly executedBy: string;
  readonly about?: string;
  readonly onEnd?: (execution: AutomationExecution) => void;
}

/** The queue is full. */
export class ExecutionLimitExceeded extends Error {
  constructor() {
    super(`${MOST_RUNNING} executions are running and ${MOST_QUEUED} are queued`);
    this.name = 'ExecutionLimitExceeded';
  }
}

/**
 * Starts an execution, or queues it while too many run. What keeps it from running, a role that cannot be assumed for one,
 * makes it fail at once.
 */
export function startExecution(
  world: World,
  region: RegionState,
  request: StartRequest,
): AutomationExecution {
  const { automation } = region;
  const isQueued = automation.running >= MOST_RUNNING;
  if (isQueued && automation.queue.length >= MOST_QUEUED) throw new ExecutionLimitExceeded();
  const execution = newExecution(world, request, isQueued);
  region.executions.set(execution.id, execution);
  const end: End = (status, failureMessage) => {
    if (execution.endTime) return;
    leave(region, execution);
    execution.status = status;
    execution.failureMessage = failureMessage;
    execution.endTime = world.scheduler.now();
    execution.stop = undefined;
    world.event({ actor: 'automation', ...about(execution), text: endText(execution) });
    request.onEnd?.(execution);
  };
  execution.stop = () => end('Cancelled');
  const begin = (): void => {
    execution.status = 'InProgress';
    world.scheduler.after(1, () => beginExecution(world, region, execution, end));
  };
  if (isQueued) automation.queue.push({ execution, begin });
  else {
    automation.running += 1;
    begin();
  }
  return execution;
}

function newExecution(
  world: World,
  { documentName, parameters, executedBy, about }: StartRequest,
  isQueued: boolean,
): AutomationExecution {
  return {
    id: world.identifiers.uuid(),
    documentName,
    parameters,
    executedBy,
    about,
    steps: [],
    startTime: world.scheduler.now(),
    endTime: undefined,
    status: isQueued ? 'Pending' : 'InProgress',
    failureMessage: undefined,
    stop: undefined,
  };
}

/** Makes room for the first in the queue, unless it only waited itself. */
function leave({ automation }: RegionState, execution: AutomationExecution): void {
  const { queue } = automation;
  const waiting = queue.findIndex((each) => each.execution === execution);
  if (waiting >= 0) {
    queue.splice(waiting, 1);
    return;
  }
  const next = queue.shift();
  if (next) next.begin();
  else automation.running -= 1;
}

/** Executions that are still on record, oldest first. */
export function recordedExecutions(
  { executions }: RegionState,
  now: Date,
): ReadonlyMap<string, AutomationExecution> {
  const forgotten = now.getTime() - HISTORY_DAYS * 86_400_000;
  for (const [id, { endTime }] of executions)
    if (endTime !== undefined && endTime.getTime() < forgotten) executions.delete(id);
  return executions;
}

const about = ({ about: vpcId }: AutomationExecution): { readonly vpcId?: string } =>
  vpcId ? { vpcId } : {};

function endText({ status, failureMessage, steps }: AutomationExecution): string {
  if (status === 'Success') return `execution succeeded: ${steps.at(-1)?.name}`;
  return failureMessage === undefined ? `execution ${status}` : `execution ${status}: ${failureMessage}`;
}

export type End = (status: EndStatus, failureMessage?: string) => void;

async function beginExecution(
  world: World,
  region: RegionState,
  execution: AutomationExecution,
  end: End,
): Promise<void> {
  if (execution.endTime) return;
  const document = region.documents.get(execution.documentName)?.content;
  if (!document) return end('Failed', `document ${execution.documentName} does not exist`);
  const parameters = startParameters(document, execution.parameters);
  if (typeof parameters === 'string') return end('Failed', parameters);
  const role = takeRole(world, region, execution, document, parameters);
  if (typeof role === 'string') return end('Failed', role);
  world.event({ actor: 'automation', ...about(execution), text: 'execution started' });
  await runExecution({ world, region, execution, document, parameters, caller: role, end });
}
