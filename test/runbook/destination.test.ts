/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: log formats are written so */
import { DESTINATION_TYPES, type Issue } from '../../policy';
import { DESTINATION_SETTINGS, DESTINATION_SUMMARIES, parseRequirement, RETENTION_DAYS } from '../../runbook';
import { BUCKET, KEY, LOG_GROUP, ROLE, requirement, STREAM } from './builders';

type Given = Readonly<Record<string, unknown>>;

const PATH = 'destination.';

/** The issues of a destination, without the path before the names of its settings. */
function issuesOf(destination: unknown): readonly Issue[] {
  const result = parseRequirement({ name: 'a', destination }, '');
  const issues = result.ok ? [] : result.issues;
  return issues.map((issue) => ({ ...issue, setting: issue.setting.replace(PATH, '') }));
}
const settingsOf = (destination: unknown) => issuesOf(destination).map(({ setting }) => setting);
const readOf = (destination: Given) => requirement({ destination }).destination;

const LOGS = { type: 'cloud-watch-logs' };
const FIREHOSE = { type: 'kinesis-data-firehose', deliveryStreamArn: STREAM };

describe.each(DESTINATION_TYPES)('the table of %s', (type) => {
  it.each(Object.entries(DESTINATION_SETTINGS[type]))('says of %s what is allowed', (_, { kind }) =>
    expect(kind.allowed).toMatch(/[^.]$/),
  );

  it.each(Object.entries(DESTINATION_SUMMARIES[type]))(
    'has a summary of %s that is a sentence',
    (_, summary) => expect(summary).toMatch(/^[A-Z].*\.$/),
  );
});

describe('the type', () => {
  it.each([undefined, null, ''])('is s3 when it is %j', (type) => expect(readOf({ type }).type).toBe('s3'));

  it.each(['cloud-watch', 'S3', 'log-group', 7])('%j is refused, and nothing else is said', (type) =>
    expect(issuesOf({ type, bucketArn: 'x', logGroupArn: 'y' })).toMatchObject([
      { setting: 'type', allowed: 'cloud-watch-logs, s3 or kinesis-data-firehose' },
    ]),
  );
});

it('every setting of a log group is read', () =>
  expect(
    readOf({ ...LOGS, retentionDays: 30, kmsKeyArn: KEY, deliveryRoleArn: ROLE, fields: 'version,start' }),
  ).toEqual({
    type: 'cloud-watch-logs',
    logGroupArn: undefined,
    retentionDays: 30,
    kmsKeyArn: KEY,
    deliveryRoleArn: ROLE,
    fields: ['version', 'start'],
  }));

it('every setting of a stream is read', () =>
  expect(readOf({ ...FIREHOSE, fields: 'version' })).toEqual({ ...FIREHOSE, fields: ['version'] }));

describe('a bucket', () => {
  it.each([
    'arn:aws:s3:::abc',
    'arn:aws-cn:s3:::a.b-c',
    'arn:aws-us-gov:s3:::0a0',
    `arn:aws:s3:::${'a'.repeat(63)}`,
  ])('%s is accepted', (bucketArn) =>
    expect(requirement({ destination: { bucketArn } }).destination).toMatchObject({ bucketArn }),
  );

  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  it.each([
    'org-logs',
    's3://org-logs',
    'arn:aws:s3:::',
    'arn:aws:s3:::ab',
    `arn:aws:s3:::${'a'.repeat(64)}`,
    'arn:aws:s3:::Org-logs',
    'arn:aws:s3:::org_logs',
    'arn:aws:s3:::-org',
    'arn:aws:s3:::org-',
    'arn:aws:s3:::.org',
    'arn:aws:s3:::org..logs',
    'arn:aws:s3:::192.168.5.4',
    'arn:aws:s3:::org-logs/',
    'arn:aws:s3:::org-logs/folder',
    'arn:aws:s3:::org-*',
    'arn:aws:s3:eu-west-1::org-logs',
    'arn:aws:s3::111122223333:org-logs',
    'arn:aws:sqs:::org-logs',
    'arn:aws:s3:eu-west-1:111122223333:accesspoint/x',
  ])('%s is refused', (bucketArn) => expect(settingsOf({ bucketArn })).toEqual(['bucketArn']));
});

describe('a prefix', () => {
  it.each(['a', 'network/flow-logs', "Az09!_.'()-", 'xAWSLogs', 'AWSLogsx/y', 'awslogs', 'a/b/c/d'])(
    '%s is accepted',
    (prefix) => expect(requirement({ destination: { prefix } }).destination).toMatchObject({ prefix }),
  );

  it.each(['', ' ', null])('%j is none', (prefix) =>
    expect(requirement({ destination: { prefix } }).destination).toMatchObject({ prefix: '' }),
  );

  // The word is reserved by the service: a published guide's own commands name it, and EC2 refuses them.
  it.each(['AWSLogs', 'AWSLogs/a', 'a/AWSLogs', 'a/AWSLogs/b', 'a/b/AWSLogs'])(
    '%s is refused: AWSLogs is reserved',
    (prefix) => expect(settingsOf({ prefix })).toEqual(['prefix']),
  );

  it.each(['/a', 'a/', 'a//b', '/', 'a b', 'a\\b', 'a*', '*', 'a?b', '{{x}}', '${x}', 'a"b', 'ä', 'a\nb'])(
    '%j is refused: it stands in ARNs, policies and the document',
    (prefix) => expect(settingsOf({ prefix })).toEqual(['prefix']),
  );
});

