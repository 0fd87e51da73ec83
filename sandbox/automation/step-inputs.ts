import { operationSchema } from '../wire/services';
import type { DocumentStep } from './document';
import { InvalidDocument, type Json, jsonObject, optionalText, refuseOthers, text } from './document-members';

type StepWithInputs = Pick<DocumentStep, 'name' | 'action' | 'inputs'>;

/** Refuses what an action's inputs hold and the sandbox does not play, before anything runs. */
export function checkInputs(step: StepWithInputs): void {
  switch (step.action) {
    case 'aws:invokeLambdaFunction':
      checkInvocation(step);
      return;
    case 'aws:branch':
      checkBranch(step);
      return;
    case 'aws:sleep':
      refuseOtherInputs(step, ['Duration']);
      text(step.inputs['Duration'], `Duration of ${step.name}`);
      return;
    case 'aws:executeAwsApi':
      checkApi(step);
      return;
    case 'aws:executeScript':
      raisedReason(step);
      return;
  }
}

function checkInvocation(step: StepWithInputs): void {
  refuseOtherInputs(step, ['FunctionName', 'InvocationType', 'InputPayload']);
  text(step.inputs['FunctionName'], `FunctionName of ${step.name}`);
  jsonObject(step.inputs['InputPayload'] ?? {}, `InputPayload of ${step.name}`);
  const type = step.inputs['InvocationType'] ?? 'RequestResponse';
  if (type !== 'RequestResponse')
    throw new InvalidDocument(
      `step ${step.name}: the sandbox plays InvocationType RequestResponse only, not ${String(type)}`,
    );
}

/** Parameters are checked when the call is made, as the action does. */
function checkApi({ name, inputs }: StepWithInputs): void {
  const service = text(inputs['Service'], `Service of ${name}`);
  const api = text(inputs['Api'], `Api of ${name}`);
  if (service !== 'ec2' || !operationSchema('ec2', api))
    throw new InvalidDocument(
      `step ${name}: the sandbox calls operations of ec2 only, by their names such as CreateFlowLogs, not ${service} ${api}`,
    );
}

function checkBranch(step: StepWithInputs): void {
  refuseOtherInputs(step, ['Choices', 'Default']);
  branchChoices(step.inputs);
  optionalText(step.inputs['Default'], `Default of ${step.name}`);
}

/** The steps that a branch can lead to. */
export const targetsOf = ({ action, inputs }: StepWithInputs): readonly (string | undefined)[] =>
  action === 'aws:branch'
    ? [...branchChoices(inputs).map(({ nextStep }) => nextStep), optionalText(inputs['Default'], 'Default')]
    : [];

export interface BranchChoice {
  readonly nextStep: string;
  readonly variable: string;
  readonly contains: string;
}

export function branchChoices(inputs: Json): readonly BranchChoice[] {
  const choices = inputs['Choices'];
  if (!Array.isArray(choices) || choices.length === 0) throw new InvalidDocument('aws:branch has no Choices');
  return choices.map((choice) => {
    const { NextStep, Variable, Contains, ...others } = jsonObject(choice, 'a choice');
    if (Object.keys(others).length > 0)
      throw new InvalidDocument(
        `aws:branch: the sandbox plays Contains only, not ${Object.keys(others).join(', ')}`,
      );
    return {
      nextStep: text(NextStep, 'NextStep of a choice'),
      variable: text(Variable, 'Variable of a choice'),
      contains: text(Contains, 'Contains of a choice'),
    };
  });
}

/**
 * No Python runs here. One shape of script is understood, the one that raises a reason it was handed; any other is
 * refused, so that a script never passes unplayed.
 */
const RAISING_SCRIPT =
  /^def (\w+)\(events, context\):\n {4}(\w+) = str\(events\["(\w+)"\]\)\n {4}raise Exception\("([^"\\{}]*)" \+ \2\)$/;

/** What the script raises: a text, then the member of its payload. */
export function raisedReason(step: StepWithInputs): { readonly prefix: string; readonly member: string } {
  refuseOtherInputs(step, ['Runtime', 'Handler', 'InputPayload', 'Script']);
  const { Runtime, Handler, InputPayload, Script } = step.inputs;
  const [, handler, , member = '', prefix = ''] = RAISING_SCRIPT.exec(String(Script)) ?? [];
  if (handler === undefined || handler !== Handler || !/^python3\.1[0-2]$/.test(String(Runtime)))
    throw new InvalidDocument(
      `step ${step.name}: the sandbox runs no scripts but one in Python that raises a given reason`,
    );
  text(jsonObject(InputPayload, `InputPayload of ${step.name}`)[member], `${member} of ${step.name}`);
  return { prefix, member };
}

const refuseOtherInputs = ({ name, action, inputs }: StepWithInputs, known: readonly string[]): void =>
  refuseOthers(inputs, known, `step ${name}: ${action}`);
