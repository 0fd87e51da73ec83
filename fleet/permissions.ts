import { type Permission, PERMISSIONS as PREFLIGHT } from './preflight';

const DISCOVERY: readonly Permission[] = [
  { action: 'config:DescribeConfigRules', resource: '*' },
  { action: 'config:DescribeRemediationConfigurations', resource: '*' },
  { action: 'ssm:GetDocument', resource: 'arn:*:ssm:*:*:document/*' },
];

const PRUNE: readonly Permission[] = [
  ...DISCOVERY,
  { action: 'ec2:DescribeFlowLogs', resource: '*' },
  { action: 'ec2:DescribeVpcs', resource: '*' },
  // Where a requirement accepts that subnets cover their VPC.
  { action: 'ec2:DescribeSubnets', resource: '*' },
];

const REMEDIATION: readonly Permission[] = [
  ...DISCOVERY,
  { action: 'config:DescribeRemediationExceptions', resource: '*' },
  { action: 'config:DescribeRemediationExecutionStatus', resource: '*' },
  { action: 'config:GetComplianceDetailsByConfigRule', resource: 'arn:*:config:*:*:config-rule/*' },
  { action: 'lambda:GetFunctionConfiguration', resource: 'arn:*:lambda:*:*:function:*' },
  { action: 'ssm:DescribeAutomationExecutions', resource: '*' },
];

const CLEAR: readonly Permission[] = [
  ...REMEDIATION,
  { action: 'config:DeleteRemediationExceptions', resource: '*' },
];

const deduplicated = (permissions: readonly Permission[]): readonly Permission[] =>
  permissions.filter(
    ({ action }, index) => permissions.findIndex((each) => each.action === action) === index,
  );

/**
 * All that each command calls. Nobody needs a permission for sts:GetCallerIdentity:
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
 */
export const COMMAND_PERMISSIONS = {
  doctor: deduplicated([...DISCOVERY, ...PREFLIGHT]),
  prune: PRUNE,
  'prune --apply': [...PRUNE, { action: 'ec2:DeleteFlowLogs', resource: 'arn:*:ec2:*:*:vpc-flow-log/*' }],
  'remediation status': REMEDIATION,
  'remediation clear --apply': CLEAR,
  'remediation retry --apply': [
    ...CLEAR,
    { action: 'config:StartRemediationExecution', resource: '*' },
    // On the automation roles: Config hands them to Systems Manager in the name of whoever starts.
    { action: 'iam:PassRole', resource: 'arn:*:iam::*:role/*' },
  ],
} as const satisfies Readonly<Record<string, readonly Permission[]>>;
