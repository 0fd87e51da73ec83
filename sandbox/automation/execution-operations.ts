import type { Caller } from '../access';
import type { Constraints } from '../constraints';
import { type OperationRequest, type Operations, pageOf, structureOf, textOf, textsOf } from '../operation';
import { rootArn } from '../owned-access';
import { ApiError } from '../wire/api-error';
import type { RegionState } from '../world';
import { roleArnOf } from './automation-role';
import { passesFilters, stepPassesFilters } from './execution-filters';
import { executionMetadata, executionOutput, stepOutput } from './execution-output';
import {
  type AutomationExecution,
  ExecutionLimitExceeded,
  recordedExecutions,
  startExecution,
} from './executions';
import { filtersOf, MAX_RESULTS, pagingOf, ssmArn, validationError } from './ssm-requests';
import { authorizePassRole, authorizeStart } from './start-access';
import { type GivenParameters, startParameters } from './start-parameters';
import { takeStart } from './start-rate';

/** Constraints of AutomationParameterMap. */
const MOST_PARAMETERS = 200;
const MOST_VALUES = 50;
const LONGEST_VALUE = 512;

const EXECUTION_ID: Constraints = { AutomationExecutionId: { length: [36, 36] } };

export const EXECUTION_OPERATIONS: Operations = {
  StartAutomationExecution: {
    members: ['DocumentName', 'Parameters'],
    perform(request) {
      const { world, region, input, caller } = request;
      const documentName = textOf(input, 'DocumentName') ?? '';
      authorizeStart(request, documentName);
      const parameters = givenParameters(request);
      if (!takeStart(region, world.scheduler.now()))
        throw new ApiError('ThrottlingException', 'Rate exceeded');
      const document = region.documents.get(documentName);
      if (!document)
        throw new ApiError(
          'AutomationDefinitionNotFoundException',
          `No document named ${documentName} exists`,
        );
      const values = startParameters(document.content, parameters);
      if (typeof values === 'string')
        throw new ApiError('InvalidAutomationExecutionParametersException', values);
      const role = roleArnOf(document.content, values);
      if (role !== undefined) authorizePassRole(request, role);
      return {
        AutomationExecutionId: start(request, documentName, parameters, arnOf(caller, request.region)).id,
      };
    },
  },

  StopAutomationExecution: {
    members: ['AutomationExecutionId', 'Type'],
    constraints: { ...EXECUTION_ID, Type: { oneOf: ['Complete', 'Cancel'] } },
    perform(request) {
      const execution = executionNamed(request, 'ssm:StopAutomationExecution');
      if (!execution.stop)
        throw new ApiError(
          'InvalidAutomationStatusUpdateException',
          `Execution ${execution.id} is ${execution.status} and cannot be stopped`,
        );
      execution.stop(request.input['Type'] === 'Complete' ? 'Complete' : 'Cancel');
      return {};
    },
  },

  GetAutomationExecution: {
    members: ['AutomationExecutionId'],
    constraints: EXECUTION_ID,
    perform(request) {
      const execution = executionNamed(request, 'ssm:GetAutomationExecution');
      return { AutomationExecution: executionOutput(request.region, execution) };
    },
  },

  DescribeAutomationExecutions: {
    members: ['Filters', 'MaxResults', 'NextToken'],
    constraints: MAX_RESULTS,
    perform({ world, region, input, authorize }) {
      authorize('ssm:DescribeAutomationExecutions', '*');
      const filters = filtersOf(input);
      const newestFirst = [...recordedExecutions(region, world.scheduler.now()).values()].reverse();
      const found = newestFirst.filter((execution) => passesFilters(execution, filters));
      const { page, nextToken } = pageOf(found, pagingOf({ input, world }));
      const list = page.map((execution) => executionMetadata(region, execution));
      return { AutomationExecutionMetadataList: list, NextToken: nextToken };
    },
  },

  DescribeAutomationStepExecutions: {
    members: ['AutomationExecutionId', 'Filters', 'MaxResults', 'NextToken', 'ReverseOrder'],
    constraints: { ...EXECUTION_ID, ...MAX_RESULTS },
    perform(request) {
      const { region, input } = request;
      const execution = executionNamed(request, 'ssm:DescribeAutomationStepExecutions');
      const filters = filtersOf(input);
      const found = execution.steps.filter((step) => stepPassesFilters(step, filters));
      const ordered = input['ReverseOrder'] === true ? found.reverse() : found;
      const { page, nextToken } = pageOf(ordered, pagingOf(request));
      const steps = page.map((step) => stepOutput(region, execution, step));
      return { StepExecutions: steps, NextToken: nextToken };
    },
  },
};

function executionNamed(request: OperationRequest, action: string): AutomationExecution {
  const { world, region, input } = request;
  const id = textOf(input, 'AutomationExecutionId') ?? '';
  request.authorize(action, ssmArn(request, `automation-execution/${id}`));
  const execution = recordedExecutions(region, world.scheduler.now()).get(id);
  if (!execution)
    throw new ApiError('AutomationExecutionNotFoundException', `There is no automation execution ${id}`);
  return execution;
}

function givenParameters({ input }: OperationRequest): GivenParameters {
  const given = structureOf(input, 'Parameters') ?? {};
  const parameters = Object.entries(given).map(([name]) => [name, textsOf(given, name)] as const);
  if (parameters.length > MOST_PARAMETERS)
    throw validationError(`parameters has ${parameters.length} of at most ${MOST_PARAMETERS} members`);
  for (const [name, values] of parameters) {
    if (values.length > MOST_VALUES)
      throw validationError(`parameters.${name} has ${values.length} of at most ${MOST_VALUES} values`);
    const long = values.find(({ length }) => length > LONGEST_VALUE);
    if (long !== undefined)
      throw validationError(
        `a value of parameters.${name} has ${long.length} of at most ${LONGEST_VALUE} characters`,
      );
  }
  return Object.fromEntries(parameters);
}

function start(
  { world, region }: OperationRequest,
  documentName: string,
  parameters: GivenParameters,
  executedBy: string,
): AutomationExecution {
  try {
    return startExecution(world, region, { documentName, parameters, executedBy });
  } catch (error) {
    if (!(error instanceof ExecutionLimitExceeded)) throw error;
    throw new ApiError('AutomationExecutionLimitExceededException', error.message);
  }
}

function arnOf(caller: Caller, { place }: RegionState): string {
  switch (caller.kind) {
    case 'role':
      return caller.roleArn;
    case 'service':
      return caller.service;
    case 'administrator':
      return rootArn(place.partition, caller.accountId);
  }
}
