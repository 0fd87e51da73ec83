import { type OperationRequest, type Operations, pageOf, structureOf, textOf, textsOf } from '../operation';
import { ApiError } from '../wire/api-error';
import { type AutomationExecution, startExecution } from './executions';
import { startParameters } from './start-parameters';

const USUAL_PAGE = 50;

const documentArn = ({ region: { place } }: OperationRequest, name: string): string =>
  `arn:${place.partition}:ssm:${place.region}:${place.accountId}:automation-definition/${name}:$DEFAULT`;

const executionArn = ({ region: { place } }: OperationRequest, id: string): string =>
  `arn:${place.partition}:ssm:${place.region}:${place.accountId}:automation-execution/${id}`;

export const AUTOMATION_OPERATIONS: Operations = {
  StartAutomationExecution: {
    members: ['DocumentName', 'Parameters'],
    perform(request) {
      const documentName = textOf(request.input, 'DocumentName') ?? '';
      request.authorize('ssm:StartAutomationExecution', documentArn(request, documentName));
      const document = request.region.documents.get(documentName);
      if (!document)
        throw new ApiError(
          'AutomationDefinitionNotFoundException',
          `No document named ${documentName} exists`,
        );
      const given = structureOf(request.input, 'Parameters') ?? {};
      const parameters = Object.fromEntries(Object.keys(given).map((name) => [name, textsOf(given, name)]));
      const values = startParameters(document.content, parameters);
      if (typeof values === 'string')
        throw new ApiError('InvalidAutomationExecutionParametersException', values);
      const { id } = startExecution(request.world, request.region, { documentName, parameters });
      return { AutomationExecutionId: id };
    },
  },

  GetAutomationExecution: {
    members: ['AutomationExecutionId'],
    perform(request) {
      const id = textOf(request.input, 'AutomationExecutionId') ?? '';
      request.authorize('ssm:GetAutomationExecution', executionArn(request, id));
      const execution = request.region.executions.get(id);
      if (!execution)
        throw new ApiError('AutomationExecutionNotFoundException', `There is no automation execution ${id}`);
      return { AutomationExecution: executionOutput(execution) };
    },
  },

  DescribeAutomationExecutions: {
    members: ['MaxResults', 'NextToken'],
    perform(request) {
      request.authorize('ssm:DescribeAutomationExecutions', '*');
      const newestFirst = [...request.region.executions.values()].reverse();
      const limit = request.input['MaxResults'];
      const { page, nextToken } = pageOf(newestFirst, {
        token: textOf(request.input, 'NextToken'),
        limit: typeof limit === 'number' ? limit : USUAL_PAGE,
        invalidToken: 'InvalidNextToken',
      });
      return { AutomationExecutionMetadataList: page.map(metadata), NextToken: nextToken };
    },
  },
};

const metadata = (execution: AutomationExecution): Record<string, unknown> => ({
  AutomationExecutionId: execution.id,
  DocumentName: execution.documentName,
  AutomationExecutionStatus: execution.status,
  FailureMessage: execution.failureMessage,
  ExecutionStartTime: execution.startTime,
  ExecutionEndTime: execution.endTime,
});

const executionOutput = (execution: AutomationExecution): Record<string, unknown> => ({
  ...metadata(execution),
  Parameters: execution.parameters,
  StepExecutions: execution.steps.map((step) => ({
    StepName: step.name,
    Action: step.action,
    StepStatus: step.status,
    FailureMessage: step.failureMessage,
    ExecutionStartTime: step.startTime,
    ExecutionEndTime: step.endTime,
  })),
});
