import { PERMISSIONS as DISCOVERY } from '../deployed/permissions';
import type { Permission } from '../preflight/permissions';

/** All that an audit calls in an account, beside what finding the accounts and their Regions takes. */
export const PERMISSIONS: readonly Permission[] = [
  // Not with --ec2-only.
  { action: 'config:DescribeConfigurationRecorderStatus', resource: '*' },
  { action: 'config:DescribeConfigurationRecorders', resource: '*' },
  { action: 'ec2:DescribeFlowLogs', resource: '*' },
  // Where a requirement accepts that subnets cover their VPC.
  { action: 'ec2:DescribeSubnets', resource: '*' },
  { action: 'ec2:DescribeVpcs', resource: '*' },
  // With --explain, which does without them as well: it then names no deployed destination.
  ...DISCOVERY,
];
