import { PERMISSIONS as DISCOVERY } from '../deployed/permissions';
import type { Permission } from '../preflight/permissions';

export const PERMISSIONS: readonly Permission[] = [
  ...DISCOVERY,
  { action: 'ec2:DescribeFlowLogs', resource: '*' },
  { action: 'ec2:DescribeVpcs', resource: '*' },
  // Where a requirement accepts that subnets cover their VPC.
  { action: 'ec2:DescribeSubnets', resource: '*' },
];

export const APPLY_PERMISSIONS: readonly Permission[] = [
  ...PERMISSIONS,
  { action: 'ec2:DeleteFlowLogs', resource: 'arn:*:ec2:*:*:vpc-flow-log/*' },
];
