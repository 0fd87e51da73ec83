import { policyAdmits, type ServiceAccess } from '../access';
import { arnParts } from '../arn';
import type { RegionState, World } from '../world';
import type { StoredFlowLog } from './state';

export const DELIVERY_SERVICE = 'delivery.logs.amazonaws.com';

/** Where records to S3 go: the bucket, and the folders below it. */
export function s3Location(logDestination: string): { readonly bucketArn: string; readonly folder: string } {
  const arn = arnParts(logDestination);
  const [bucket = '', ...folders] = (arn?.resource ?? '').split('/');
  const folder = folders.filter((part) => part !== '').join('/');
  return { bucketArn: `arn:${arn?.partition}:s3:::${bucket}`, folder };
}

/**
 * What the delivery service must be allowed to do by the bucket's own policy: the object's key, the canned ACL and the
 * source conditions as https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html gives them.
 */
export function deliveryAccesses(
  { place }: RegionState,
  { logDestination, destinationOptions }: Pick<StoredFlowLog, 'logDestination' | 'destinationOptions'>,
): readonly ServiceAccess[] {
  const { bucketArn, folder } = s3Location(logDestination);
  const context = {
    'aws:SourceAccount': place.accountId,
    'aws:SourceArn': `arn:${place.partition}:logs:${place.region}:${place.accountId}:*`,
  };
  const account = destinationOptions.HiveCompatiblePartitions
    ? `aws-account-id=${place.accountId}`
    : place.accountId;
  const key = [...(folder === '' ? [] : [folder]), 'AWSLogs', account, 'records.log.gz'].join('/');
  const written = { ...context, 's3:x-amz-acl': 'bucket-owner-full-control' };
  return [
    { action: 's3:GetBucketAcl', resource: bucketArn, context },
    { action: 's3:PutObject', resource: `${bucketArn}/${key}`, context: written },
  ];
}

export interface DeliveryStatus {
  readonly DeliverLogsStatus?: 'SUCCESS' | 'FAILED';
  readonly DeliverLogsErrorMessage?: string;
}

/** What EC2 reports of a flow log: nothing while it is young, then whether its destination takes records. */
export function deliveryStatus(world: World, region: RegionState, flowLog: StoredFlowLog): DeliveryStatus {
  const age = (world.scheduler.now().getTime() - flowLog.creationTime.getTime()) / 1000;
  if (age < world.delays.firstDelivery) return {};
  const bucket = world.bucket(s3Location(flowLog.logDestination).bucketArn);
  const accesses = deliveryAccesses(region, flowLog);
  return accesses.every((access) => policyAdmits(bucket?.policy, DELIVERY_SERVICE, access))
    ? { DeliverLogsStatus: 'SUCCESS' }
    : { DeliverLogsStatus: 'FAILED', DeliverLogsErrorMessage: 'Access error' };
}