it.each<readonly [string, Given]>([
  ['type', { type: 'cloud-watch' }],
  ['fields', { fields: 'timestamp' }],
  ['fields', { fields: '${version}' }],
  ['fileFormat', { fileFormat: 'Parquet' }],
  ['hiveCompatiblePartitions', { hiveCompatiblePartitions: 'yes' }],
  ['perHourPartition', { perHourPartition: 1 }],
  ['folder', { folder: 'x' }],
])('destination.%s %j is refused', (name, destination) => expect(settingsOf(destination)).toEqual([name]));

describe('a log group', () => {
  it.each([
    LOG_GROUP,
    'arn:aws-cn:logs:cn-north-1:111122223333:log-group:/aws/vpc/flow_logs.x#1-a',
    `arn:aws:logs:eu-west-1:111122223333:log-group:${'a'.repeat(512)}`,
  ])('%s is accepted', (logGroupArn) =>
    expect(readOf({ ...LOGS, logGroupArn })).toMatchObject({ logGroupArn }),
  );

  it('may be named as CloudFormation does, with :*, which EC2 does not take', () =>
    expect(readOf({ ...LOGS, logGroupArn: `${LOG_GROUP}:*` })).toMatchObject({ logGroupArn: LOG_GROUP }));

  it.each([
    'flow-logs',
    'arn:aws:logs:eu-west-1:111122223333:log-group:',
    'arn:aws:logs:eu-west-1:111122223333:log-group:*',
    'arn:aws:logs:eu-west-1:111122223333:log-group:a:log-stream:b',
    'arn:aws:logs:eu-west-1:111122223333:log-group:a b',
    `arn:aws:logs:eu-west-1:111122223333:log-group:${'a'.repeat(513)}`,
    'arn:aws:logs::111122223333:log-group:a',
    'arn:aws:logs:eu-west-1:1111:log-group:a',
    'arn:aws:logs:*:111122223333:log-group:a',
    BUCKET,
  ])('%s is refused', (logGroupArn) => expect(settingsOf({ ...LOGS, logGroupArn })).toEqual(['logGroupArn']));

  it.each(RETENTION_DAYS)('of the stack is kept for %d days', (retentionDays) =>
    expect(readOf({ ...LOGS, retentionDays })).toMatchObject({ retentionDays }),
  );

  it.each([0, 2, 364, 'forever'])(
    'is not kept for %j days: CloudWatch Logs knows no such period',
    (retentionDays) => expect(settingsOf({ ...LOGS, retentionDays })).toEqual(['retentionDays']),
  );
});

describe('a delivery role', () => {
  it.each([ROLE, 'arn:aws-us-gov:iam::111122223333:role/a/path/name+=,.@-'])(
    '%s is accepted',
    (deliveryRoleArn) => expect(readOf({ ...LOGS, deliveryRoleArn })).toMatchObject({ deliveryRoleArn }),
  );

  it.each([
    'delivery',
    'arn:aws:iam::111122223333:user/a',
    'arn:aws:iam::111122223333:role/',
    'arn:aws:iam::aws:role/a',
  ])('%s is refused', (deliveryRoleArn) =>
    expect(settingsOf({ ...LOGS, deliveryRoleArn })).toEqual(['deliveryRoleArn']),
  );
});

describe('a stream', () => {
  it.each([STREAM, 'arn:aws-cn:firehose:cn-north-1:111122223333:deliverystream/A_b.c-1'])(
    '%s is accepted',
    (deliveryStreamArn) =>
      expect(readOf({ ...FIREHOSE, deliveryStreamArn })).toMatchObject({ deliveryStreamArn }),
  );

  it.each([
    'flow-logs',
    'arn:aws:firehose:eu-west-1:111122223333:deliverystream/',
    'arn:aws:firehose:eu-west-1:111122223333:deliverystream:flow-logs',
    `arn:aws:firehose:eu-west-1:111122223333:deliverystream/${'a'.repeat(65)}`,
    'arn:aws:kinesis:eu-west-1:111122223333:stream/flow-logs',
    LOG_GROUP,
  ])('%s is refused', (deliveryStreamArn) =>
    expect(settingsOf({ ...FIREHOSE, deliveryStreamArn })).toEqual(['deliveryStreamArn']),
  );

  it.each([undefined, null, '', ' '])('must be named: %j is not enough', (deliveryStreamArn) =>
    expect(issuesOf({ ...FIREHOSE, deliveryStreamArn })).toMatchObject([
      { setting: 'deliveryStreamArn', remedy: expect.stringContaining('the stack makes none') },
    ]),
  );
});

