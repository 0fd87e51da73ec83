import { parsePolicyDocument } from '../iam/policy-document';
import { LogGroup } from '../logs/log-group';
import { AssemblyError } from './assembly';
import type { PropertyReader } from './property-reader';
import { addNew, type ResourceType, regionalArn } from './resource-type';

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
  'AWS::S3::Bucket': ({ world, region, properties, physicalName }) => {
    const name = properties.optionalText('BucketName') ?? physicalName.toLowerCase().slice(0, 63);
    const arn = `arn:${region.place.partition}:s3:::${name}`;
    properties.withoutEffect(...BUCKET_SETTINGS);
    refuseKeys(properties.optionalPart('BucketEncryption'));
    if (world.bucket(arn)) throw new AssemblyError(`${name} already exists`);
    world.addBucket({
      name,
      arn,
      ownerId: region.place.accountId,
      region: region.place.region,
      policy: undefined,
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
    creation.properties.withoutEffect('RetentionInDays', 'Tags');
    addNew(creation.region.logGroups, name, new LogGroup(name, arn, creation.world.scheduler.now()));
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

/** No key is played, and a key that the delivery service may not use would keep records out. */
function refuseKeys(encryption: PropertyReader | undefined): void {
  for (const rule of encryption?.partsOf('ServerSideEncryptionConfiguration') ?? []) {
    rule.withoutEffect('BucketKeyEnabled');
    rule.part('ServerSideEncryptionByDefault').oneOf('SSEAlgorithm', ['AES256']);
  }
}
