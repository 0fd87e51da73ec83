import type { Permission } from '../preflight';

const READS: readonly Permission[] = [
  { action: 'config:DescribeConfigRules', resource: '*' },
  { action: 'config:DescribeRemediationConfigurations', resource: '*' },
  { action: 'config:DescribeRemediationExceptions', resource: '*' },
  { action: 'config:DescribeRemediationExecutionStatus', resource: '*' },
  { action: 'ec2:DescribeFlowLogs', resource: '*' },
  { action: 'ec2:DescribeVpcs', resource: '*' },
  // Where a requirement accepts that subnets cover their VPC.
  { action: 'ec2:DescribeSubnets', resource: '*' },
  { action: 'ssm:GetDocument', resource: 'arn:*:ssm:*:*:document/*' },
];

/** All that backfill calls in an account, beside what finding the accounts and their Regions takes. */
export const PERMISSIONS = READS;

export const APPLY_PERMISSIONS: readonly Permission[] = [
  ...READS,
  { action: 'config:StartRemediationExecution', resource: '*' },
  // Config hands the automation role to Systems Manager in the name of whoever starts, and is believed to start the
  // document so as well (assumption 60).
  { action: 'iam:PassRole', resource: 'arn:*:iam::*:role/*' },
  { action: 'ssm:StartAutomationExecution', resource: 'arn:*:ssm:*:*:automation-definition/*' },
];
