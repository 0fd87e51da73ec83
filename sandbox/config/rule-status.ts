import type { Constraint } from '../constraints';
import { type Operations, pageOf } from '../operation';
import { pagingOf } from './paging';
import { RULE_NAMES, rulesAsked } from './rule-operations';
import type { ConfigRule, Invocation } from './state';

/** DescribeConfigRuleEvaluationStatusRequest. */
const STATUS_LIMIT: Constraint = { range: [0, 50] };
const USUAL_PAGE = 25;

export const RULE_STATUS_OPERATIONS: Operations = {
  /**
   * What succeeded. What Config tells of a function that fails, which it invokes asynchronously, is not documented: nothing is
   * told of it here.
   */
  DescribeConfigRuleEvaluationStatus: {
    members: ['ConfigRuleNames', 'NextToken', 'Limit'],
    constraints: { ConfigRuleNames: RULE_NAMES, Limit: STATUS_LIMIT },
    perform(request) {
      const rules = rulesAsked(request);
      for (const { arn } of rules) request.authorize('config:DescribeConfigRuleEvaluationStatus', arn);
      const { page, nextToken } = pageOf(rules, pagingOf(request, USUAL_PAGE));
      const invocations = [...request.region.config.tokens.values()];
      return {
        ConfigRulesEvaluationStatus: page.map((rule) => statusOutput(rule, invocations)),
        NextToken: nextToken,
      };
    },
  },
};

function statusOutput({ name, arn, id }: ConfigRule, all: readonly Invocation[]): Record<string, unknown> {
  const invocations = all.filter(({ ruleName }) => ruleName === name);
  const reported = invocations.flatMap(({ usedAt }) => (usedAt ? [usedAt] : []));
  return {
    ConfigRuleName: name,
    ConfigRuleArn: arn,
    ConfigRuleId: id,
    FirstActivatedTime: invocations[0]?.invokedTime,
    LastSuccessfulInvocationTime: invocations.at(-1)?.invokedTime,
    LastSuccessfulEvaluationTime: reported.sort((left, right) => left.getTime() - right.getTime()).at(-1),
    FirstEvaluationStarted: reported.length > 0,
  };
}
