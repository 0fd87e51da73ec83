import { CfnOutput, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct, type IDependable } from 'constructs';
import { acknowledge } from './acknowledgements';
import type { Delivery } from './delivery';
import { deliveryStatements } from './delivery-statements';
import { allowedKey, bucketKeyStatement, type Encryption } from './key-statements';
import { UserMistake } from './user-mistake';

/** The bucket that flow logs go to when no other is named. It outlives the stack, and so do the flow logs to it. */
export class LogBucket extends Construct implements Delivery {
  readonly target: Delivery['target'];
  /** Without the policy, the first flow logs would be refused. */
  readonly ready: readonly IDependable[];

  private constructor(
    scope: Construct,
    id: string,
    readonly encryption: Encryption,
  ) {
    super(scope, id);
    const encryptionKey = allowedKey(this, encryption, bucketKeyStatement(this));
    const bucket = new Bucket(this, 'Bucket', {
      encryption: encryptionKey ? BucketEncryption.KMS : BucketEncryption.S3_MANAGED,
      encryptionKey,
      bucketKeyEnabled: encryptionKey !== undefined,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      enforceSSL: true,
      // Delivery never writes an object twice, so versions cost nothing until somebody deletes; then they bring it back.
      versioned: true,
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }],
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    for (const statement of deliveryStatements(this, bucket.bucketArn)) bucket.addToResourcePolicy(statement);
    // Without its policy, a retained bucket would refuse the records of the flow logs that stay behind.
    bucket.policy?.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    acknowledge(
      bucket,
      'S1',
      'Server access logs need a second bucket of their own; whoever must audit reads of the logs names a central bucket that has them.',
    );
    new CfnOutput(this, 'Arn', {
      value: bucket.bucketArn,
      description:
        'Bucket that flow logs are delivered to; name it as bucketArn to adopt it in another deployment',
    });
    this.target = { type: 's3', bucketArn: bucket.bucketArn };
    this.ready = bucket.policy ? [bucket.policy] : [];
  }

  /** One per construct, shared by all of its requirements, and so is its key. */
  static of(scope: Construct, { encryptionKey, kmsKeyArn }: Encryption): LogBucket {
    const existing = scope.node.tryFindChild(LogBucket.ID);
    if (!(existing instanceof LogBucket))
      return new LogBucket(scope, LogBucket.ID, { encryptionKey, kmsKeyArn });
    const { encryption } = existing;
    if (encryption.encryptionKey !== encryptionKey || encryption.kmsKeyArn !== kmsKeyArn)
      throw new UserMistake(
        'log destination: got different keys for the bucket that the stack makes, allowed: the same key for every requirement that delivers to it; name the key in each of them, or give one of them an existing bucket',
      );
    return existing;
  }

  private static readonly ID = 'LogBucket';
}
