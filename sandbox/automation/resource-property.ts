import type { DocumentStep } from './document';
import { interpolate, interpolateText, type References } from './interpolation';
import { parseJsonPath, selectByPath } from './json-path';
import { outputText } from './output-value';
import type { Run } from './runner';
import { callApi, jsonOf } from './step-api';
import { CALL_SECONDS, failed, type StepResult } from './step-result';

/** AWS says that aws:waitForAwsResourceProperty polls, and not how often. */
const POLL_SECONDS = 10;

export async function waitForProperty(
  run: Run,
  step: DocumentStep,
  references: References,
): Promise<StepResult> {
  const property = await readProperty(run, step, references);
  if ('failure' in property) return failed(property.failure);
  const { value, isDesired } = property;
  return {
    seconds: isDesired ? CALL_SECONDS : POLL_SECONDS,
    isWaiting: !isDesired,
    text: `the property is ${value}`,
    outputs: {},
  };
}

export async function assertProperty(
  run: Run,
  step: DocumentStep,
  references: References,
): Promise<StepResult> {
  const property = await readProperty(run, step, references);
  if ('failure' in property) return failed(property.failure);
  const { value, isDesired, desired } = property;
  if (!isDesired) return failed(`the property is ${value}, desired: ${desired.join(', ')}`);
  return { seconds: CALL_SECONDS, text: `the property is ${value}`, outputs: {} };
}

type Property =
  | { readonly failure: string }
  | { readonly value: string; readonly isDesired: boolean; readonly desired: readonly string[] };

async function readProperty(run: Run, step: DocumentStep, references: References): Promise<Property> {
  const { PropertySelector, DesiredValues } = step.inputs;
  const answer = await callApi(run, step, references, ['PropertySelector', 'DesiredValues']);
  if ('error' in answer) return { failure: `${answer.error.name}: ${answer.error.message}` };
  const selector = parseJsonPath(interpolateText(String(PropertySelector), references));
  const found = selectByPath(selector, jsonOf(answer.output));
  const values = (Array.isArray(found) ? found : [found]).filter((each) => each !== undefined);
  const desired = interpolate(DesiredValues, references) as readonly string[];
  const isDesired = values.length > 0 && values.every((each) => desired.includes(propertyText(each)));
  return { value: values.map(propertyText).join(', ') || 'absent', isDesired, desired };
}

/** Booleans are compared as Python writes them, by the page of aws:assertAwsResourceProperty. */
const propertyText = (value: unknown): string => {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return outputText(value);
};
