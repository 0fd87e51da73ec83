import { arnParts } from '../arn';
import { keyAt, keyIdIn } from '../kms/key-access';
import { type Input, notModelled, type Operations, structureOf, structuresOf, textOf } from '../operation';
import { ApiError } from '../wire/api-error';
import type { Bucket, World } from '../world';
import { bucketFor } from './bucket-access';

/** By which new objects are encrypted where their writer asks for nothing. */
export interface BucketEncryption {
  readonly algorithm: 'AES256' | 'aws:kms' | 'aws:kms:dsse';
  /** As it was given: an ARN, an id or an alias. @default - a key that AWS manages */
  readonly keyId?: string | undefined;
  readonly bucketKey: boolean;
}

const ALGORITHMS: readonly BucketEncryption['algorithm'][] = ['AES256', 'aws:kms', 'aws:kms:dsse'];

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html */
const USUAL: BucketEncryption = { algorithm: 'AES256', bucketKey: false };

export const BUCKET_ENCRYPTION_OPERATIONS: Operations = {
  PutBucketEncryption: {
    // S3 does not look whether the key exists: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketEncryption.html
    members: [
      ...['Bucket', 'ServerSideEncryptionConfiguration', 'ContentMD5', 'ChecksumAlgorithm'],
      'ExpectedBucketOwner',
    ],
    perform(request) {
      const bucket = bucketFor(request, 's3:PutEncryptionConfiguration');
      const configuration = structureOf(request.input, 'ServerSideEncryptionConfiguration') ?? {};
      const [rule, ...others] = structuresOf(configuration, 'Rules');
      if (!rule || others.length > 0)
        throw new ApiError('MalformedXML', 'The XML you provided was not well-formed');
      bucket.encryption = encryptionOf(rule);
      return {};
    },
  },

  GetBucketEncryption: {
    members: ['Bucket', 'ExpectedBucketOwner'],
    perform(request) {
      const { encryption = USUAL } = bucketFor(request, 's3:GetEncryptionConfiguration');
      const { algorithm, keyId, bucketKey } = encryption;
      const ApplyServerSideEncryptionByDefault = { SSEAlgorithm: algorithm, KMSMasterKeyID: keyId };
      const Rules = [{ ApplyServerSideEncryptionByDefault, BucketKeyEnabled: bucketKey }];
      return { ServerSideEncryptionConfiguration: { Rules } };
    },
  },

  DeleteBucketEncryption: {
    members: ['Bucket', 'ExpectedBucketOwner'],
    perform(request) {
      bucketFor(request, 's3:PutEncryptionConfiguration').encryption = undefined;
      return {};
    },
  },
};

function encryptionOf(rule: Input): BucketEncryption {
  const other = Object.keys(rule).find(
    (member) => !['ApplyServerSideEncryptionByDefault', 'BucketKeyEnabled'].includes(member),
  );
  if (other !== undefined) throw notModelled(`${other} of PutBucketEncryption`);
  const byDefault = structureOf(rule, 'ApplyServerSideEncryptionByDefault') ?? {};
  return bucketEncryption(
    textOf(byDefault, 'SSEAlgorithm'),
    textOf(byDefault, 'KMSMasterKeyID'),
    rule['BucketKeyEnabled'] === true,
  );
}

/** @throws ApiError for an algorithm that is none, and for a key that it does not use */
export function bucketEncryption(
  given: string | undefined,
  keyId: string | undefined,
  bucketKey: boolean,
): BucketEncryption {
  const algorithm = ALGORITHMS.find((each) => each === given);
  if (!algorithm) throw new ApiError('MalformedXML', 'The XML you provided was not well-formed');
  if (algorithm === 'AES256' && keyId !== undefined)
    throw new ApiError(
      'InvalidArgument',
      'a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse',
    );
  return { algorithm, keyId, bucketKey };
}

/**
 * Whose key a bucket is encrypted with, as log delivery tells keys apart: it takes the ARN of a key only, and what AWS's
 * own key encrypts can be read by nobody. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html
 */
export type BucketKey =
  | { readonly kind: 'none' }
  | { readonly kind: 'managed by AWS' }
  | { readonly kind: 'not an ARN' }
  | { readonly kind: 'customer'; readonly arn: string };

export function bucketKey(world: World, { encryption = USUAL }: Bucket): BucketKey {
  const { algorithm, keyId } = encryption;
  if (algorithm === 'AES256') return { kind: 'none' };
  if (keyId === undefined || /(^|:)alias\/aws\/s3$/.test(keyId)) return { kind: 'managed by AWS' };
  if (arnParts(keyId) === undefined || keyIdIn(keyId) === undefined) return { kind: 'not an ARN' };
  return keyAt(world, keyId)?.manager === 'AWS'
    ? { kind: 'managed by AWS' }
    : { kind: 'customer', arn: keyId };
}
