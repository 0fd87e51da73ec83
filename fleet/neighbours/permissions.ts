import type { Permission } from '../preflight/permissions';

/** All that is asked about neighbours. */
export const PERMISSIONS: readonly Permission[] = [
  { action: 'config:DescribeConfigRules', resource: '*' },
  { action: 'config:DescribeConfigurationRecorders', resource: '*' },
  { action: 'ec2:DescribeFlowLogs', resource: '*' },
  { action: 'ec2:DescribeSubnets', resource: '*' },
  { action: 'ec2:DescribeVpcs', resource: '*' },
  { action: 'iam:GetRole', resource: 'arn:*:iam::*:role/*' },
];
