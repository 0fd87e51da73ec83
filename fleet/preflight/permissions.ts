/** One action that the preflight needs, and on what. */
export interface Permission {
  readonly action: string;
  /** As a policy's Resource, with `*` where the name is not known before; `*` where the action takes no resource. */
  readonly resource: string;
}

/** All that the preflight calls. It writes nothing, and none of these actions does. */
export const PERMISSIONS: readonly Permission[] = [
  { action: 'config:DescribeConfigRuleEvaluationStatus', resource: 'arn:*:config:*:*:config-rule/*' },
  { action: 'config:DescribeConfigurationRecorderStatus', resource: '*' },
  { action: 'config:DescribeConfigurationRecorders', resource: '*' },
  { action: 'config:DescribeDeliveryChannels', resource: '*' },
  { action: 'config:DescribeRemediationConfigurations', resource: '*' },
  { action: 'config:DescribeRemediationExceptions', resource: '*' },
  { action: 'ec2:DescribeFlowLogs', resource: '*' },
  { action: 'firehose:DescribeDeliveryStream', resource: 'arn:*:firehose:*:*:deliverystream/*' },
  { action: 'firehose:ListTagsForDeliveryStream', resource: 'arn:*:firehose:*:*:deliverystream/*' },
  { action: 'iam:GetPolicy', resource: 'arn:*:iam::*:policy/*' },
  { action: 'iam:GetPolicyVersion', resource: 'arn:*:iam::*:policy/*' },
  { action: 'iam:GetRole', resource: 'arn:*:iam::*:role/*' },
  { action: 'iam:GetRolePolicy', resource: 'arn:*:iam::*:role/*' },
  { action: 'iam:ListAttachedRolePolicies', resource: 'arn:*:iam::*:role/*' },
  { action: 'iam:ListRolePolicies', resource: 'arn:*:iam::*:role/*' },
  { action: 'kms:DescribeKey', resource: 'arn:*:kms:*:*:key/*' },
  { action: 'kms:GetKeyPolicy', resource: 'arn:*:kms:*:*:key/*' },
  { action: 'logs:DescribeLogGroups', resource: '*' },
  { action: 's3:GetBucketPolicy', resource: 'arn:*:s3:::*' },
  { action: 's3:GetEncryptionConfiguration', resource: 'arn:*:s3:::*' },
  // What HeadBucket asks for: https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html
  { action: 's3:ListBucket', resource: 'arn:*:s3:::*' },
  { action: 'ssm:DescribeDocument', resource: 'arn:*:ssm:*:*:document/*' },
  // Needs no permission: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  { action: 'sts:GetCallerIdentity', resource: '*' },
];
