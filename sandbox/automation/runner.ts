import type { Caller } from '../access';
import type { RegionState, World } from '../world';
import { performAction } from './actions';
import { cancellationTarget, type DocumentStep, failureTarget, type ParsedDocument } from './document';
import { InvalidDocument } from './document-members';
import type { AutomationExecution, End, StepExecution } from './executions';
import { references, resolvedInputs } from './run-references';
import { stepLimit } from './step-limit';
import type { StepResult } from './step-result';

export interface Run {
  readonly world: World;
  readonly region: RegionState;
  readonly execution: AutomationExecution;
  readonly document: ParsedDocument;
  readonly parameters: Readonly<Record<string, string>>;
  readonly caller: Caller;
  readonly end: End;
}

export type StopType = 'Cancel' | 'Complete';

/** "Automation runs the cancellation workflow for a maximum of two minutes", the steps that onCancel leads to. */
const CANCELLATION_SECONDS = 120;

/** Far more than any path of a document without a circle has. */
const MOST_STEPS = 1000;

export const runExecution = (run: Run): Promise<void> => {
  run.execution.stop = (type) => stop(run, type);
  const [first] = run.document.steps;
  return first ? runStep(run, first) : Promise.resolve();
};

function runStep(run: Run, step: DocumentStep): Promise<void> {
  if (run.execution.steps.length >= MOST_STEPS)
    throw new InvalidDocument(`goes in a circle: ${MOST_STEPS} steps were run, the last to ${step.name}`);
  return startAttempt({ run, step, record: stepRecord(run, step), number: 1 });
}

/** One of the tries that maxAttempts allows. */
interface Attempt {
  readonly run: Run;
  readonly step: DocumentStep;
  readonly record: StepExecution;
  readonly number: number;
}

function startAttempt(attempt: Attempt): Promise<void> {
  attempt.record.status = 'InProgress';
  attempt.record.endTime = undefined;
  return act(attempt, stepLimit(attempt.step));
}

async function act(attempt: Attempt, secondsLeft: number): Promise<void> {
  const { run, step, record } = attempt;
  const { world, execution } = run;
  const result = await performAction(run, step, references(run));
  const seconds = result.seconds + world.faults.slowsStep(execution.id, step.name, world.scheduler.now());
  if (seconds > secondsLeft)
    return later(run, record, secondsLeft, () =>
      fail(attempt, 'TimedOut', `timed out after ${stepLimit(step)} s`),
    );
  later(run, record, seconds, () =>
    result.isWaiting ? act(attempt, secondsLeft - seconds) : conclude(attempt, result),
  );
}

/** A step that was stopped meanwhile goes nowhere. */
function later(
  { world }: Run,
  record: StepExecution,
  seconds: number,
  then: () => Promise<void> | void,
): void {
  world.scheduler.after(seconds, () => (record.status === 'InProgress' ? then() : undefined));
}

function conclude(attempt: Attempt, result: StepResult): Promise<void> | void {
  const { run, step, record } = attempt;
  if (result.failure !== undefined) return fail(attempt, 'Failed', result.failure);
  endStep(run, record, 'Success', undefined);
  record.outputs = result.outputs;
  run.world.event({ actor: 'automation', ...about(run), text: `${step.name}: ${result.text}` });
  return goOn(run, step, result.goTo);
}

function endStep(
  { world }: Run,
  record: StepExecution,
  status: StepExecution['status'],
  failureMessage: string | undefined,
): void {
  Object.assign(record, { status, failureMessage, endTime: world.scheduler.now() });
}

/** One for each time that the execution comes to the step; its attempts share it. */
function stepRecord(run: Run, step: DocumentStep): StepExecution {
  const { world, execution } = run;
  const record: StepExecution = {
    id: `${execution.id}-${execution.steps.length + 1}`,
    name: step.name,
    action: step.action,
    inputs: resolvedInputs(run, step),
    status: 'InProgress',
    failureMessage: undefined,
    outputs: {},
    startTime: world.scheduler.now(),
    endTime: undefined,
  };
  execution.steps.push(record);
  return record;
}

