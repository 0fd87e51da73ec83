import { notModelled } from '../operation';
import { currentStep } from './execution-output';
import type { AutomationExecution, StepExecution } from './executions';
import { filterTime, invalidFilterKey, type RequestFilter } from './ssm-requests';

/** Keys by AutomationExecutionFilter: several filters, and one of the values of each. */
export const passesFilters = (execution: AutomationExecution, filters: readonly RequestFilter[]): boolean =>
  filters.every((filter) => passesFilter(execution, filter));

function passesFilter(execution: AutomationExecution, filter: RequestFilter): boolean {
  const { key, values } = filter;
  switch (key) {
    case 'DocumentNamePrefix':
      return values.some((prefix) => execution.documentName.startsWith(prefix));
    case 'ExecutionStatus':
      return values.includes(execution.status);
    case 'ExecutionId':
      return values.includes(execution.id);
    case 'CurrentAction':
      return values.includes(currentStep(execution)?.action ?? '');
    case 'StartTimeBefore':
      return execution.startTime.getTime() < filterTime(filter);
    case 'StartTimeAfter':
      return execution.startTime.getTime() > filterTime(filter);
    case 'AutomationType':
      return values.includes('Local');
    case 'ParentExecutionId':
    case 'TagKey':
    case 'TargetResourceGroup':
    case 'AutomationSubtype':
    case 'OpsItemId':
      throw notModelled(`filter ${key} of DescribeAutomationExecutions`);
    default:
      throw invalidFilterKey(key);
  }
}

export const stepPassesFilters = (step: StepExecution, filters: readonly RequestFilter[]): boolean =>
  filters.every((filter) => stepPassesFilter(step, filter));

function stepPassesFilter(step: StepExecution, filter: RequestFilter): boolean {
  const { key, values } = filter;
  switch (key) {
    case 'StepName':
      return values.includes(step.name);
    case 'StepExecutionStatus':
      return values.includes(step.status);
    case 'StepExecutionId':
      return values.includes(step.id);
    case 'Action':
      return values.includes(step.action);
    case 'StartTimeBefore':
      return step.startTime.getTime() < filterTime(filter);
    case 'StartTimeAfter':
      return step.startTime.getTime() > filterTime(filter);
    case 'ParentStepExecutionId':
    case 'ParentStepIteration':
    case 'ParentStepIteratorValue':
      throw notModelled(`filter ${key} of DescribeAutomationStepExecutions`);
    default:
      throw invalidFilterKey(key);
  }
}
