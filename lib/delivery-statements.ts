import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** The service that writes to S3, and uses the key of a bucket. */
export const deliveryService = (): ServicePrincipal => new ServicePrincipal('delivery.logs.amazonaws.com');

/** By which delivery for this account and Region is known: an ARN of CloudWatch Logs, which delivers, and not of EC2. */
export function deliveryConditions(scope: Construct) {
  const stack = Stack.of(scope);
  return {
    StringEquals: { 'aws:SourceAccount': stack.account },
    ArnLike: { 'aws:SourceArn': stack.formatArn({ service: 'logs', resource: '*' }) },
  };
}

/**
 * What a bucket's policy must hold for VPC Flow Logs of this account and Region to be delivered. AWS adds the like
 * itself when whoever creates a flow log may write bucket policies; nobody of ours may.
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
 */
export function deliveryStatements(scope: Construct, bucketArn: string): PolicyStatement[] {
  const principals = [deliveryService()];
  const { StringEquals, ArnLike } = deliveryConditions(scope);
  return [
    new PolicyStatement({
      sid: 'AWSLogDeliveryWrite',
      principals,
      actions: ['s3:PutObject'],
      // The whole bucket: folders of former requirements still receive records, and one statement per folder would
      // outgrow the 20 KB of a bucket policy, for which AWS advises the same:
      // https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-troubleshooting.html
      resources: [`${bucketArn}/*`],
      conditions: {
        StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', ...StringEquals },
        ArnLike,
      },
    }),
    new PolicyStatement({
      sid: 'AWSLogDeliveryAclCheck',
      principals,
      actions: ['s3:GetBucketAcl', 's3:ListBucket'],
      resources: [bucketArn],
      conditions: { StringEquals, ArnLike },
    }),
  ];
}
