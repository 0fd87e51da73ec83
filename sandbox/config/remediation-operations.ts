import {
  type OperationRequest,
  type Operations,
  type Page,
  pageOf,
  structuresOf,
  textOf,
} from '../operation';
import { ApiError } from '../wire/api-error';
import { pagingOf } from './paging';
import { ruleNamed } from './rule-named';
import type { ConfigRule, RemediationRecord } from './state';

/** Evaluations of other types are refused when they are put. */
const RESOURCE_TYPE = 'AWS::EC2::VPC';

type Remediated = readonly [resourceId: string, record: RemediationRecord];

export const REMEDIATION_OPERATIONS: Operations = {
  DescribeRemediationExecutionStatus: {
    members: ['ConfigRuleName', 'ResourceKeys', 'Limit', 'NextToken'],
    perform(request) {
      const rule = ruleNamed(request);
      request.authorize('config:DescribeRemediationExecutionStatus', rule.arn);
      if (!rule.remediation)
        throw new ApiError(
          'NoSuchRemediationConfigurationException',
          `No RemediationConfiguration for rule ${rule.name} exists`,
        );
      const { page, nextToken } = recordsPage(request, rule, () => true);
      const statuses = page.map(([resourceId, record]) => ({
        ResourceKey: { resourceType: RESOURCE_TYPE, resourceId },
        State: record.state,
        InvocationTime: record.invocationTime,
      }));
      return { RemediationExecutionStatuses: statuses, NextToken: nextToken };
    },
  },

  DescribeRemediationExceptions: {
    members: ['ConfigRuleName', 'ResourceKeys', 'Limit', 'NextToken'],
    perform(request) {
      const rule = ruleNamed(request);
      request.authorize('config:DescribeRemediationExceptions', rule.arn);
      const { page, nextToken } = recordsPage(request, rule, ({ exceptionSince }) => !!exceptionSince);
      const exceptions = page.map(([ResourceId]) => ({
        ConfigRuleName: rule.name,
        ResourceType: RESOURCE_TYPE,
        ResourceId,
      }));
      return { RemediationExceptions: exceptions, NextToken: nextToken };
    },
  },
};

/** The keys of the two operations are spelt differently. */
function recordsPage(
  { input }: OperationRequest,
  rule: ConfigRule,
  isAsked: (record: RemediationRecord) => boolean,
): Page<Remediated> {
  const keys = structuresOf(input, 'ResourceKeys').map(
    (key) => textOf(key, 'resourceId') ?? textOf(key, 'ResourceId') ?? '',
  );
  const asked = [...rule.remediations].filter(
    ([resourceId, record]) => isAsked(record) && (keys.length === 0 || keys.includes(resourceId)),
  );
  return pageOf(asked, pagingOf(input));
}
