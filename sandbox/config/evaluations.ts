import {
  type Input,
  notModelled,
  type OperationRequest,
  type Operations,
  pageOf,
  structuresOf,
  textOf,
  textsOf,
} from '../operation';
import { ApiError } from '../wire/api-error';
import { pagingOf, validationError } from './paging';
import { considerRemediation } from './remediation';
import { ruleNamed } from './rule-named';
import type { ComplianceType, ConfigRule, EvaluationResult } from './state';

const MOST_EVALUATIONS = 100;
const LONGEST_ANNOTATION = 256;

export const EVALUATION_OPERATIONS: Operations = {
  PutEvaluations: {
    members: ['Evaluations', 'ResultToken', 'TestMode'],
    perform(request) {
      const { world, region, input } = request;
      request.authorize('config:PutEvaluations', '*');
      const evaluations = structuresOf(input, 'Evaluations').map((each) => validEvaluation(each));
      if (evaluations.length > MOST_EVALUATIONS)
        throw validationError(
          `Member must have length less than or equal to ${MOST_EVALUATIONS}, got ${evaluations.length}`,
        );
      if (input['TestMode'] === true) return { FailedEvaluations: [] };
      const invocation = region.config.tokens.get(textOf(input, 'ResultToken') ?? '');
      const rule = invocation && region.config.rules.get(invocation.ruleName);
      if (!invocation || !rule)
        throw new ApiError('InvalidResultTokenException', 'The specified ResultToken is not valid.');
      for (const evaluation of evaluations) store(request, rule, evaluation, invocation.invokedTime);
      considerRemediation(world, region, rule);
      return { FailedEvaluations: [] };
    },
  },

  GetComplianceDetailsByConfigRule: {
    members: ['ConfigRuleName', 'ComplianceTypes', 'Limit', 'NextToken'],
    perform(request) {
      const rule = ruleNamed(request);
      request.authorize('config:GetComplianceDetailsByConfigRule', rule.arn);
      const types = textsOf(request.input, 'ComplianceTypes');
      const unknown = types.find((type) => !isComplianceType(type));
      if (unknown !== undefined)
        throw new ApiError('InvalidParameterValueException', `ComplianceType ${unknown} is not supported`);
      const results = [...rule.results.values()].filter(
        ({ complianceType }) => types.length === 0 || types.includes(complianceType),
      );
      const { page, nextToken } = pageOf(results, pagingOf(request.input));
      return { EvaluationResults: page.map((result) => resultOutput(rule, result)), NextToken: nextToken };
    },
  },
};

type NewEvaluation = Pick<
  EvaluationResult,
  'resourceType' | 'resourceId' | 'complianceType' | 'annotation' | 'orderingTimestamp'
>;

const isComplianceType = (value: string | undefined): value is ComplianceType =>
  value === 'COMPLIANT' || value === 'NON_COMPLIANT' || value === 'NOT_APPLICABLE';

function validEvaluation(evaluation: Input): NewEvaluation {
  const complianceType = textOf(evaluation, 'ComplianceType');
  const annotation = textOf(evaluation, 'Annotation');
  const orderingTimestamp = evaluation['OrderingTimestamp'];
  const resourceType = textOf(evaluation, 'ComplianceResourceType');
  const resourceId = textOf(evaluation, 'ComplianceResourceId');
  if (!(orderingTimestamp instanceof Date) || !resourceType || !resourceId || !complianceType)
    throw validationError(
      'ComplianceResourceType, ComplianceResourceId, ComplianceType and OrderingTimestamp must not be null',
    );
  if (!isComplianceType(complianceType))
    throw new ApiError('InvalidParameterValueException', `ComplianceType ${complianceType} cannot be put`);
  if (annotation !== undefined && (annotation.length < 1 || annotation.length > LONGEST_ANNOTATION))
    throw validationError(
      `Annotation must have 1 to ${LONGEST_ANNOTATION} characters, got ${annotation.length}`,
    );
  // Results are kept by resource id, and remediated as VPCs.
  if (resourceType !== 'AWS::EC2::VPC') throw notModelled(`evaluations of ${resourceType}`);
  return { resourceType, resourceId, complianceType, annotation, orderingTimestamp };
}

/** The result with the newest ordering timestamp stays, whichever arrives last. */
function store(
  { world }: OperationRequest,
  rule: ConfigRule,
  evaluation: NewEvaluation,
  invoked: Date,
): void {
  const known = rule.results.get(evaluation.resourceId);
  if (known && known.orderingTimestamp > evaluation.orderingTimestamp) return;
  const times = { resultRecordedTime: world.scheduler.now(), configRuleInvokedTime: invoked };
  const result = { ...evaluation, ...times };
  rule.results.set(evaluation.resourceId, result);
  if (known?.complianceType === evaluation.complianceType && known.annotation === evaluation.annotation)
    return;
  rule.timeline.push(result);
  world.event({
    actor: 'config',
    vpcId: evaluation.resourceId,
    text: `${evaluation.complianceType}: ${evaluation.annotation ?? 'no annotation'}`,
  });
}

const resultOutput = (rule: ConfigRule, result: EvaluationResult): Record<string, unknown> => ({
  EvaluationResultIdentifier: {
    EvaluationResultQualifier: {
      ConfigRuleName: rule.name,
      ResourceType: result.resourceType,
      ResourceId: result.resourceId,
      EvaluationMode: 'DETECTIVE',
    },
    OrderingTimestamp: result.orderingTimestamp,
  },
  ComplianceType: result.complianceType,
  ResultRecordedTime: result.resultRecordedTime,
  ConfigRuleInvokedTime: result.configRuleInvokedTime,
  Annotation: result.annotation,
});
