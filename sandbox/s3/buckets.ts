import { createHash } from 'node:crypto';
import {
  notModelled,
  type OperationRequest,
  type Operations,
  pageOf,
  structureOf,
  textOf,
} from '../operation';
import { ApiError } from '../wire/api-error';
import type { Bucket } from '../world';
import { bucketArn, bucketFor } from './bucket-access';
import { refuseBucketName } from './bucket-names';

/** The Region that has no location constraint. */
const UNNAMED_REGION = 'us-east-1';
const MOST_BUCKETS = 10_000;

export const BUCKET_OPERATIONS: Operations = {
  CreateBucket: {
    members: ['Bucket', 'CreateBucketConfiguration'],
    perform(request) {
      const { world, region, input, authorize } = request;
      const name = textOf(input, 'Bucket') ?? '';
      const arn = bucketArn(region, name);
      refuseBucketName(name);
      const constraint = locationConstraint(request);
      authorize('s3:CreateBucket', arn, constraint ? { 's3:locationconstraint': constraint } : {});
      const { accountId, region: at } = region.place;
      const existing = world.bucket(arn);
      if (existing) refuseExisting(existing, request);
      else world.addBucket({ name, arn, ownerId: accountId, region: at, policy: undefined });
      const Location = at === UNNAMED_REGION ? `/${name}` : `http://${name}.s3.amazonaws.com/`;
      return { Location, BucketArn: arn };
    },
  },

  HeadBucket: {
    members: ['Bucket', 'ExpectedBucketOwner'],
    perform(request) {
      const { arn, region } = bucketFor(request, 's3:ListBucket');
      const BucketRegion = region ?? request.region.place.region;
      return { BucketArn: arn, BucketRegion, AccessPointAlias: false };
    },
  },

  GetBucketLocation: {
    members: ['Bucket', 'ExpectedBucketOwner'],
    perform(request) {
      const { region = request.region.place.region } = bucketFor(request, 's3:GetBucketLocation');
      return region === UNNAMED_REGION ? {} : { LocationConstraint: region };
    },
  },

  DeleteBucket: {
    members: ['Bucket', 'ExpectedBucketOwner'],
    perform(request) {
      request.world.removeBucket(bucketFor(request, 's3:DeleteBucket').arn);
      return {};
    },
  },

  ListBuckets: {
    members: ['MaxBuckets', 'ContinuationToken', 'Prefix', 'BucketRegion'],
    perform({ world, region: { place }, input, authorize }) {
      authorize('s3:ListAllMyBuckets', '*');
      const prefix = textOf(input, 'Prefix');
      const wanted = textOf(input, 'BucketRegion');
      const found = world
        .bucketsOf(place.accountId)
        .map((bucket) => ({ ...bucket, region: bucket.region ?? place.region }))
        .filter(({ name, region }) => name.startsWith(prefix ?? '') && region === (wanted ?? region))
        .sort((left, right) => (left.name < right.name ? -1 : 1));
      const { page, nextToken } = pageOf(found, {
        token: textOf(input, 'ContinuationToken'),
        limit: Math.min(mostBuckets(input['MaxBuckets']), world.faults.longestPage),
        invalidToken: 'InvalidArgument',
      });
      return {
        Buckets: page.map(({ name, arn, region, createdAt }) => ({
          Name: name,
          BucketArn: arn,
          BucketRegion: region,
          CreationDate: createdAt,
        })),
        Owner: { ID: canonicalUserId(place.accountId) },
        ContinuationToken: nextToken,
        Prefix: prefix,
      };
    },
  },
};

function mostBuckets(given: unknown): number {
  if (given === undefined) return MOST_BUCKETS;
  if (typeof given === 'number' && given >= 1 && given <= MOST_BUCKETS) return given;
  throw new ApiError(
    'InvalidArgument',
    `Argument max-buckets must be an integer between 1 and ${MOST_BUCKETS}`,
  );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
function locationConstraint({ region, input }: OperationRequest): string | undefined {
  const configuration = structureOf(input, 'CreateBucketConfiguration') ?? {};
  const unread = Object.keys(configuration).find((member) => member !== 'LocationConstraint');
  if (unread !== undefined) throw notModelled(`CreateBucketConfiguration.${unread} of CreateBucket`);
  const constraint = textOf(configuration, 'LocationConstraint');
  const at = region.place.region;
  if (
    constraint === UNNAMED_REGION ||
    (constraint !== undefined && !/^[a-z]{2}(-[a-z]+)+-\d$|^EU$/.test(constraint))
  )
    throw new ApiError('InvalidLocationConstraint', 'The specified location-constraint is not valid', 400, {
      members: { LocationConstraint: constraint },
    });
  const asked = constraint === 'EU' ? 'eu-west-1' : (constraint ?? UNNAMED_REGION);
  if (asked !== at)
    throw new ApiError(
      'IllegalLocationConstraintException',
      `The ${constraint ?? 'unspecified'} location constraint is incompatible for the region specific endpoint this request was sent to.`,
    );
  return constraint;
}

function refuseExisting({ ownerId, name, region }: Bucket, { region: { place } }: OperationRequest): void {
  const members = { BucketName: name };
  if (ownerId !== place.accountId)
    throw new ApiError(
      'BucketAlreadyExists',
      'The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.',
      409,
      { members },
    );
  // For legacy compatibility, us-east-1 answers as if it had made the bucket.
  if (place.region === UNNAMED_REGION && region === UNNAMED_REGION) return;
  throw new ApiError(
    'BucketAlreadyOwnedByYou',
    'Your previous request to create the named bucket succeeded and you already own it.',
    409,
    { members },
  );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/finding-canonical-user-id.html */
const canonicalUserId = (accountId: string): string =>
  createHash('sha256').update(`canonical user of ${accountId}`).digest('hex');
