import type { Caller } from '../access';
import type { RegionState, World } from '../world';
import { performAction } from './actions';
import { type DocumentStep, failureTarget, type ParsedDocument } from './document';
import { InvalidDocument } from './document-members';
import type { AutomationExecution, StepExecution } from './executions';
import type { References } from './interpolation';

export interface Run {
  readonly world: World;
  readonly region: RegionState;
  readonly execution: AutomationExecution;
  readonly document: ParsedDocument;
  readonly parameters: Readonly<Record<string, string>>;
  readonly caller: Caller;
  readonly end: (status: AutomationExecution['status'], failureMessage?: string) => void;
}

export const runExecution = (run: Run): Promise<void> => {
  const [first] = run.document.steps;
  return first ? runStep(run, first) : Promise.resolve();
};

/** Far more than any path of a document without a circle has. */
const MOST_STEPS = 1000;

function runStep(run: Run, step: DocumentStep): Promise<void> {
  if (run.execution.steps.length >= MOST_STEPS)
    throw new InvalidDocument(`goes in a circle: ${MOST_STEPS} steps were run, the last to ${step.name}`);
  return attemptStep(run, step, stepRecord(run, step), 1);
}

async function attemptStep(
  run: Run,
  step: DocumentStep,
  record: StepExecution,
  attempt: number,
): Promise<void> {
  const { world, execution } = run;
  const result = await performAction(run, step, references(run));
  const limit = step.timeoutSeconds ?? Number.POSITIVE_INFINITY;
  if (result.seconds > limit) {
    world.scheduler.after(limit, () =>
      fail(run, step, record, attempt, 'TimedOut', `timed out after ${limit} s`),
    );
    return;
  }
  world.scheduler.after(result.seconds, () => {
    if (result.failure !== undefined) return fail(run, step, record, attempt, 'Failed', result.failure);
    record.status = 'Success';
    record.failureMessage = undefined;
    record.endTime = world.scheduler.now();
    record.outputs = result.outputs;
    world.event({ actor: 'automation', ...about(execution), text: `${step.name}: ${result.text}` });
    return goOn(run, step, result.goTo);
  });
}

/** One for each time that the execution comes to the step; its attempts share it. */
function stepRecord({ world, execution }: Run, step: DocumentStep): StepExecution {
  const record: StepExecution = {
    name: step.name,
    action: step.action,
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
function fail(
  run: Run,
  step: DocumentStep,
  record: StepExecution,
  attempt: number,
  status: 'Failed' | 'TimedOut',
  message: string,
): Promise<void> | void {
  record.status = status;
  record.failureMessage = message;
  record.endTime = run.world.scheduler.now();
  run.world.event({ actor: 'automation', ...about(run.execution), text: `${step.name} failed: ${message}` });
  if (attempt < step.maxAttempts) return attemptStep(run, step, record, attempt + 1);
  // What isCritical false means together with Abort is not documented: an aborted execution is no success here.
  if (step.onFailure === 'Abort' && !step.isEnd) return endWith(run, record);
  if (step.isEnd) return finish(run);
  return goOn(run, step, failureTarget(step));
}

function goOn(run: Run, step: DocumentStep, goTo: string | undefined): Promise<void> | void {
  const { steps } = run.document;
  if (step.isEnd && goTo === undefined) return finish(run);
  const following = steps[steps.indexOf(step) + 1]?.name;
  const next = steps.find(({ name }) => name === (goTo ?? step.nextStep ?? following));
  return next ? runStep(run, next) : finish(run);
}

/** A critical step that failed makes the execution fail, whatever came after it; a later pass that succeeded does not. */
function finish(run: Run): void {
  const { document, execution, end } = run;
  const critical = new Set(document.steps.filter(({ isCritical }) => isCritical).map(({ name }) => name));
  const last = new Map(execution.steps.map((record) => [record.name, record]));
  const failed = [...last.values()].find(({ name, status }) => critical.has(name) && status !== 'Success');
  if (failed) endWith(run, failed);
  else end('Success');
}

const endWith = ({ end }: Run, { name, status, failureMessage }: StepExecution): void =>
  end(status === 'TimedOut' ? 'TimedOut' : 'Failed', `${name}: ${failureMessage}`);

function references({ world, region, execution, parameters }: Run): References {
  const { accountId, partition, region: regionName } = region.place;
  const now = world.scheduler.now().toISOString();
  return {
    parameters,
    system: {
      'automation:EXECUTION_ID': execution.id,
      'global:ACCOUNT_ID': accountId,
      'global:AWS_PARTITION': partition,
      'global:REGION': regionName,
      'global:DATE': now.slice(0, 10),
    },
    outputs: Object.assign({}, ...execution.steps.map(({ outputs }) => outputs)),
  };
}

const about = ({ about: vpcId }: AutomationExecution): { readonly vpcId?: string } =>
  vpcId ? { vpcId } : {};
