import { type Input, type Operations, pageOf, textOf, textsOf } from '../operation';
import { ApiError } from '../wire/api-error';
import { LIMIT, pagingOf } from './paging';
import { RULE_NAMES, rulePaging, rulesAsked } from './rule-operations';
import type { EvaluationResult } from './state';

/** AWS says that the number is capped, and for rules that it ends at 25. */
const COUNTED_UP_TO = 25;

/** NOT_APPLICABLE is no compliance of a rule or a resource: with nothing else, there is INSUFFICIENT_DATA. */
const TYPES = ['COMPLIANT', 'NON_COMPLIANT', 'INSUFFICIENT_DATA'];

export const COMPLIANCE_OPERATIONS: Operations = {
  DescribeComplianceByConfigRule: {
    members: ['ConfigRuleNames', 'ComplianceTypes', 'NextToken'],
    constraints: { ConfigRuleNames: RULE_NAMES, ComplianceTypes: { length: [0, 3] } },
    perform(request) {
      const { input, authorize } = request;
      authorize('config:DescribeComplianceByConfigRule', '*');
      const isAsked = askedTypes(input);
      const all = rulesAsked(request)
        .map((rule) => ({ ConfigRuleName: rule.name, Compliance: compliance([...rule.results.values()]) }))
        .filter(({ Compliance }) => isAsked(Compliance.ComplianceType));
      const { page, nextToken } = pageOf(all, rulePaging(request));
      return { ComplianceByConfigRules: page, NextToken: nextToken };
    },
  },

  DescribeComplianceByResource: {
    members: ['ResourceType', 'ResourceId', 'ComplianceTypes', 'Limit', 'NextToken'],
    constraints: { Limit: LIMIT, ComplianceTypes: { length: [0, 3] } },
    perform({ input, region, world, authorize }) {
      authorize('config:DescribeComplianceByResource', '*');
      const [type, id] = [textOf(input, 'ResourceType'), textOf(input, 'ResourceId')];
      if (id !== undefined && type === undefined)
        throw new ApiError('InvalidParameterValueException', 'ResourceId needs a ResourceType');
      const isAsked = askedTypes(input);
      const all = [
        ...byResource([...region.config.rules.values()].flatMap(({ results }) => [...results.values()])),
      ]
        .filter(([, [result]]) => type === undefined || result?.resourceType === type)
        .filter(([resourceId]) => id === undefined || resourceId === id)
        .map(([ResourceId, results]) => ({
          ResourceType: results[0]?.resourceType,
          ResourceId,
          Compliance: compliance(results),
        }))
        .filter(({ Compliance }) => isAsked(Compliance.ComplianceType));
      const { page, nextToken } = pageOf(all, pagingOf({ input, world }));
      return { ComplianceByResources: page, NextToken: nextToken };
    },
  },
};

function askedTypes(input: Input): (type: string) => boolean {
  const types = textsOf(input, 'ComplianceTypes');
  const other = types.find((type) => !TYPES.includes(type));
  if (other !== undefined)
    throw new ApiError('InvalidParameterValueException', `ComplianceType ${other} is not supported`);
  return (type) => types.length === 0 || types.includes(type);
}

function byResource(results: readonly EvaluationResult[]): ReadonlyMap<string, readonly EvaluationResult[]> {
  const found = new Map<string, readonly EvaluationResult[]>();
  for (const result of results)
    found.set(result.resourceId, [...(found.get(result.resourceId) ?? []), result]);
  return found;
}

function compliance(results: readonly EvaluationResult[]) {
  const failing = results.filter(({ complianceType }) => complianceType === 'NON_COMPLIANT').length;
  if (failing === 0) {
    const isCompliant = results.some(({ complianceType }) => complianceType === 'COMPLIANT');
    return { ComplianceType: isCompliant ? 'COMPLIANT' : 'INSUFFICIENT_DATA' };
  }
  const ComplianceContributorCount = {
    CappedCount: Math.min(failing, COUNTED_UP_TO),
    CapExceeded: failing > COUNTED_UP_TO,
  };
  return { ComplianceType: 'NON_COMPLIANT', ComplianceContributorCount };
}
