import { PERMISSIONS as AUDIT } from '../audit/permissions';
import type { Permission } from '../preflight/permissions';

/** All that collecting evidence calls in an account: a source that is denied is unknown, and the rest stands. */
export const PERMISSIONS: readonly Permission[] = [
  ...AUDIT,
  // Not with --no-cloudtrail.
  { action: 'cloudtrail:LookupEvents', resource: '*' },
  { action: 'config:DescribeConfigRuleEvaluationStatus', resource: 'arn:*:config:*:*:config-rule/*' },
  { action: 'config:DescribeRemediationExceptions', resource: '*' },
  { action: 'config:DescribeRemediationExecutionStatus', resource: '*' },
  { action: 'config:GetComplianceDetailsByConfigRule', resource: 'arn:*:config:*:*:config-rule/*' },
  { action: 'securityhub:GetFindings', resource: 'arn:*:securityhub:*:*:hub/default' },
];
