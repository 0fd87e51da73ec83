import { PERMISSIONS as DISCOVERY } from '../deployed/permissions';
import type { Permission } from '../preflight/permissions';

export const PERMISSIONS: readonly Permission[] = [
  ...DISCOVERY,
  { action: 'config:DescribeRemediationExceptions', resource: '*' },
  { action: 'config:DescribeRemediationExecutionStatus', resource: '*' },
  { action: 'config:GetComplianceDetailsByConfigRule', resource: 'arn:*:config:*:*:config-rule/*' },
  { action: 'lambda:GetFunctionConfiguration', resource: 'arn:*:lambda:*:*:function:*' },
  { action: 'ssm:DescribeAutomationExecutions', resource: '*' },
];

export const CLEAR_PERMISSIONS: readonly Permission[] = [
  ...PERMISSIONS,
  { action: 'config:DeleteRemediationExceptions', resource: '*' },
];

export const RETRY_PERMISSIONS: readonly Permission[] = [
  ...CLEAR_PERMISSIONS,
  { action: 'config:StartRemediationExecution', resource: '*' },
  // Config hands the automation role to Systems Manager in the name of whoever starts, and is believed to start the
  // document so as well (assumption 60).
  { action: 'iam:PassRole', resource: 'arn:*:iam::*:role/*' },
  { action: 'ssm:StartAutomationExecution', resource: 'arn:*:ssm:*:*:automation-definition/*' },
];
