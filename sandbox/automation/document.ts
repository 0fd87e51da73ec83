import {
  InvalidDocument,
  type Json,
  jsonObject,
  optionalFlag,
  optionalPositive,
  optionalText,
  refuseOthers,
  text,
} from './document-members';
import { checkInputs, targetsOf } from './step-inputs';
import { parseStepOutputs, type StepOutput } from './step-outputs';

/** An Automation document read from the template's JSON, refused where it holds what the sandbox does not play. */
export { InvalidDocument } from './document-members';

export const MODELLED_ACTIONS = [
  'aws:invokeLambdaFunction',
  'aws:branch',
  'aws:sleep',
  'aws:executeAwsApi',
  'aws:waitForAwsResourceProperty',
  'aws:assertAwsResourceProperty',
  'aws:executeScript',
] as const;
export type Action = (typeof MODELLED_ACTIONS)[number];

export interface DocumentStep {
  readonly name: string;
  readonly action: Action;
  readonly inputs: Json;
  readonly timeoutSeconds: number | undefined;
  readonly maxAttempts: number;
  readonly onFailure: string;
  readonly onCancel: string;
  readonly isCritical: boolean;
  readonly isEnd: boolean;
  readonly nextStep: string | undefined;
  readonly outputs: readonly StepOutput[];
}

export interface DocumentParameter {
  readonly description: string | undefined;
  readonly allowedPattern: string | undefined;
  readonly default: string | undefined;
}

export interface ParsedDocument {
  readonly description: string | undefined;
  readonly assumeRole: string | undefined;
  readonly parameters: Readonly<Record<string, DocumentParameter>>;
  readonly steps: readonly DocumentStep[];
  /** What the execution as a whole gives out, as `Step.Output`. */
  readonly outputs: readonly string[];
  /** As it was deployed. */
  readonly json: Json;
}

const DOCUMENT_MEMBERS = [
  ...['schemaVersion', 'description', 'assumeRole', 'parameters', 'mainSteps', 'outputs'],
];
const PARAMETER_MEMBERS = ['type', 'description', 'allowedPattern', 'default'];
const STEP_MEMBERS = [
  ...['name', 'description', 'action', 'inputs', 'timeoutSeconds', 'maxAttempts'],
  ...['onFailure', 'onCancel', 'isCritical', 'isEnd', 'nextStep', 'outputs'],
];

export function parseDocument(content: unknown): ParsedDocument {
  const document = jsonObject(content, 'content');
  refuseOthers(document, DOCUMENT_MEMBERS, 'the document');
  if (document['schemaVersion'] !== '0.3')
    throw new InvalidDocument(`schemaVersion ${String(document['schemaVersion'])} is not 0.3`);
  const { mainSteps } = document;
  if (!Array.isArray(mainSteps) || mainSteps.length === 0) throw new InvalidDocument('mainSteps has no step');
  const steps = mainSteps.map((step, index) => parseStep(jsonObject(step, `mainSteps[${index}]`)));
  const names = new Set<string>();
  for (const { name } of steps) {
    if (names.has(name)) throw new InvalidDocument(`two steps are named ${name}`);
    names.add(name);
  }
  for (const step of steps) checkTargets(step, steps);
  const parameters = Object.entries(jsonObject(document['parameters'] ?? {}, 'parameters'));
  return {
    description: optionalText(document['description'], 'description'),
    assumeRole: optionalText(document['assumeRole'], 'assumeRole'),
    parameters: Object.fromEntries(parameters.map(([name, json]) => [name, parseParameter(name, json)])),
    steps,
    outputs: documentOutputs(document['outputs'], names),
    json: document,
  };
}

function documentOutputs(given: unknown, steps: ReadonlySet<string>): readonly string[] {
  if (given === undefined) return [];
  if (!Array.isArray(given) || given.length === 0)
    throw new InvalidDocument('outputs of the document is not a list of outputs');
  return given.map((each) => {
    const output = text(each, 'an output of the document');
    if (!steps.has(output.split('.')[0] ?? ''))
      throw new InvalidDocument(`output ${output} of the document is of no step`);
    return output;
  });
}

