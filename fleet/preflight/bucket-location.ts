import { type Place, parseArn } from '../../policy';
import type { DeployedDestination } from './deployed-requirement';

/** Where records to S3 go. */
export interface BucketLocation {
  readonly bucket: string;
  readonly bucketArn: string;
  /** ARN of the folder of this account, without a slash at the end. */
  readonly folderArn: string;
  /** ARN of an object in it, as the service writes them. */
  readonly objectArn: string;
}

/** Any day, since a policy may say how deep a key is. */
const DAY = ['2027', '01', '04'];
const HIVE_DAY = ['year=2027', 'month=01', 'day=04'];

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-path.html */
export function bucketLocation(
  { accountId, region }: Place,
  { logDestination, hiveCompatiblePartitions }: DeployedDestination,
): BucketLocation {
  const arn = parseArn(logDestination);
  const [bucket = '', ...folders] = (arn?.resource ?? '').split('/').filter((part) => part !== '');
  const bucketArn = `arn:${arn?.partition}:s3:::${bucket}`;
  const [account, ...below] = hiveCompatiblePartitions
    ? [`aws-account-id=${accountId}`, 'aws-service=vpcflowlogs', `aws-region=${region}`, ...HIVE_DAY]
    : [accountId, 'vpcflowlogs', region, ...DAY];
  const folderArn = [bucketArn, ...folders, 'AWSLogs', account].join('/');
  return { bucket, bucketArn, folderArn, objectArn: [folderArn, ...below, 'records.gz'].join('/') };
}

/**
 * The source that a delivery names: of CloudWatch Logs, which delivers, and not of EC2.
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
 */
export const deliverySourceArn = ({ partition, region, accountId }: Place): string =>
  `arn:${partition}:logs:${region}:${accountId}:*`;

export const DELIVERY_SERVICE = 'delivery.logs.amazonaws.com';

/** What the bucket's policy must hold, ready to paste. */
export function deliveryStatements(place: Place, bucketArn: string): string {
  const Principal = { Service: DELIVERY_SERVICE };
  const ArnLike = { 'aws:SourceArn': deliverySourceArn(place) };
  const source = { 'aws:SourceAccount': place.accountId };
  const write = {
    Effect: 'Allow',
    Principal,
    Action: 's3:PutObject',
    Resource: `${bucketArn}/*`,
    Condition: { StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', ...source }, ArnLike },
  };
  const check = {
    Effect: 'Allow',
    Principal,
    Action: ['s3:GetBucketAcl', 's3:ListBucket'],
    Resource: bucketArn,
    Condition: { StringEquals: source, ArnLike },
  };
  return JSON.stringify([write, check]);
}
