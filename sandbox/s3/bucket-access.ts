import { type OperationRequest, textOf } from '../operation';
import { authorizeOwned } from '../owned-access';
import { ApiError } from '../wire/api-error';
import type { Bucket, RegionState } from '../world';

export const bucketArn = ({ place }: RegionState, name: string): string =>
  `arn:${place.partition}:s3:::${name}`;

/**
 * The owner's root can read, replace and remove a policy that denies it.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html
 */
const NEVER_LOCKED_OUT = ['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'];

/** The bucket that the request names, once the caller may do this to it by its own policies and the bucket's. */
export function bucketFor(request: OperationRequest, action: string): Bucket {
  const { world, region, caller, input } = request;
  const name = textOf(input, 'Bucket') ?? '';
  const bucket = world.bucket(bucketArn(region, name));
  if (!bucket)
    throw new ApiError('NoSuchBucket', 'The specified bucket does not exist', 404, {
      members: { BucketName: name },
    });
  refuseOtherRegion(bucket, region);
  const isOwnersRoot = caller.kind === 'administrator' && caller.accountId === bucket.ownerId;
  authorizeOwned(world, {
    caller,
    action,
    resource: bucket.arn,
    ownerId: bucket.ownerId,
    partition: region.place.partition,
    policy: isOwnersRoot && NEVER_LOCKED_OUT.includes(action) ? undefined : bucket.policy,
  });
  const expectedOwner = textOf(input, 'ExpectedBucketOwner');
  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-owner-condition.html
  if (expectedOwner !== undefined && expectedOwner !== bucket.ownerId)
    throw new ApiError('AccessDenied', 'Access Denied', 403);
  return bucket;
}

/** The Region's own endpoint sends elsewhere; clients read the header and go there. */
function refuseOtherRegion({ region: at, name }: Bucket, { place }: RegionState): void {
  if (at === undefined || at === place.region) return;
  throw new ApiError(
    'PermanentRedirect',
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    301,
    {
      members: { Endpoint: `${name}.s3.${at}.amazonaws.com`, Bucket: name },
      headers: { 'x-amz-bucket-region': at },
    },
  );
}
