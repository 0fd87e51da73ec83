import { type Attempt, type Probe, withContext } from './attempt';
import type { Stage } from './stage';

/**
 * What the delivery service does, by https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
 * Delivery does not wait for ListBucket: without it, refusals of HeadBucket fill CloudTrail.
 */
export function deliveryProbes(stage: Stage): readonly Probe[] {
  const { arn } = stage.bucket;
  const written = `${arn}/AWSLogs/${stage.sandbox.place.accountId}/vpcflowlogs/one.log.gz`;
  const acl = { 's3:x-amz-acl': 'bucket-owner-full-control' };
  const write = attempt(stage, 's3:PutObject', written, acl);
  return [
    probe(stage, 'log delivery reads the ACL of the bucket', attempt(stage, 's3:GetBucketAcl', arn), {
      'to change the policy': { action: 's3:PutBucketPolicy' },
    }),
    probe(stage, 'log delivery lists the bucket', attempt(stage, 's3:ListBucket', arn)),
    probe(stage, 'log delivery writes to the bucket', write, {
      'leaving the object to another owner': withContext(write, { 's3:x-amz-acl': 'private' }),
      'without an ACL': withContext(write, { 's3:x-amz-acl': undefined }),
      'to delete': { action: 's3:DeleteObject' },
      'to read': { action: 's3:GetObject' },
    }),
  ];
}

const attempt = ({ bucket, sandbox }: Stage, action: string, resource: string, context = {}): Attempt => ({
  by: { kind: 'service', service: 'delivery.logs.amazonaws.com' },
  action,
  resource,
  context: {
    'aws:SourceAccount': sandbox.place.accountId,
    'aws:SourceArn': sourceArn(sandbox.place),
    ...context,
  },
  policy: bucket.policy,
});

interface Source {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

const sourceArn = ({ partition, region, accountId }: Source): string =>
  `arn:${partition}:logs:${region}:${accountId}:*`;

/** Each is another's delivery, or not by TLS. Who pastes the statements elsewhere keeps a TLS statement of their own. */
function probe(
  { madeTheBucket, sandbox: { place } }: Stage,
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
      ...(madeTheBucket ? { 'by plain HTTP': plain } : {}),
      ...others,
    },
  };
}