/** Retried up to maxAttempts; then onFailure says where the execution goes, and isCritical how it will end. */
function fail(attempt: Attempt, status: 'Failed' | 'TimedOut', message: string): Promise<void> | void {
  const { run, step, record, number } = attempt;
  endStep(run, record, status, message);
  run.world.event({ actor: 'automation', ...about(run), text: `${step.name} failed: ${message}` });
  if (number < step.maxAttempts && run.execution.status === 'InProgress')
    return startAttempt({ ...attempt, number: number + 1 });
  // What isCritical false means together with Abort is not documented: an aborted execution is no success here.
  if (step.onFailure === 'Abort' && !step.isEnd) return endWith(run, record);
  if (step.isEnd) return finish(run);
  return goOn(run, step, failureTarget(step));
}

function goOn(run: Run, step: DocumentStep, goTo: string | undefined): Promise<void> | void {
  const { document, execution } = run;
  if (execution.status === 'Cancelling' && !isCancellationStep(run)) return run.end('Cancelled');
  const { steps } = document;
  if (step.isEnd && goTo === undefined) return finish(run);
  const following = steps[steps.indexOf(step) + 1]?.name;
  const next = steps.find(({ name }) => name === (goTo ?? step.nextStep ?? following));
  return next ? runStep(run, next) : finish(run);
}

/** A critical step that failed makes the execution fail, whatever came after it; a later pass that succeeded does not. */
function finish(run: Run): void {
  const { document, execution } = run;
  const critical = new Set(document.steps.filter(({ isCritical }) => isCritical).map(({ name }) => name));
  const last = new Map(execution.steps.map((record) => [record.name, record]));
  const failed = [...last.values()].find(({ name, status }) => critical.has(name) && status !== 'Success');
  if (failed) endWith(run, failed);
  else endAs(run, 'Success');
}

const endWith = (run: Run, { name, status, failureMessage }: StepExecution): void =>
  endAs(run, status === 'TimedOut' ? 'TimedOut' : 'Failed', `${name}: ${failureMessage}`);

/** Whatever its last step came to, an execution that was stopped is shown as stopped. */
function endAs(run: Run, status: 'Success' | 'Failed' | 'TimedOut', failureMessage?: string): void {
  if (run.execution.status === 'Cancelling') run.end('Cancelled');
  else run.end(status, failureMessage);
}

/** Steps after a cancelled one are those that its onCancel led to. */
const isCancellationStep = ({ execution }: Run): boolean =>
  execution.steps.some(({ status }) => status === 'Cancelled');

/** Cancel ends the running step; Complete waits for its end. Neither lets the next one begin. */
function stop(run: Run, type: StopType): void {
  const { world, execution } = run;
  execution.status = 'Cancelling';
  execution.stop = undefined;
  const record = execution.steps.at(-1);
  if (type === 'Complete' || !record) return;
  record.status = 'Cancelling';
  world.scheduler.after(1, () => {
    endStep(run, record, 'Cancelled', undefined);
    world.event({ actor: 'automation', ...about(run), text: `${record.name} cancelled` });
    return cancel(run, record);
  });
}

function cancel(run: Run, stopped: StepExecution): Promise<void> | void {
  const { steps } = run.document;
  const step = steps.find(({ name }) => name === stopped.name);
  const target = step && cancellationTarget(step);
  const next = steps.find(({ name }) => name === target);
  if (!next) return run.end('Cancelled');
  run.world.scheduler.after(CANCELLATION_SECONDS, () => {
    const record = run.execution.steps.at(-1);
    if (record?.status === 'InProgress') endStep(run, record, 'Cancelled', undefined);
    run.end('Cancelled');
  });
  return runStep(run, next);
}

const about = ({ execution: { about: vpcId } }: Run): { readonly vpcId?: string } => (vpcId ? { vpcId } : {});
