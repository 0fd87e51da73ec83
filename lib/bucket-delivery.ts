import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { FileFormat } from '../policy';
import type { Delivery, DeliveryWay } from './delivery';
import { deliveryStatements } from './delivery-statements';
import { bucketKeyStatement, letIn } from './key-statements';
import { LogBucket } from './log-bucket';
import { refuseAlias, refuseBoth, refuseForExisting, writtenArn } from './one-of-two';
import { claimsOf } from './place-claims';
import { putOutStatements } from './put-out-statements';
import { forSharedPolicy } from './shared-policy';

/** What flow logs to S3 look like; none of it can be changed in a flow log that exists. */
export interface S3LogDestinationProps {
  /**
   * A bucket of this app. Statements are added to its policy, and to that of its key, where CDK owns them, and put out by the
   * stack where not.
   *
   * @default - the bucket of bucketArn
   */
  readonly bucket?: IBucket;

  /**
   * ARN of an existing bucket, of this or of a central account. The stack puts out the statements that its policy needs.
   *
   * @default - the stack makes a bucket, shared by its requirements
   */
  readonly bucketArn?: string;

  /**
   * Folder in the bucket.
   *
   * @default ''
   */
  readonly prefix?: string;

  /**
   * Fields of a record, in order.
   *
   * @default - the default format and the fields that investigations ask for first
   */
  readonly fields?: readonly string[];

  /**
   * Format of the files.
   *
   * @default 'plain-text'
   */
  readonly fileFormat?: FileFormat;

  /**
   * Hive-compatible folder names, for Athena.
   *
   * @default false
   */
  readonly hiveCompatiblePartitions?: boolean;

  /**
   * A folder for every hour instead of every day.
   *
   * @default false
   */
  readonly perHourPartition?: boolean;

  /**
   * A key of this app that encrypts the bucket that the stack makes. Statements are added to its policy where CDK owns that,
   * and put out by the stack where not.
   *
   * @default - the key of kmsKeyArn
   */
  readonly encryptionKey?: IKey;

  /**
   * ARN of a key that encrypts the bucket that the stack makes. The stack puts out the statements that its policy needs.
   *
   * @default - a key that S3 manages
   */
  readonly kmsKeyArn?: string;
}

export class BucketDelivery implements DeliveryWay {
  constructor(private readonly props: S3LogDestinationProps) {
    const { bucket, bucketArn, encryptionKey, kmsKeyArn } = props;
    refuseBoth(['bucket', bucket], ['bucketArn', bucketArn]);
    refuseBoth(['encryptionKey', encryptionKey], ['kmsKeyArn', kmsKeyArn]);
    refuseAlias(encryptionKey);
    refuseForExisting('bucket', this.existingArn, { encryptionKey, kmsKeyArn });
  }

  get settings(): Readonly<Record<string, unknown>> {
    const { bucket: _, encryptionKey: __, ...settings } = this.props;
    return {
      ...settings,
      type: 's3',
      bucketArn: writtenArn(this.existingArn),
      kmsKeyArn: writtenArn(this.keyArn),
    };
  }

  get claims() {
    return claimsOf([
      {
        setting: 'bucketArn',
        arn: this.existingArn,
        parts: ['partition'],
        remedy: 'name a bucket of the partition that the stack is deployed to',
      },
      {
        setting: 'kmsKeyArn',
        arn: this.keyArn,
        parts: ['Region'],
        remedy: 'name a key of the same Region as the bucket that the stack makes',
      },
    ]);
  }

  /** Allows delivery to the bucket; where its policy is not ours to write, the stack puts out what it needs. */
  deliver(scope: Construct): Delivery {
    const bucketArn = this.existingArn;
    if (bucketArn === undefined) return LogBucket.of(scope, this.props);
    const { bucket } = this.props;
    const statements = deliveryStatements(scope, bucketArn);
    const results = statements.map((each) => bucket?.addToResourcePolicy(forSharedPolicy(each)));
    if (bucket?.encryptionKey) letIn(scope, bucket.encryptionKey, bucketKeyStatement(scope));
    if (!results.every((result) => result?.statementAdded))
      putOutStatements(scope, {
        id: 'DeliveryStatements',
        arn: bucketArn,
        statements,
        describe: (name) =>
          `Paste these statements into the policy of ${name ? `the bucket ${name}` : 'the existing log bucket'}: without them, flow logs to it cannot be created. A KMS key of the bucket must let the delivery service in as well`,
      });
    return {
      target: { type: 's3', bucketArn },
      ready: results.flatMap((result) => result?.policyDependable ?? []),
    };
  }

  private get keyArn(): string | undefined {
    return this.props.encryptionKey?.keyArn ?? this.props.kmsKeyArn;
  }

  private get existingArn(): string | undefined {
    return this.props.bucket?.bucketArn ?? this.props.bucketArn;
  }
}
