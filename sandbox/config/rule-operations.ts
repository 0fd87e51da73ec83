import type { Constraint } from '../constraints';
import {
  type OperationRequest,
  type Operations,
  type Paging,
  pageOf,
  structureOf,
  textOf,
  textsOf,
} from '../operation';
import { ApiError } from '../wire/api-error';
import { evaluateAgain } from './invocations';
import { noSuchRule, ruleNamed } from './rule-named';
import type { ConfigRule } from './state';

/** Of names in one request, and of rules on one page. */
const MOST_RULES = 25;
export const RULE_NAMES: Constraint = { length: [0, MOST_RULES] };
/** Milliseconds between two calls of StartConfigRulesEvaluation. */
const BETWEEN_EVALUATIONS = 60_000;

export const RULE_OPERATIONS: Operations = {
  DescribeConfigRules: {
    members: ['ConfigRuleNames', 'Filters', 'NextToken'],
    constraints: { ConfigRuleNames: RULE_NAMES },
    perform(request) {
      request.authorize('config:DescribeConfigRules', '*');
      const filters = structureOf(request.input, 'Filters');
      const mode = filters && textOf(filters, 'EvaluationMode');
      const rules = mode === 'PROACTIVE' ? [] : rulesAsked(request);
      const { page, nextToken } = pageOf(rules, rulePaging(request));
      const now = request.world.scheduler.now();
      return { ConfigRules: page.map((rule) => ruleOutput(rule, now)), NextToken: nextToken };
    },
  },

  StartConfigRulesEvaluation: {
    members: ['ConfigRuleNames'],
    constraints: { ConfigRuleNames: RULE_NAMES },
    perform(request) {
      const { world, region, input } = request;
      if (textsOf(input, 'ConfigRuleNames').length === 0)
        throw new ApiError('InvalidParameterValueException', 'ConfigRuleNames must name a rule');
      const rules = rulesAsked(request);
      for (const { arn } of rules) request.authorize('config:StartConfigRulesEvaluation', arn);
      const now = world.scheduler.now();
      if (isWithinAMinute(region.config.evaluationAsked, now))
        throw new ApiError(
          'LimitExceededException',
          'StartConfigRulesEvaluation was called less than a minute ago, or an evaluation is in progress',
        );
      region.config.evaluationAsked = now;
      for (const rule of rules) {
        rule.evaluationAsked = now;
        evaluateAgain(world, region, rule);
      }
      return {};
    },
  },

  DeleteEvaluationResults: {
    members: ['ConfigRuleName'],
    perform(request) {
      const rule = ruleNamed(request);
      request.authorize('config:DeleteEvaluationResults', rule.arn);
      rule.results.clear();
      return {};
    },
  },
};

const isWithinAMinute = (since: Date | undefined, now: Date): boolean =>
  since !== undefined && now.getTime() - since.getTime() < BETWEEN_EVALUATIONS;

export const rulePaging = ({ input, world }: Pick<OperationRequest, 'input' | 'world'>): Paging => ({
  token: textOf(input, 'NextToken'),
  limit: Math.min(MOST_RULES, world.faults.longestPage),
  invalidToken: 'InvalidNextTokenException',
});

/** The rules that ConfigRuleNames names, or all. */
export function rulesAsked(request: OperationRequest): readonly ConfigRule[] {
  const names = textsOf(request.input, 'ConfigRuleNames');
  return names.length > 0 ? rulesNamed(request, names) : [...request.region.config.rules.values()];
}

const rulesNamed = ({ region }: OperationRequest, names: readonly string[]): readonly ConfigRule[] =>
  names.map((name) => {
    const rule = region.config.rules.get(name);
    if (!rule) throw noSuchRule(name);
    return rule;
  });

const ruleOutput = (rule: ConfigRule, now: Date): Record<string, unknown> => ({
  ConfigRuleName: rule.name,
  ConfigRuleArn: rule.arn,
  ConfigRuleId: rule.id,
  Description: rule.description,
  Scope: { ComplianceResourceTypes: rule.resourceTypes },
  Source: {
    Owner: 'CUSTOM_LAMBDA',
    SourceIdentifier: rule.functionArn,
    SourceDetails: rule.sourceDetails.map(({ messageType, frequency }) => ({
      EventSource: 'aws.config',
      MessageType: messageType,
      MaximumExecutionFrequency: frequency,
    })),
  },
  InputParameters: rule.inputParameters,
  ConfigRuleState: isWithinAMinute(rule.evaluationAsked, now) ? 'EVALUATING' : 'ACTIVE',
  EvaluationModes: [{ Mode: 'DETECTIVE' }],
});
