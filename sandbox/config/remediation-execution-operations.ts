import { recordedExecutions, type StepExecution } from '../automation/executions';
import { authorizePassRole, authorizeStart } from '../automation/start-access';
import { type OperationRequest, type Operations, pageOf, textOf, textsOf } from '../operation';
import { ApiError } from '../wire/api-error';
import { LIMIT, pagingOf } from './paging';
import { considerRemediation } from './remediation';
import { isUnderway, startRemediation } from './remediation-run';
import { OF_ONE_RULE, RESOURCE_TYPE, type ResourceKey, resourceKeysOf } from './resource-keys';
import { RULE_NAMES } from './rule-operations';
import type { ConfigRule, RemediationConfiguration, RemediationRecord } from './state';

/** "The default is maximum." */
const USUAL_PAGE = 100;

export const REMEDIATION_EXECUTION_OPERATIONS: Operations = {
  DescribeRemediationConfigurations: {
    members: ['ConfigRuleNames'],
    constraints: { ConfigRuleNames: RULE_NAMES },
    perform(request) {
      const names = textsOf(request.input, 'ConfigRuleNames');
      // Rules that have none, or do not exist, are left out: the operation has no error for them.
      const found = names.flatMap((name) => {
        const rule = request.region.config.rules.get(name);
        return rule?.remediation ? [{ rule, remediation: rule.remediation }] : [];
      });
      for (const { remediation } of found)
        request.authorize('config:DescribeRemediationConfigurations', remediation.arn);
      return {
        RemediationConfigurations: found.map(({ rule, remediation }) =>
          configurationOutput(rule, remediation),
        ),
      };
    },
  },

  StartRemediationExecution: {
    members: ['ConfigRuleName', 'ResourceKeys'],
    constraints: OF_ONE_RULE,
    perform(request) {
      const { world, region, input } = request;
      request.authorize('config:StartRemediationExecution', '*');
      const keys = resourceKeysOf(input);
      const { rule, remediation } = remediationNamed(request);
      authorizeStart(request, remediation.documentName);
      const role = remediation.parameters['AutomationAssumeRole'];
      if (role?.kind === 'static') for (const arn of role.values) authorizePassRole(request, arn);
      const judged = keys.map((key) => ({ key, problem: startProblem(rule, key) }));
      const failed = judged.filter(({ problem }) => problem !== undefined);
      const onEnd = (): void => considerRemediation(world, region, rule);
      for (const { key, problem } of judged)
        if (problem === undefined)
          startRemediation(world, region, {
            rule,
            configuration: remediation,
            resourceId: key.resourceId,
            onEnd,
          });
      return {
        FailureMessage: failed[0]?.problem,
        FailedItems: failed.map(({ key: { resourceType, resourceId } }) => ({ resourceType, resourceId })),
      };
    },
  },

  DescribeRemediationExecutionStatus: {
    members: ['ConfigRuleName', 'ResourceKeys', 'Limit', 'NextToken'],
    constraints: { ...OF_ONE_RULE, Limit: LIMIT },
    perform(request) {
      const { input } = request;
      const { rule, remediation } = remediationNamed(request);
      request.authorize('config:DescribeRemediationExecutionStatus', remediation.arn);
      const keys = resourceKeysOf(input).map(({ resourceId }) => resourceId);
      const asked = [...rule.remediations].filter(([id]) => keys.length === 0 || keys.includes(id));
      const { page, nextToken } = pageOf(asked, pagingOf(request, USUAL_PAGE));
      const statuses = page.map(([resourceId, record]) => statusOutput(request, resourceId, record));
      return { RemediationExecutionStatuses: statuses, NextToken: nextToken };
    },
  },
};

interface FoundRemediation {
  readonly rule: ConfigRule;
  readonly remediation: RemediationConfiguration;
}

function remediationNamed({ region, input }: OperationRequest): FoundRemediation {
  const name = textOf(input, 'ConfigRuleName') ?? '';
  const rule = region.config.rules.get(name);
  if (!rule?.remediation)
    throw new ApiError(
      'NoSuchRemediationConfigurationException',
      `No RemediationConfiguration for rule ${name} exists`,
    );
  return { rule, remediation: rule.remediation };
}

/** "For example, the resource is already compliant." */
function startProblem(rule: ConfigRule, { resourceType, resourceId }: ResourceKey): string | undefined {
  const compliance =
    resourceType === RESOURCE_TYPE ? rule.results.get(resourceId)?.complianceType : undefined;
  if (compliance === 'COMPLIANT') return 'The resource is already compliant.';
  if (compliance !== 'NON_COMPLIANT') return 'The resource is not NON_COMPLIANT.';
  return isUnderway(rule.remediations.get(resourceId))
    ? 'A remediation of the resource is in progress.'
    : undefined;
}

const configurationOutput = (
  { name }: ConfigRule,
  remediation: RemediationConfiguration,
): Record<string, unknown> => ({
  ConfigRuleName: name,
  TargetType: 'SSM_DOCUMENT',
  TargetId: remediation.documentName,
  Parameters: Object.fromEntries(
    Object.entries(remediation.parameters).map(([parameter, value]) => [
      parameter,
      value.kind === 'resource-id'
        ? { ResourceValue: { Value: 'RESOURCE_ID' } }
        : { StaticValue: { Values: value.values } },
    ]),
  ),
  Automatic: remediation.automatic,
  ExecutionControls: {
    SsmControls: {
      ConcurrentExecutionRatePercentage: remediation.concurrentExecutionRatePercentage,
      ErrorPercentage: remediation.errorPercentage,
    },
  },
  MaximumAutomaticAttempts: remediation.maximumAutomaticAttempts,
  RetryAttemptSeconds: remediation.retryAttemptSeconds,
  Arn: remediation.arn,
});

/** Steps of the last execution, as long as Systems Manager keeps it. */
function statusOutput(
  { world, region }: OperationRequest,
  resourceId: string,
  record: RemediationRecord,
): Record<string, unknown> {
  const id = record.executionIds.at(-1) ?? '';
  const execution = record.startFailure === undefined && record.state !== 'QUEUED';
  const steps = execution ? (recordedExecutions(region, world.scheduler.now()).get(id)?.steps ?? []) : [];
  const times = steps.flatMap(({ startTime, endTime }) => [startTime, endTime ?? startTime]);
  const latest = Math.max(record.lastUpdatedTime.getTime(), ...times.map((time) => time.getTime()));
  return {
    ResourceKey: { resourceType: RESOURCE_TYPE, resourceId },
    State: record.state,
    StepDetails: record.startFailure === undefined ? steps.map(stepOutput) : [initialization(record)],
    InvocationTime: record.invocationTime,
    LastUpdatedTime: new Date(latest),
  };
}

/** The console names the step so in which nothing could be started. */
const initialization = ({ startFailure, invocationTime, lastUpdatedTime }: RemediationRecord) => ({
  Name: 'Initialization',
  State: 'FAILED',
  ErrorMessage: startFailure,
  StartTime: invocationTime,
  StopTime: lastUpdatedTime,
});

const stepOutput = (step: StepExecution): Record<string, unknown> => ({
  Name: step.name,
  State: STEP_STATES[step.status],
  ErrorMessage: step.failureMessage,
  StartTime: step.startTime,
  StopTime: step.endTime,
});

const STEP_STATES: Readonly<Record<StepExecution['status'], string>> = {
  InProgress: 'IN_PROGRESS',
  Cancelling: 'IN_PROGRESS',
  Success: 'SUCCEEDED',
  Failed: 'FAILED',
  TimedOut: 'FAILED',
  Cancelled: 'EXITED',
};
