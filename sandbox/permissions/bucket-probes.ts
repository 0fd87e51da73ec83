import type { Place } from '../../policy';
import { type Attempt, type Probe, withContext } from './attempt';
import type { Delivery } from './rehearsed-requirement';

type BucketDelivery = Extract<Delivery, { readonly kind: 'bucket' }>;

interface Asked {
  readonly place: Place;
  readonly delivery: BucketDelivery;
}

/**
 * What the delivery service does, by https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
 * Delivery does not wait for ListBucket: without it, refusals of HeadBucket fill CloudTrail.
 */
export function bucketProbes(place: Place, delivery: BucketDelivery): readonly Probe[] {
  const { arn } = delivery.bucket;
  const written = `${arn}/AWSLogs/${place.accountId}/vpcflowlogs/one.log.gz`;
  const acl = { 's3:x-amz-acl': 'bucket-owner-full-control' };
  const asked = { place, delivery };
  const write = attempt(asked, 's3:PutObject', written, acl);
  return [
    probe(asked, 'log delivery reads the ACL of the bucket', attempt(asked, 's3:GetBucketAcl', arn), {
      'to change the policy': { action: 's3:PutBucketPolicy' },
    }),
    probe(asked, 'log delivery lists the bucket', attempt(asked, 's3:ListBucket', arn)),
    probe(asked, 'log delivery writes to the bucket', write, {
      'leaving the object to another owner': withContext(write, { 's3:x-amz-acl': 'private' }),
      'without an ACL': withContext(write, { 's3:x-amz-acl': undefined }),
      'to delete': { action: 's3:DeleteObject' },
      'to read': { action: 's3:GetObject' },
    }),
  ];
}

const attempt = ({ place, delivery }: Asked, action: string, resource: string, context = {}): Attempt => ({
  by: { kind: 'service', service: 'delivery.logs.amazonaws.com' },
  action,
  resource,
  context: {
    'aws:SourceAccount': place.accountId,
    'aws:SourceArn': sourceArn(place),
    ...context,
  },
  policy: delivery.bucket.policy,
});

const sourceArn = ({ partition, region, accountId }: Place): string =>
  `arn:${partition}:logs:${region}:${accountId}:*`;

/** Each is another's delivery, or not by TLS. Who pastes the statements elsewhere keeps a TLS statement of their own. */
function probe(
  { place, delivery }: Asked,
  name: string,
  usual: Attempt,
  others: Probe['refused'] = {},
): Probe {
  const plain = withContext(usual, { 'aws:SecureTransport': 'false' });
  return {
    name,
    usual,
    refused: {
      'for another account': withContext(usual, { 'aws:SourceAccount': '999999999999' }),
      'for no account that it names': withContext(usual, { 'aws:SourceAccount': undefined }),
      'from nowhere that it names': withContext(usual, { 'aws:SourceArn': undefined }),
      'from another Region': withContext(usual, {
        'aws:SourceArn': sourceArn({ ...place, region: 'sa-east-1' }),
      }),
      'from another account': withContext(usual, {
        'aws:SourceArn': sourceArn({ ...place, accountId: '999999999999' }),
      }),
      'by another service': { by: { kind: 'service', service: 'cloudtrail.amazonaws.com' } },
      ...(delivery.isOurs ? { 'by plain HTTP': plain } : {}),
      ...others,
    },
  };
}
