import { errorMessage } from '../lambda/invocations';
import { jsonObject } from '../lambda/json-line';
import { branchChoices, conditionHolds, IncomparableVariable } from './branch-choices';
import type { DocumentStep } from './document';
import { interpolate, interpolateText, type References, UnresolvedReference } from './interpolation';
import { assertProperty, waitForProperty } from './resource-property';
import type { Run } from './runner';
import { sleepSeconds } from './sleep';
import { callApi, jsonOf } from './step-api';
import { raisedReason } from './step-inputs';
import { OutputFailure, readOutputs } from './step-outputs';
import { CALL_SECONDS, failed, type StepResult } from './step-result';

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
      case 'aws:waitForAwsResourceProperty':
        return await waitForProperty(run, step, references);
      case 'aws:assertAwsResourceProperty':
        return await assertProperty(run, step, references);
      case 'aws:branch':
        return branch(step, references);
      case 'aws:sleep':
        return sleep(step, references);
      case 'aws:executeScript':
        return executeScript(step, references);
    }
  } catch (error) {
    if (isStepFailure(error)) return failed(error.message);
    throw error;
  }
}

const isStepFailure = (error: unknown): error is Error =>
  error instanceof UnresolvedReference ||
  error instanceof OutputFailure ||
  error instanceof IncomparableVariable;

async function invokeLambdaFunction(
  { world, region, caller }: Run,
  { inputs }: DocumentStep,
  references: References,
): Promise<StepResult> {
  const FunctionName = interpolateText(String(inputs['FunctionName']), references);
  const given = interpolate(inputs['InputPayload'] ?? {}, references);
  const event = world.assumptions.inputPayloadTextsParsed ? withTextsParsed(given) : given;
  const input = { FunctionName, InvocationType: 'RequestResponse', Payload: JSON.stringify(event) };
  const answer = await world.awsApi.call({
    caller,
    place: region.place,
    service: 'lambda',
    api: 'Invoke',
    input,
  });
  if ('error' in answer) return failed(`${answer.error.name}: ${answer.error.message}`);
  const { Payload, StatusCode, FunctionError } = answer.output;
  const payload = Payload instanceof Uint8Array ? new TextDecoder().decode(Payload) : 'null';
  const isFailed = typeof FunctionError === 'string';
  if (isFailed && world.assumptions.functionErrorFailsStep)
    return failed(`the function failed: ${errorMessage(payload)}`);
  const outputs = {
    Payload: world.assumptions.payloadKeepsQuotes ? payload : withoutQuotes(payload),
    StatusCode: String(StatusCode),
    ...(isFailed ? { FunctionError } : {}),
  };
  return { seconds: 2, text: isFailed ? errorMessage(payload) : payload, outputs };
}

/** Texts that are JSON objects, taken for what they describe. */
function withTextsParsed(payload: unknown): unknown {
  const members = Object.entries(payload as Readonly<Record<string, unknown>>);
  return Object.fromEntries(
    members.map(([name, value]) => [name, (typeof value === 'string' && jsonObject(value)) || value]),
  );
}

function withoutQuotes(payload: string): string {
  const value: unknown = JSON.parse(payload);
  return typeof value === 'string' ? value : payload;
}

async function executeAwsApi(run: Run, step: DocumentStep, references: References): Promise<StepResult> {
  const answer = await callApi(run, step, references, []);
  if ('error' in answer) return failed(`${answer.error.name}: ${answer.error.message}`);
  return {
    seconds: CALL_SECONDS,
    text: `${String(step.inputs['Api'])} answered ${JSON.stringify(answer.output)}`,
    outputs: readOutputs(step.outputs, jsonOf(answer.output)),
  };
}

function branch({ inputs }: DocumentStep, references: References): StepResult {
  const chosen = branchChoices(inputs).find(({ condition }) => conditionHolds(condition, references));
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
