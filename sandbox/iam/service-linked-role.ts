import type { Place } from '../../policy';
import type { World } from '../world';
import { parsePolicyDocument } from './policy-document';

export interface ServiceLinkedRole {
  readonly name: string;
  readonly service: string;
  readonly policyName: string;
  readonly statements: readonly object[];
}

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSServiceRoleForLogDeliveryPolicy.html, of May 2026 */
export const LOG_DELIVERY_ROLE: ServiceLinkedRole = {
  name: 'AWSServiceRoleForLogDelivery',
  service: 'delivery.logs.amazonaws.com',
  policyName: 'AWSServiceRoleForLogDeliveryPolicy',
  statements: [
    {
      Sid: 'LogDeliveryToFirehose',
      Effect: 'Allow',
      Action: ['firehose:PutRecord', 'firehose:PutRecordBatch', 'firehose:ListTagsForDeliveryStream'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:ResourceTag/LogDeliveryEnabled': 'true' } },
    },
    {
      Sid: 'KMSForFirehoseSSECMK',
      Effect: 'Allow',
      Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
      Resource: '*',
      Condition: { StringLike: { 'kms:ViaService': 'firehose.*.amazonaws.com' } },
    },
  ],
};

/** https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSConfigRemediationServiceRolePolicy.html */
export const CONFIG_REMEDIATION_ROLE: ServiceLinkedRole = {
  name: 'AWSServiceRoleForConfigRemediation',
  service: 'remediation.config.amazonaws.com',
  policyName: 'AWSConfigRemediationServiceRolePolicy',
  statements: [
    {
      Effect: 'Allow',
      Action: ['ssm:GetDocument', 'ssm:DescribeDocument', 'ssm:StartAutomationExecution'],
      Resource: '*',
    },
    {
      Effect: 'Allow',
      Action: 'iam:PassRole',
      Resource: '*',
      Condition: { StringEquals: { 'iam:PassedToService': 'ssm.amazonaws.com' } },
    },
  ],
};

const SERVICE_LINKED_PATH = '/aws-service-role/';

export const serviceLinkedRoleArn = (
  { partition, accountId }: Place,
  { service, name }: ServiceLinkedRole,
): string => `arn:${partition}:iam::${accountId}:role${SERVICE_LINKED_PATH}${service}/${name}`;

export const isServiceLinked = (roleArn: string): boolean => roleArn.includes(`:role${SERVICE_LINKED_PATH}`);

/** There is one in an account, whatever asked for it first. */
export function addServiceLinkedRole(world: World, place: Place, role: ServiceLinkedRole): void {
  const arn = serviceLinkedRoleArn(place, role);
  if (world.role(arn)) return;
  const trust = {
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { Service: role.service }, Action: 'sts:AssumeRole' },
  };
  const policy = { Version: '2012-10-17', Statement: role.statements };
  world.addRole({
    arn,
    name: role.name,
    trust: parsePolicyDocument(trust, `trust policy of ${role.name}`),
    policies: new Map([[role.policyName, parsePolicyDocument(policy, role.policyName)]]),
  });
}
