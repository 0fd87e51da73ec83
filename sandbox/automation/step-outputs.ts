import { InvalidDocument, type Json, jsonObject, optionalText, refuseOthers, text } from './document-members';
import { type JsonPath, parseJsonPath, selectByPath } from './json-path';
import { type OutputValue, outputText } from './output-value';

const TYPES = ['String', 'Integer', 'Boolean', 'StringList', 'StringMap', 'MapList'] as const;
type OutputType = (typeof TYPES)[number];

export interface StepOutput {
  readonly name: string;
  readonly selector: JsonPath;
  readonly type: OutputType;
}

export function parseStepOutputs(given: unknown, stepName: string): readonly StepOutput[] {
  if (given === undefined) return [];
  if (!Array.isArray(given) || given.length === 0)
    throw new InvalidDocument(`outputs of ${stepName} is not a list of outputs`);
  return given.map((each) => parseOutput(jsonObject(each, `an output of ${stepName}`), stepName));
}

function parseOutput(output: Json, stepName: string): StepOutput {
  refuseOthers(output, ['Name', 'Selector', 'Type'], `an output of ${stepName}`);
  const name = text(output['Name'], `Name of an output of ${stepName}`);
  const given = optionalText(output['Type'], `Type of ${stepName}.${name}`) ?? 'String';
  const type = TYPES.find((known) => known === given);
  if (!type)
    throw new InvalidDocument(`Type of ${stepName}.${name}: got ${given}, allowed: ${TYPES.join(', ')}`);
  return { name, type, selector: parseJsonPath(text(output['Selector'], `Selector of ${stepName}.${name}`)) };
}

/** An output that the response does not give. */
export class OutputFailure extends Error {
  constructor(name: string, problem: string) {
    super(`output ${name}: ${problem}`);
    this.name = 'OutputFailure';
  }
}

/** Outputs by name, read from the response of an API. */
export const readOutputs = (
  outputs: readonly StepOutput[],
  response: unknown,
): Readonly<Record<string, OutputValue>> =>
  Object.fromEntries(outputs.map((output) => [output.name, readOutput(output, response)]));

/**
 * A selector that finds nothing gives an empty output: AWS's own example branches on an instance's Platform, which EC2
 * leaves out for all but Windows.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/automation-branch-condition.html#branch-action-output
 */
function readOutput({ name, selector, type }: StepOutput, response: unknown): OutputValue {
  const found = selectByPath(selector, response) ?? [];
  if (Array.isArray(found) && found.length === 0) return emptyOf(type);
  const value = converted(found, type);
  if (value === undefined)
    throw new OutputFailure(name, `${outputText(found)} cannot be converted to ${type}`);
  return value;
}

function emptyOf(type: OutputType): OutputValue {
  switch (type) {
    case 'String':
    case 'Integer':
    case 'Boolean':
      return '';
    case 'StringList':
    case 'MapList':
      return [];
    case 'StringMap':
      return {};
  }
}

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

const isMap = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The conversions that the page on outputs lists; undefined for every other. */
function converted(value: unknown, type: OutputType): OutputValue | undefined {
  switch (type) {
    case 'StringList':
      return stringList(value);
    case 'MapList':
      return Array.isArray(value) && value.every(isMap) ? value : undefined;
    case 'StringMap':
      return isMap(value) ? value : undefined;
    case 'String':
    case 'Integer':
    case 'Boolean':
      return scalar(Array.isArray(value) && value.length === 1 ? value[0] : value, type);
  }
}

function stringList(value: unknown): OutputValue | undefined {
  if (isScalar(value)) return [String(value)];
  return Array.isArray(value) && value.every(isScalar) ? value.map(String) : undefined;
}

function scalar(value: unknown, type: 'String' | 'Integer' | 'Boolean'): OutputValue | undefined {
  if (!isScalar(value)) return undefined;
  if (type === 'String') return String(value);
  if (type === 'Integer') {
    const isInteger = Number.isInteger(value) || (typeof value === 'string' && /^-?\d+$/.test(value));
    return isInteger ? Number(value) : undefined;
  }
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' && /^(true|false)$/i.test(value)
    ? value.toLowerCase() === 'true'
    : undefined;
}
