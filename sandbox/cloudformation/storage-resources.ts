import { parsePolicyDocument } from '../iam/policy-document';
import { refuseUnusableKey } from '../logs/group-keys';
import { RETENTIONS } from '../logs/groups';
import { LogGroup } from '../logs/log-group';
import { type BucketEncryption, bucketEncryption } from '../s3/encryption';
import { ApiError } from '../wire/api-error';
import { AssemblyError } from './assembly';
import type { PropertyReader } from './property-reader';
import { addNew, type Creation, type ResourceType, regionalArn } from './resource-type';

/** Bucket settings that no rehearsed call depends on; the bucket policy is what lets records in. */
const BUCKET_SETTINGS = [
  ...['LifecycleConfiguration', 'OwnershipControls', 'PublicAccessBlockConfiguration'],
  ...['VersioningConfiguration', 'Tags'],
];

/** Alarms are created and never ring: nobody watches the metrics. */
const ALARM_SETTINGS = [
  ...[
    'AlarmDescription',
    'AlarmActions',
    'AlarmName',
    'ComparisonOperator',
    'Dimensions',
    'EvaluationPeriods',
  ],
  ...[
    'DatapointsToAlarm',
    'MetricName',
    'Namespace',
    'Period',
    'Statistic',
    'Threshold',
    'TreatMissingData',
    'Unit',
  ],
];

export const STORAGE_RESOURCES: Readonly<Record<string, ResourceType>> = {
  'AWS::S3::Bucket': ({ world, region, properties, physicalName, logicalId }) => {
    const name = properties.optionalText('BucketName') ?? physicalName.toLowerCase().slice(0, 63);
    const arn = `arn:${region.place.partition}:s3:::${name}`;
    properties.withoutEffect(...BUCKET_SETTINGS);
    const encryption = defaultEncryption(properties.optionalPart('BucketEncryption'), logicalId);
    if (world.bucket(arn)) throw new AssemblyError(`${name} already exists`);
    world.addBucket({
      name,
      arn,
      ownerId: region.place.accountId,
      region: region.place.region,
      policy: undefined,
      encryption,
    });
    return { ref: name, attributes: { Arn: arn } };
  },

  'AWS::S3::BucketPolicy': ({ world, region, properties, logicalId }) => {
    const bucket = world.bucket(`arn:${region.place.partition}:s3:::${properties.text('Bucket')}`);
    if (!bucket) throw new AssemblyError(`${logicalId}: the bucket does not exist`);
    bucket.policy = parsePolicyDocument(properties.raw('PolicyDocument'), logicalId);
    return { ref: bucket.name, attributes: {} };
  },

  'AWS::Logs::LogGroup': (creation) => {
    const name = creation.properties.optionalText('LogGroupName') ?? creation.physicalName;
    const arn = regionalArn(creation, 'logs', `log-group:${name}`);
    const { world, region, properties } = creation;
    const group = new LogGroup(name, arn, world.scheduler.now());
    group.retentionInDays = retention(properties);
    group.kmsKeyId = groupKey(creation, arn);
    properties.withoutEffect('Tags');
    addNew(region.logGroups, name, group);
    return { ref: name, attributes: { Arn: `${arn}:*` } };
  },

  'AWS::SQS::Queue': (creation) => {
    const name = creation.properties.optionalText('QueueName') ?? creation.physicalName;
    const arn = regionalArn(creation, 'sqs', name);
    creation.properties.withoutEffect('MessageRetentionPeriod', 'SqsManagedSseEnabled', 'Tags');
    addNew(creation.region.queues, name, { name, arn, messages: [], policy: undefined });
    const { region, accountId } = creation.region.place;
    const ref = `https://sqs.${region}.amazonaws.com/${accountId}/${name}`;
    return { ref, attributes: { Arn: arn, QueueName: name, QueueUrl: ref } };
  },

  'AWS::SQS::QueuePolicy': ({ region, properties, logicalId }) => {
    const policy = parsePolicyDocument(properties.raw('PolicyDocument'), logicalId);
    for (const url of properties.texts('Queues')) {
      const queue = region.queues.get(url.split('/').at(-1) ?? '');
      if (!queue) throw new AssemblyError(`${logicalId}: queue ${url} does not exist`);
      queue.policy = policy;
    }
    return { ref: logicalId, attributes: {} };
  },

  'AWS::CloudWatch::Alarm': (creation) => {
    creation.properties.withoutEffect(...ALARM_SETTINGS);
    const arn = regionalArn(creation, 'cloudwatch', `alarm:${creation.physicalName}`);
    return { ref: creation.physicalName, attributes: { Arn: arn } };
  },
};

function defaultEncryption(
  encryption: PropertyReader | undefined,
  logicalId: string,
): BucketEncryption | undefined {
  const [rule, ...others] = encryption?.partsOf('ServerSideEncryptionConfiguration') ?? [];
  if (!rule) return undefined;
  if (others.length > 0) throw new AssemblyError(`${logicalId}: a bucket has one rule of encryption`);
  const byDefault = rule.part('ServerSideEncryptionByDefault');
  return asAssemblyError(logicalId, () =>
    bucketEncryption(
      byDefault.text('SSEAlgorithm'),
      byDefault.optionalText('KMSMasterKeyID'),
      rule.flag('BucketKeyEnabled', false),
    ),
  );
}

function retention(properties: PropertyReader): number | undefined {
  const days = properties.optionalNumber('RetentionInDays', [1, 3653]);
  if (days !== undefined && !RETENTIONS.includes(days))
    throw new AssemblyError(`RetentionInDays: got ${days}, allowed: ${RETENTIONS.join(', ')}`);
  return days;
}

/** A key that CloudWatch Logs may not use ends the creation of the group. */
function groupKey({ world, region, properties, logicalId }: Creation, groupArn: string): string | undefined {
  const keyArn = properties.optionalText('KmsKeyId');
  if (keyArn !== undefined)
    asAssemblyError(logicalId, () => refuseUnusableKey(world, region, keyArn, groupArn));
  return keyArn;
}

function asAssemblyError<T>(logicalId: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof ApiError) throw new AssemblyError(`${logicalId}: ${error.code}: ${error.message}`);
    throw error;
  }
}
