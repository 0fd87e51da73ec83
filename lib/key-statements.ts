import { Stack } from 'aws-cdk-lib';
import { type IPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey, Key } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { deliveryConditions, deliveryService } from './delivery-statements';
import { putOutStatements } from './put-out-statements';
import { forSharedPolicy } from './shared-policy';

/** What encrypts something that the stack makes: a key of the app, or the ARN of one. */
export interface Encryption {
  readonly encryptionKey?: IKey;
  readonly kmsKeyArn?: string;
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html#AWS-logs-SSE-KMS-S3 */
export const bucketKeyStatement = (scope: Construct): PolicyStatement =>
  useOfKey('AWSLogDeliveryKey', deliveryService(), deliveryConditions(scope));

/**
 * Of any log group of this account and Region: one that is made with the key has no name yet that the key's policy could say.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function logGroupKeyStatement(scope: Construct): PolicyStatement {
  const stack = Stack.of(scope);
  const logGroups = stack.formatArn({ service: 'logs', resource: 'log-group:*' });
  return useOfKey('CloudWatchLogsKey', new ServicePrincipal(`logs.${stack.region}.${stack.urlSuffix}`), {
    ArnLike: { 'kms:EncryptionContext:aws:logs:arn': logGroups },
  });
}

const useOfKey = (sid: string, principal: IPrincipal, conditions: Record<string, unknown>): PolicyStatement =>
  new PolicyStatement({
    sid,
    principals: [principal],
    actions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
    // In the policy of a key, the key itself.
    resources: ['*'],
    conditions,
  });

/** The key of something that the stack makes, if it has one, with what the statement says let in. */
export function allowedKey(
  scope: Construct,
  { encryptionKey, kmsKeyArn }: Encryption,
  statement: PolicyStatement,
): IKey | undefined {
  if (encryptionKey === undefined && kmsKeyArn === undefined) return undefined;
  const key = encryptionKey ?? Key.fromKeyArn(scope, 'Key', String(kmsKeyArn));
  letIn(scope, key, statement);
  return key;
}

/** Adds the statement to the policy of a key, or puts it out for the owner of the key to add. */
export function letIn(scope: Construct, key: IKey, statement: PolicyStatement): void {
  if (key.addToResourcePolicy(forSharedPolicy(statement), true).statementAdded) return;
  putOutStatements(scope, {
    id: 'KeyStatements',
    arn: key.keyArn,
    statements: [statement],
    describe: (name) =>
      `Paste this statement into the policy of ${name ? `the key ${name}` : 'the existing key'} before the first deployment: without it, nothing is written that the key encrypts`,
  });
}
