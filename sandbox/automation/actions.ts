import { AccessDenied } from '../access';
import { errorMessage, invokeSynchronously } from '../lambda/invocations';
import type { DocumentStep } from './document';
import { interpolate, interpolateText, type References, UnresolvedReference } from './interpolation';
import type { Run } from './runner';
import { sleepSeconds } from './sleep';
import { branchChoices, raisedReason } from './step-inputs';

/** What a step came to. */
export interface StepResult {
  /** How long it took, in virtual seconds. */
  readonly seconds: number;
  readonly failure?: string;
  readonly text: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly goTo?: string;
}

const failed = (failure: string): StepResult => ({ seconds: 1, failure, text: failure, outputs: {} });

/** Performs one step. What AWS would report as a failed step is a result here; anything else is a fault of the sandbox. */
export async function performAction(
  run: Run,
  step: DocumentStep,
  references: References,
): Promise<StepResult> {
  try {
    switch (step.action) {
      case 'aws:invokeLambdaFunction':
        return await invokeLambdaFunction(run, step, references);
      case 'aws:executeAwsApi':
        return await executeAwsApi(run, step, references);
      case 'aws:branch':
        return branch(step, references);
      case 'aws:sleep':
        return sleep(step, references);
      case 'aws:executeScript':
        return executeScript(step, references);
    }
  } catch (error) {
    if (error instanceof AccessDenied || error instanceof UnresolvedReference) return failed(error.message);
    throw error;
  }
}

async function invokeLambdaFunction(
  run: Run,
  { name: stepName, inputs }: DocumentStep,
  references: References,
): Promise<StepResult> {
  const name = interpolateText(String(inputs['FunctionName']), references);
  const event = interpolate(inputs['InputPayload'] ?? {}, references);
  const result = await invokeSynchronously(run.world, run.region, run.caller, name, event);
  if (!result) return failed(`function not found: ${name}`);
  if (result.functionError && run.world.assumptions.functionErrorFailsStep)
    return failed(`the function failed: ${errorMessage(result.payload)}`);
  const outputs: Record<string, string> = {
    [`${stepName}.Payload`]: result.payload,
    [`${stepName}.StatusCode`]: '200',
    ...(result.functionError ? { [`${stepName}.FunctionError`]: result.functionError } : {}),
  };
  return { seconds: 2, text: result.functionError ? errorMessage(result.payload) : result.payload, outputs };
}

async function executeAwsApi(run: Run, step: DocumentStep, references: References): Promise<StepResult> {
  const { Service, Api, ...parameters } = step.inputs;
  const input = interpolate(parameters, references) as Readonly<Record<string, unknown>>;
  const { caller, region } = run;
  const answer = await run.world.awsApi.call({ caller, place: region.place, api: String(Api), input });
  if ('error' in answer) return failed(`${answer.error.name}: ${answer.error.message}`);
  return { seconds: 1, text: `${Api} answered ${JSON.stringify(answer.output)}`, outputs: {} };
}

function branch({ inputs }: DocumentStep, references: References): StepResult {
  const chosen = branchChoices(inputs).find(({ variable, contains }) =>
    interpolateText(variable, references).includes(contains),
  );
  const otherwise = inputs['Default'];
  const goTo = chosen?.nextStep ?? (typeof otherwise === 'string' ? otherwise : undefined);
  return {
    seconds: 0,
    text: goTo ? `to ${goTo}` : 'no choice matched',
    outputs: {},
    ...(goTo ? { goTo } : {}),
  };
}

function sleep({ inputs }: DocumentStep, references: References): StepResult {
  const duration = interpolateText(String(inputs['Duration']), references);
  const seconds = sleepSeconds(duration);
  return typeof seconds === 'string' ? failed(seconds) : { seconds, text: `slept ${seconds} s`, outputs: {} };
}

function executeScript(step: DocumentStep, references: References): StepResult {
  const { prefix, member } = raisedReason(step);
  const payload = interpolate(step.inputs['InputPayload'], references) as Readonly<Record<string, unknown>>;
  return failed(`${prefix}${String(payload[member])}`);
}