describe('a key', () => {
  it.each([KEY, `arn:aws:kms:eu-west-1:111122223333:key/mrk-${'0'.repeat(32)}`])(
    '%s is accepted',
    (kmsKeyArn) => {
      expect(readOf({ kmsKeyArn })).toMatchObject({ kmsKeyArn });
      expect(readOf({ ...LOGS, kmsKeyArn })).toMatchObject({ kmsKeyArn });
    },
  );

  // S3 takes each of these as default encryption, and delivery then fails: only the ARN of a key will do.
  it.each([
    '01234567-89ab-cdef-0123-456789abcdef',
    'alias/flow-logs',
    'arn:aws:kms:eu-west-1:111122223333:alias/flow-logs',
    'arn:aws:kms:eu-west-1:111122223333:key/flow-logs',
    'arn:aws:kms:eu-west-1:111122223333:key/*',
  ])('%s is refused, and it is said why', (kmsKeyArn) => {
    for (const type of ['s3', 'cloud-watch-logs'])
      expect(issuesOf({ type, kmsKeyArn })).toMatchObject([
        {
          setting: 'kmsKeyArn',
          remedy: expect.stringMatching(/by its ARN: .*undeliverable, https:.*cmk-policy/),
        },
      ]);
  });
});

describe('a setting of another type is told from an unknown one', () => {
  it.each<readonly [string, Given, string, string]>([
    ['a role with S3', { deliveryRoleArn: ROLE }, 'deliveryRoleArn', 'needs no role to deliver to S3'],
    ['days with S3', { retentionDays: 30 }, 'retentionDays', "remove it: a bucket's lifecycle rules"],
    ['a log group with S3', { logGroupArn: LOG_GROUP }, 'logGroupArn', 'or set type to cloud-watch-logs'],
    ['a stream with S3', { deliveryStreamArn: STREAM }, 'deliveryStreamArn', 'type to kinesis-data-firehose'],
    ['a bucket with a log group', { ...LOGS, bucketArn: BUCKET }, 'bucketArn', 'or set type to s3'],
    ['a folder with a log group', { ...LOGS, prefix: 'x' }, 'prefix', 'only S3 has files and folders'],
    ['files with a log group', { ...LOGS, fileFormat: 'parquet' }, 'fileFormat', 'only S3 has files'],
    [
      'a stream with a log group',
      { ...LOGS, deliveryStreamArn: STREAM },
      'deliveryStreamArn',
      'set type to kinesis',
    ],
    [
      'a role with a stream',
      { ...FIREHOSE, deliveryRoleArn: ROLE },
      'deliveryRoleArn',
      'no role to deliver to a stream',
    ],
    ['a key with a stream', { ...FIREHOSE, kmsKeyArn: KEY }, 'kmsKeyArn', 'itself says how it encrypts'],
    [
      'files with a stream',
      { ...FIREHOSE, perHourPartition: true },
      'perHourPartition',
      'where its records go',
    ],
    ['a bucket with a stream', { ...FIREHOSE, bucketArn: BUCKET }, 'bucketArn', 'or set type to s3'],
  ])('%s', (_, destination, setting, remedy) =>
    expect(issuesOf(destination)).toMatchObject([
      {
        setting,
        allowed: expect.stringContaining(`${setting} only where type is`),
        remedy: expect.stringContaining(remedy),
      },
    ]),
  );

  it('and is no matter where nothing is written', () =>
    expect(settingsOf({ deliveryRoleArn: null, retentionDays: '', logGroupArn: undefined })).toEqual([]));

  it('while one that no type has is unknown', () =>
    expect(issuesOf({ ...LOGS, logGroupName: 'x' })).toMatchObject([
      {
        setting: 'logGroupName',
        allowed: expect.stringContaining('logGroupArn'),
        remedy: 'remove it or correct its name',
      },
    ]));
});

describe('settings of what the stack makes are refused for what exists', () => {
  it.each<readonly [string, Given, readonly string[]]>([
    ['a bucket', { bucketArn: BUCKET, kmsKeyArn: KEY }, ['kmsKeyArn']],
    [
      'a log group',
      { ...LOGS, logGroupArn: LOG_GROUP, kmsKeyArn: KEY, retentionDays: 30 },
      ['kmsKeyArn', 'retentionDays'],
    ],
  ])('%s', (what, destination, settings) =>
    expect(issuesOf(destination)).toMatchObject(
      settings.map((setting) => ({
        setting,
        remedy: `remove it, and set it on the existing ${what.slice(2)} itself`,
      })),
    ),
  );

  it('once, where they are wrong themselves', () =>
    expect(settingsOf({ bucketArn: BUCKET, kmsKeyArn: 'x' })).toEqual(['kmsKeyArn']));
});

it('everything that is wrong with a destination is reported at once', () =>
  expect(
    settingsOf({ ...LOGS, logGroupArn: LOG_GROUP, kmsKeyArn: KEY, prefix: 'x', fields: 'none', group: 1 }),
  ).toEqual(['fields', 'group', 'kmsKeyArn', 'prefix']));
