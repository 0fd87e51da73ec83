import { createHash } from 'node:crypto';
import { CfnOutput, Stack, Token } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/**
 * What a bucket's policy must hold for VPC Flow Logs of this account and Region to be delivered. AWS adds the like
 * itself when whoever creates a flow log may write bucket policies; nobody of ours may.
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
 */
export function deliveryStatements(scope: Construct, bucketArn: string): PolicyStatement[] {
  const { account } = Stack.of(scope);
  const principals = [new ServicePrincipal('delivery.logs.amazonaws.com')];
  // An ARN of CloudWatch Logs, which delivers, and not of EC2.
  const sourceArn = Stack.of(scope).formatArn({ service: 'logs', resource: '*' });
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
        StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceAccount': account },
        ArnLike: { 'aws:SourceArn': sourceArn },
      },
    }),
    new PolicyStatement({
      sid: 'AWSLogDeliveryAclCheck',
      principals,
      actions: ['s3:GetBucketAcl', 's3:ListBucket'],
      resources: [bucketArn],
      conditions: { StringEquals: { 'aws:SourceAccount': account }, ArnLike: { 'aws:SourceArn': sourceArn } },
    }),
  ];
}

/** One output per bucket whose policy is not ours to write; whoever owns the bucket pastes it there. */
export function putOutStatements(
  scope: Construct,
  bucketArn: string,
  statements: readonly PolicyStatement[],
): void {
  const stack = Stack.of(scope);
  const id = `DeliveryStatements-${bucketId(stack, bucketArn)}`;
  if (scope.node.tryFindChild(id)) return;
  // A description takes no references: only a name that is written out can stand in it.
  const bucket = Token.isUnresolved(bucketArn)
    ? 'the existing log bucket'
    : `the bucket ${nameOf(bucketArn)}`;
  new CfnOutput(scope, id, {
    value: stack.toJsonString(statements.map(withoutSid)),
    description: `Paste these statements into the policy of ${bucket}: without them, flow logs to it cannot be created. A KMS key of the bucket must let the delivery service in as well`,
  });
}

/** A policy with the statements of several accounts must not hold one Sid twice. */
function withoutSid(statement: PolicyStatement): Record<string, unknown> {
  const { Sid, ...rest } = statement.toStatementJson();
  return rest;
}

const nameOf = (bucketArn: string): string => bucketArn.replace(/^.*:::/, '');

const bucketId = (stack: Stack, bucketArn: string): string =>
  Token.isUnresolved(bucketArn)
    ? createHash('sha256')
        .update(JSON.stringify(stack.resolve(bucketArn)))
        .digest('hex')
        .slice(0, 8)
    : nameOf(bucketArn);
