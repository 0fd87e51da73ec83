import { policyAdmits, type ServiceAccess, serviceMayAccess } from '../access';
import { arnParts } from '../arn';
import { keyAt, serviceMayUse } from '../kms/key-access';
import { bucketKey } from '../s3/encryption';
import type { Bucket, RegionState, World } from '../world';
import type { StoredFlowLog } from './state';

const DELIVERY_SERVICE = 'delivery.logs.amazonaws.com';

type BucketDestination = Pick<StoredFlowLog, 'logDestination' | 'destinationOptions'>;

/** Where records to S3 go: the bucket, and the folders below it. */
function s3Location(logDestination: string): { readonly bucketArn: string; readonly folder: string } {
  const arn = arnParts(logDestination);
  const [bucket = '', ...folders] = (arn?.resource ?? '').split('/');
  const folder = folders.filter((part) => part !== '').join('/');
  return { bucketArn: `arn:${arn?.partition}:s3:::${bucket}`, folder };
}

const sourceContext = ({ place: { partition, region, accountId } }: RegionState) => ({
  'aws:SourceAccount': accountId,
  'aws:SourceArn': `arn:${partition}:logs:${region}:${accountId}:*`,
});

/**
 * What the delivery service must be allowed to do by the bucket's own policy: the object's key, the canned ACL and the
 * source conditions as https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html gives them.
 */
function accesses(
  { assumptions }: World,
  region: RegionState,
  { logDestination, destinationOptions }: BucketDestination,
): readonly ServiceAccess[] {
  const { place } = region;
  const { bucketArn, folder } = s3Location(logDestination);
  const context = sourceContext(region);
  const account = destinationOptions.HiveCompatiblePartitions
    ? `aws-account-id=${place.accountId}`
    : place.accountId;
  const key = [...(folder === '' ? [] : [folder]), 'AWSLogs', account, 'records.log.gz'].join('/');
  const acl = assumptions.deliverySendsAcl ? { 's3:x-amz-acl': 'bucket-owner-full-control' } : {};
  const written = { ...context, ...acl };
  return [
    { action: 's3:GetBucketAcl', resource: bucketArn, context },
    { action: 's3:PutObject', resource: `${bucketArn}/${key}`, context: written },
  ];
}

/** Of the key, the conditions are those of the bucket: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-cmk-policy.html */
function keyAdmits(world: World, region: RegionState, bucket: Bucket): boolean {
  const key = bucketKey(world, bucket);
  switch (key.kind) {
    case 'none':
    case 'managed by AWS':
      return true;
    case 'not an ARN':
      return false;
    case 'customer':
      return serviceMayUse(keyAt(world, key.arn), DELIVERY_SERVICE, sourceContext(region));
  }
}

/** Whether a bucket takes the records of a flow log by now, readable or not. */
export function bucketTakes(world: World, region: RegionState, flowLog: BucketDestination): boolean {
  const bucket = world.bucket(s3Location(flowLog.logDestination).bucketArn);
  if (!bucket || !keyAdmits(world, region, bucket)) return false;
  return accesses(world, region, flowLog).every((access) =>
    policyAdmits(bucket.policy, DELIVERY_SERVICE, access),
  );
}

/** What EC2 finds when it tries the bucket before it creates a flow log, by the codes of its list of errors. */
export function bucketProblem(
  world: World,
  region: RegionState,
  shape: BucketDestination,
): 'LogDestinationNotFound' | 'LogDestinationPermissionIssue' | 'undeliverable' | undefined {
  const bucket = world.bucket(s3Location(shape.logDestination).bucketArn);
  if (!bucket) return 'LogDestinationNotFound';
  const admitted = accesses(world, region, shape).every((access) =>
    serviceMayAccess(world, DELIVERY_SERVICE, bucket.policy, access),
  );
  if (!admitted) return 'LogDestinationPermissionIssue';
  if (bucketKey(world, bucket).kind === 'not an ARN') return 'undeliverable';
  const { creationTriesBucketKey } = world.assumptions;
  return creationTriesBucketKey && !keyAdmits(world, region, bucket)
    ? 'LogDestinationPermissionIssue'
    : undefined;
}

export const bucketArnOf = (logDestination: string): string => s3Location(logDestination).bucketArn;

export const bucketName = (logDestination: string): string =>
  bucketArnOf(logDestination).split(':').at(-1) ?? '';
