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
import type { World } from '../world';
import { COMPLIANCE_OPERATIONS } from './compliance-operations';
import { LIMIT, pagingOf } from './paging';
import { considerRemediation } from './remediation';
import { noSuchRule, ruleNamed } from './rule-named';
import { RULE_OPERATIONS } from './rule-operations';
import { RULE_STATUS_OPERATIONS } from './rule-status';
import type { ComplianceType, ConfigRule, EvaluationResult, Invocation } from './state';

const LONGEST_ANNOTATION = 256;

export const EVALUATION_OPERATIONS: Operations = {
  ...COMPLIANCE_OPERATIONS,
  ...RULE_OPERATIONS,
  ...RULE_STATUS_OPERATIONS,

  PutEvaluations: {
    members: ['Evaluations', 'ResultToken', 'TestMode'],
    constraints: { Evaluations: { length: [0, 100] } },
    perform(request) {
      const { world, region, input } = request;
      request.authorize('config:PutEvaluations', '*');
      const evaluations = structuresOf(input, 'Evaluations').map((each) => validEvaluation(each));
      if (input['TestMode'] === true) return { FailedEvaluations: [] };
      const invocation = region.config.tokens.get(textOf(input, 'ResultToken') ?? '');
      const rule = invocation && region.config.rules.get(invocation.ruleName);
      if (!invocation)
        throw new ApiError('InvalidResultTokenException', 'The specified ResultToken is not valid.');
      if (!rule) throw noSuchRule(invocation.ruleName);
      useToken(request, invocation, evaluations);
      for (const evaluation of evaluations) store(request, rule, evaluation, invocation.invokedTime);
      considerRemediation(world, region, rule);
      return { FailedEvaluations: [] };
    },
  },

  GetComplianceDetailsByConfigRule: {
    members: ['ConfigRuleName', 'ComplianceTypes', 'Limit', 'NextToken'],
    // Half of what a rule's name may have, by the pages of both.
    constraints: { ConfigRuleName: { length: [1, 64] }, Limit: LIMIT, ComplianceTypes: { length: [0, 3] } },
    perform(request) {
      const rule = ruleNamed(request);
      request.authorize('config:GetComplianceDetailsByConfigRule', rule.arn);
      const types = textsOf(request.input, 'ComplianceTypes');
      const unknown = types.find((type) => !isComplianceType(type));
      if (unknown !== undefined)
        throw new ApiError('InvalidParameterValueException', `ComplianceType ${unknown} is not supported`);
      const chosen = [...rule.results.values()].filter(
        ({ complianceType }) => types.length === 0 || types.includes(complianceType),
      );
      const { page, nextToken } = pageOf(chosen, pagingOf(request));
      const results = page.map((result) => resultOutput(request.world, rule, result));
      return { EvaluationResults: results, NextToken: nextToken };
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

/** What a result token is good for, where that may be less than the API says. */
function useToken(
  { world }: OperationRequest,
  invocation: Invocation,
  evaluations: readonly NewEvaluation[],
): void {
  const { tokenTakesOtherResources, tokenTakesCallsAtOnce } = world.assumptions;
  const { about, usedAt } = invocation;
  if (!tokenTakesOtherResources && about && evaluations.some(({ resourceId }) => resourceId !== about))
    throw new ApiError('InvalidParameterValueException', `The ResultToken is of an event about ${about}.`);
  // Virtual time stands while a function runs: the calls of one invocation are all at once.
  const now = world.scheduler.now();
  if (!tokenTakesCallsAtOnce && usedAt?.getTime() === now.getTime())
    throw new ApiError('InvalidResultTokenException', 'The specified ResultToken is in use.');
  invocation.usedAt = now;
}

/** The result with the newest ordering timestamp stays, whichever arrives last. */
function replaces({ assumptions }: World, known: EvaluationResult, evaluation: NewEvaluation): boolean {
  const [stored, put] = [known.orderingTimestamp.getTime(), evaluation.orderingTimestamp.getTime()];
  if (stored === put) return assumptions.equalEvaluation === 'stored';
  return put > stored || assumptions.olderEvaluation === 'stored';
}

function store(
  { world }: OperationRequest,
  rule: ConfigRule,
  evaluation: NewEvaluation,
  invoked: Date,
): void {
  const known = rule.results.get(evaluation.resourceId);
  if (known && !replaces(world, known, evaluation)) return;
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

const resultOutput = (
  { assumptions }: World,
  rule: ConfigRule,
  result: EvaluationResult,
): Record<string, unknown> => ({
  EvaluationResultIdentifier: {
    EvaluationResultQualifier: {
      ConfigRuleName: rule.name,
      ResourceType: result.resourceType,
      ResourceId: result.resourceId,
      EvaluationMode: 'DETECTIVE',
    },
    OrderingTimestamp: assumptions.resultsHaveOrderingTimestamp ? result.orderingTimestamp : undefined,
  },
  ComplianceType: result.complianceType,
  ResultRecordedTime: result.resultRecordedTime,
  ConfigRuleInvokedTime: result.configRuleInvokedTime,
  Annotation: result.annotation,
});

const validationError = (message: string): ApiError => new ApiError('ValidationException', message);
