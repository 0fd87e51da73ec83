import type { RegionState } from '../world';
import type { AutomationExecution, StepExecution } from './executions';
import { outputTexts } from './output-value';

/** What AWS shows for an output of a step that has not succeeded. */
const NO_OUTPUT = 'No output available yet because the step is not successfully executed';

/** A document that CloudFormation deploys with its stack has one version. */
const DOCUMENT_VERSION = '1';

export const executionMetadata = (
  region: RegionState,
  execution: AutomationExecution,
): Record<string, unknown> => ({
  ...summary(region, execution),
  AutomationType: 'Local',
});

export const executionOutput = (
  region: RegionState,
  execution: AutomationExecution,
): Record<string, unknown> => ({
  ...summary(region, execution),
  Parameters: execution.parameters,
  StepExecutions: execution.steps.map((step) => stepOutput(region, execution, step)),
  StepExecutionsTruncated: false,
});

function summary(region: RegionState, execution: AutomationExecution): Record<string, unknown> {
  const current = currentStep(execution);
  return {
    AutomationExecutionId: execution.id,
    DocumentName: execution.documentName,
    DocumentVersion: DOCUMENT_VERSION,
    AutomationExecutionStatus: execution.status,
    FailureMessage: execution.failureMessage,
    ExecutionStartTime: execution.startTime,
    ExecutionEndTime: execution.endTime,
    ExecutedBy: execution.executedBy,
    Mode: 'Auto',
    CurrentStepName: current?.name,
    CurrentAction: current?.action,
    Outputs: documentOutputs(region, execution),
  };
}

export const currentStep = ({ endTime, steps }: AutomationExecution): StepExecution | undefined =>
  endTime === undefined ? steps.at(-1) : undefined;

function documentOutputs(
  { documents }: RegionState,
  { documentName, steps }: AutomationExecution,
): Record<string, readonly string[]> {
  const outputs = documents.get(documentName)?.content.outputs ?? [];
  return Object.fromEntries(
    outputs.map((output) => {
      const [stepName, ...name] = output.split('.');
      const step = steps.findLast((each) => each.name === stepName && each.status === 'Success');
      const value = step?.outputs[name.join('.')];
      return [output, value === undefined ? [NO_OUTPUT] : outputTexts(value)];
    }),
  );
}

/** Inputs are JSON texts, strings with their quotes. */
export function stepOutput(
  { documents }: RegionState,
  { documentName }: AutomationExecution,
  step: StepExecution,
): Record<string, unknown> {
  const definition = documents.get(documentName)?.content.steps.find(({ name }) => name === step.name);
  const inputs = Object.entries(step.inputs).map(([name, value]) => [name, JSON.stringify(value)]);
  const outputs = Object.entries(step.outputs).map(([name, value]) => [name, outputTexts(value)]);
  return {
    StepExecutionId: step.id,
    StepName: step.name,
    Action: step.action,
    TimeoutSeconds: definition?.timeoutSeconds,
    OnFailure: definition?.onFailure,
    MaxAttempts: definition?.maxAttempts,
    IsEnd: definition?.isEnd,
    IsCritical: definition?.isCritical,
    NextStep: definition?.nextStep,
    StepStatus: step.status,
    FailureMessage: step.failureMessage,
    Inputs: Object.fromEntries(inputs),
    Outputs: Object.fromEntries(outputs),
    ExecutionStartTime: step.startTime,
    ExecutionEndTime: step.endTime,
  };
}