function parseParameter(name: string, json: unknown): DocumentParameter {
  const parameter = jsonObject(json, `parameter ${name}`);
  refuseOthers(parameter, PARAMETER_MEMBERS, `parameter ${name}`);
  if (parameter['type'] !== 'String')
    throw new InvalidDocument(
      `parameter ${name}: the sandbox plays type String only, not ${String(parameter['type'])}`,
    );
  return {
    description: optionalText(parameter['description'], `description of ${name}`),
    allowedPattern: optionalText(parameter['allowedPattern'], `allowedPattern of ${name}`),
    default: optionalText(parameter['default'], `default of ${name}`),
  };
}

function parseStep(step: Json): DocumentStep {
  const name = optionalText(step['name'], 'name') ?? '';
  if (!/^[a-zA-Z0-9_]+$/.test(name)) throw new InvalidDocument(`step name '${name}' is not valid`);
  refuseOthers(step, STEP_MEMBERS, `step ${name}`);
  const action = MODELLED_ACTIONS.find((known) => known === step['action']);
  if (!action)
    throw new InvalidDocument(
      `step ${name}: the sandbox does not play ${String(step['action'])}; it plays ${MODELLED_ACTIONS.join(', ')}`,
    );
  const onFailure = optionalText(step['onFailure'], `onFailure of ${name}`) ?? 'Abort';
  const inputs = jsonObject(step['inputs'], `inputs of ${name}`);
  checkInputs({ name, action, inputs });
  return {
    name,
    action,
    inputs,
    timeoutSeconds: optionalPositive(step['timeoutSeconds'], `timeoutSeconds of ${name}`),
    maxAttempts: optionalPositive(step['maxAttempts'], `maxAttempts of ${name}`) ?? 1,
    onFailure,
    onCancel: optionalText(step['onCancel'], `onCancel of ${name}`) ?? 'Abort',
    isCritical: optionalFlag(step['isCritical'], `isCritical of ${name}`) ?? onFailure !== 'Continue',
    isEnd: optionalFlag(step['isEnd'], `isEnd of ${name}`) ?? false,
    nextStep: optionalText(step['nextStep'], `nextStep of ${name}`),
    outputs: stepOutputs(step, action, name),
  };
}

/** AWS has outputs of other actions too; the sandbox reads those of an API's response. */
function stepOutputs(step: Json, action: Action, name: string): readonly StepOutput[] {
  if (step['outputs'] !== undefined && action !== 'aws:executeAwsApi')
    throw new InvalidDocument(`step ${name}: the sandbox does not play outputs of ${action}`);
  return parseStepOutputs(step['outputs'], name);
}

/** The step that onFailure names; undefined for Abort and Continue. */
export const failureTarget = ({ onFailure }: Pick<DocumentStep, 'onFailure'>): string | undefined =>
  stepNamed(onFailure);

/** The step that onCancel names; undefined for Abort. */
export const cancellationTarget = ({ onCancel }: Pick<DocumentStep, 'onCancel'>): string | undefined =>
  stepNamed(onCancel);

const stepNamed = (target: string): string | undefined => /^step:(.+)$/.exec(target)?.[1];

function checkTargets(step: DocumentStep, steps: readonly DocumentStep[]): void {
  const failure = failureTarget(step);
  const cancellation = cancellationTarget(step);
  if (failure === undefined && !['Abort', 'Continue'].includes(step.onFailure))
    throw new InvalidDocument(
      `step ${step.name}: onFailure ${step.onFailure} is not Abort, Continue or step:name`,
    );
  if (cancellation === undefined && step.onCancel !== 'Abort')
    throw new InvalidDocument(`step ${step.name}: onCancel ${step.onCancel} is not Abort or step:name`);
  for (const target of [failure, cancellation, step.nextStep, ...targetsOf(step)])
    if (target !== undefined && !steps.some(({ name }) => name === target))
      throw new InvalidDocument(`step ${step.name} goes to ${target}, which does not exist`);
  // https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-actions.html#canProp
  if (steps.some(({ name, action }) => name === cancellation && action === 'aws:sleep'))
    throw new InvalidDocument(`step ${step.name}: onCancel does not move to aws:sleep`);
}
