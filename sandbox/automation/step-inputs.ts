import { isServiceName, operationSchema } from '../wire/services';
import { branchChoices } from './branch-choices';
import type { DocumentStep } from './document';
import { InvalidDocument, jsonObject, optionalText, refuseOthers, text } from './document-members';
import { parseJsonPath } from './json-path';

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
    case 'aws:waitForAwsResourceProperty':
    case 'aws:assertAwsResourceProperty':
      checkApi(step);
      checkProperty(step);
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
  if (!isServiceName(service) || !operationSchema(service, api))
    throw new InvalidDocument(
      `step ${name}: the sandbox calls operations of the services that it plays, by their names such as ec2 CreateFlowLogs, not ${service} ${api}`,
    );
}

function checkProperty({ name, inputs }: StepWithInputs): void {
  parseJsonPath(text(inputs['PropertySelector'], `PropertySelector of ${name}`));
  const desired = inputs['DesiredValues'];
  if (!Array.isArray(desired) || desired.length === 0 || desired.some((each) => typeof each !== 'string'))
    throw new InvalidDocument(`DesiredValues of ${name} is not a list of texts`);
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
