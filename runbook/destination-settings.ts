import {
  type DestinationType,
  FILE_FORMATS,
  flag,
  type Kind,
  listOf,
  matching,
  oneOf,
  optional,
  RECORD_FIELDS,
  type SettingsOf,
  type SettingTable,
  setting,
} from '../policy';

/** CloudWatch Logs knows no other retention periods (PutRetentionPolicy, retentionInDays). */
export const RETENTION_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** What is kept of the records in a log group that the stack makes, when nobody says how long. */
export const DEFAULT_RETENTION_DAYS = 365;

/**
 * S3 bucket ARNs hold no Region and no account.
 * Names: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
const bucketArn = matching(
  /^arn:[a-z-]+:s3:::(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  'the ARN of a bucket, arn:aws:s3:::name, without a folder',
);

/**
 * No `*`, which S3 allows in keys: the folder stands in bucket policies, where it would grant more than it names.
 * `AWSLogs` is a reserved word of the service: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html
 */
const prefix = matching(
  /^(?!(.*\/)?AWSLogs(\/|$))[A-Za-z0-9!_.'()-]+(\/[A-Za-z0-9!_.'()-]+)*$/,
  'folders such as network/flow-logs, without slashes at the ends and without the reserved folder AWSLogs',
);

/** Multi-Region keys have ids that start with mrk-: https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html */
const kmsKeyArn = matching(
  /^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
  'the ARN of a customer managed key, arn:aws:kms:eu-west-1:111122223333:key/id, neither its id alone nor an alias',
);

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
const writtenLogGroupArn = matching(
  /^arn:[a-z-]+:logs:[a-z0-9-]+:\d{12}:log-group:[.\-_/#A-Za-z0-9]{1,512}(:\*)?$/,
  'the ARN of a log group, arn:aws:logs:eu-west-1:111122223333:log-group:name',
);

/** EC2 takes and lists log groups without the `:*` that CloudWatch Logs and CloudFormation show. */
const logGroupArn: Kind<string> = {
  ...writtenLogGroupArn,
  parse: (text) => writtenLogGroupArn.parse(text)?.replace(/:\*$/, ''),
};

const roleArn = matching(
  /^arn:[a-z-]+:iam::\d{12}:role\/([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/,
  'the ARN of a role, arn:aws:iam::111122223333:role/name',
);

/** https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html */
const deliveryStreamArn = matching(
  /^arn:[a-z-]+:firehose:[a-z0-9-]+:\d{12}:deliverystream\/[A-Za-z0-9_.-]{1,64}$/,
  'the ARN of a Firehose stream, arn:aws:firehose:eu-west-1:111122223333:deliverystream/name',
);

const fields = setting<readonly string[]>(
  listOf(oneOf(RECORD_FIELDS), 'fields of a flow log record, such as version,vpc-id,flow-direction'),
  [],
  'the default format and the fields that investigations ask for first',
);

/** The destination that remediation creates flow logs to: what can be said of each type. */
export const DESTINATION_SETTINGS = {
  s3: {
    bucketArn: setting(optional(bucketArn), undefined, 'a bucket that the stack makes'),
    prefix: setting(prefix, ''),
    fields,
    fileFormat: setting(oneOf(FILE_FORMATS), 'plain-text'),
    hiveCompatiblePartitions: setting(flag, false),
    perHourPartition: setting(flag, false),
    kmsKeyArn: setting(optional(kmsKeyArn), undefined, 'a key that S3 manages'),
  },
  'cloud-watch-logs': {
    logGroupArn: setting(
      optional(logGroupArn),
      undefined,
      'a log group that the stack makes, one per requirement and record format',
    ),
    retentionDays: setting(optional(oneOf(RETENTION_DAYS)), undefined, String(DEFAULT_RETENTION_DAYS)),
    kmsKeyArn: setting(optional(kmsKeyArn), undefined, 'a key that CloudWatch Logs manages'),
    deliveryRoleArn: setting(optional(roleArn), undefined, 'a role that the stack makes'),
    fields,
  },
  'kinesis-data-firehose': {
    deliveryStreamArn: setting<string>(deliveryStreamArn, '', 'must be named'),
    fields,
  },
} as const satisfies Readonly<Record<DestinationType, SettingTable>>;

/** In the words of the documentation. */
export const DESTINATION_SUMMARIES: {
  readonly [Type in DestinationType]: Readonly<Record<keyof (typeof DESTINATION_SETTINGS)[Type], string>>;
} = {
  s3: {
    bucketArn: 'An existing bucket, of this or of a central account.',
    prefix: 'Folder in the bucket.',
    fields: 'Fields of a record, in order.',
    fileFormat: 'Format of the files.',
    hiveCompatiblePartitions: 'Hive-compatible folder names, for Athena.',
    perHourPartition: 'A folder for every hour instead of every day.',
    kmsKeyArn: 'A key of this Region that encrypts the bucket that the stack makes.',
  },
  'cloud-watch-logs': {
    logGroupArn:
      'An existing log group of this account and Region. With a changed record format name another: EC2 may refuse a second flow log of a VPC to the same group.',
    retentionDays: 'Days that the log group that the stack makes keeps its records.',
    kmsKeyArn: 'A key of this Region that encrypts the log group that the stack makes.',
    deliveryRoleArn: 'An existing role of this account, by which VPC Flow Logs writes to the log group.',
    fields: 'Fields of a record, in order.',
  },
  'kinesis-data-firehose': {
    deliveryStreamArn:
      'An existing stream of this account and Region whose source is Direct PUT. With a changed record format name another, as with a log group.',
    fields: 'Fields of a record, in order.',
  },
};

type SettingsOfType<Type extends DestinationType> = {
  readonly type: Type;
} & SettingsOf<(typeof DESTINATION_SETTINGS)[Type]>;

export type S3Settings = SettingsOfType<'s3'>;
export type LogGroupSettings = SettingsOfType<'cloud-watch-logs'>;
export type StreamSettings = SettingsOfType<'kinesis-data-firehose'>;

/** Complete settings of one destination, by `type`. */
export type DestinationSettings = S3Settings | LogGroupSettings | StreamSettings;
