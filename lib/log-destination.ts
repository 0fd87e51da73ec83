import { Token } from 'aws-cdk-lib';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { FileFormat } from '../policy';
import type { Delivery } from './delivery';
import { deliveryStatements, putOutStatements } from './delivery-statements';
import { LogBucket } from './log-bucket';
import { UserMistake } from './user-mistake';

/** What flow logs to S3 look like; none of it can be changed in a flow log that exists. */
export interface S3LogDestinationProps {
  /**
   * A bucket of this app. Statements are added to its policy where CDK owns that, and put out by the stack where not.
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
}

/** Where the remediation of a requirement delivers to. */
export class LogDestination {
  /** An S3 bucket: an existing one, one of this app, or without either one that the stack makes. */
  static s3(props: S3LogDestinationProps = {}): LogDestination {
    const { bucket, ...settings } = props;
    if (bucket && settings.bucketArn !== undefined)
      throw new UserMistake(
        `log destination: got both bucket and bucketArn ${settings.bucketArn}, allowed: one of them; remove the other`,
      );
    return new LogDestination(settings, bucket);
  }

  private constructor(
    private readonly props: Omit<S3LogDestinationProps, 'bucket'>,
    private readonly bucket: IBucket | undefined,
  ) {}

  /** As `cdk.json` would say it, to be validated like it. An ARN that only deployment knows is left out. */
  get settings(): Readonly<Record<string, unknown>> {
    const bucketArn = this.existingArn;
    const isKnown = bucketArn !== undefined && !Token.isUnresolved(bucketArn);
    return { ...this.props, type: 's3', bucketArn: isKnown ? bucketArn : undefined };
  }

  /** Allows delivery to the bucket; where its policy is not ours to write, the stack puts out what it needs. */
  grantDelivery(scope: Construct): Delivery {
    const bucketArn = this.existingArn;
    if (bucketArn === undefined) return LogBucket.of(scope);
    const statements = deliveryStatements(scope, bucketArn);
    const results = statements.map((statement) => this.bucket?.addToResourcePolicy(statement));
    if (!results.every((result) => result?.statementAdded)) putOutStatements(scope, bucketArn, statements);
    return { bucketArn, ready: results.flatMap((result) => result?.policyDependable ?? []) };
  }

  private get existingArn(): string | undefined {
    return this.bucket?.bucketArn ?? this.props.bucketArn;
  }
}
