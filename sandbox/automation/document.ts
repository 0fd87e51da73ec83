import {
  InvalidDocument,
  type Json,
  jsonObject,
  optionalFlag,
  optionalPositive,
  optionalText,
  refuseOthers,
} from './document-members';
import { checkInputs, targetsOf } from './step-inputs';

/** An Automation document read from the template's JSON, refused where it holds what the sandbox does not play. */
export { InvalidDocument } from './document-members';

export const MODELLED_ACTIONS = [
  'aws:invokeLambdaFunction',
  'aws:branch',
  'aws:sleep',
  'aws:executeAwsApi',
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
  readonly isCritical: boolean;
  readonly isEnd: boolean;
  readonly nextStep: string | undefined;
}

export interface DocumentParameter {
  readonly allowedPattern: string | undefined;
  readonly default: string | undefined;
}

export interface ParsedDocument {
  readonly assumeRole: string | undefined;
  readonly parameters: Readonly<Record<string, DocumentParameter>>;
  readonly steps: readonly DocumentStep[];
}

const DOCUMENT_MEMBERS = ['schemaVersion', 'description', 'assumeRole', 'parameters', 'mainSteps'];
const PARAMETER_MEMBERS = ['type', 'description', 'allowedPattern', 'default'];
const STEP_MEMBERS = [
  ...['name', 'description', 'action', 'inputs', 'timeoutSeconds', 'maxAttempts'],
  ...['onFailure', 'isCritical', 'isEnd', 'nextStep'],
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
  for (const step of steps) checkTargets(step, names);
  const parameters = Object.entries(jsonObject(document['parameters'] ?? {}, 'parameters'));
  return {
    assumeRole: optionalText(document['assumeRole'], 'assumeRole'),
    parameters: Object.fromEntries(parameters.map(([name, json]) => [name, parseParameter(name, json)])),
    steps,
  };
}

function parseParameter(name: string, json: unknown): DocumentParameter {
  const parameter = jsonObject(json, `parameter ${name}`);
  refuseOthers(parameter, PARAMETER_MEMBERS, `parameter ${name}`);
  if (parameter['type'] !== 'String')
    throw new InvalidDocument(
      `parameter ${name}: the sandbox plays type String only, not ${String(parameter['type'])}`,
    );
  return {
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
    isCritical: optionalFlag(step['isCritical'], `isCritical of ${name}`) ?? onFailure !== 'Continue',
    isEnd: optionalFlag(step['isEnd'], `isEnd of ${name}`) ?? false,
    nextStep: optionalText(step['nextStep'], `nextStep of ${name}`),
  };
}

/** The step that onFailure names; undefined for Abort and Continue. */
export const failureTarget = ({ onFailure }: Pick<DocumentStep, 'onFailure'>): string | undefined =>
  /^step:(.+)$/.exec(onFailure)?.[1];

function checkTargets(step: DocumentStep, names: ReadonlySet<string>): void {
  const failure = failureTarget(step);
  if (failure === undefined && !['Abort', 'Continue'].includes(step.onFailure))
    throw new InvalidDocument(
      `step ${step.name}: onFailure ${step.onFailure} is not Abort, Continue or step:name`,
    );
  for (const target of [failure, step.nextStep, ...targetsOf(step)])
    if (target !== undefined && !names.has(target))
      throw new InvalidDocument(`step ${step.name} goes to ${target}, which does not exist`);
}
