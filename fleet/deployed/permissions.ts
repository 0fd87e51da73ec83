import type { Permission } from '../preflight/permissions';

/** All that finding our rules takes. */
export const PERMISSIONS: readonly Permission[] = [
  { action: 'config:DescribeConfigRules', resource: '*' },
  { action: 'config:DescribeRemediationConfigurations', resource: '*' },
  { action: 'ssm:GetDocument', resource: 'arn:*:ssm:*:*:document/*' },
];
