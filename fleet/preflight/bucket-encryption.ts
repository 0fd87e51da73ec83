import type { ServerSideEncryptionByDefault } from '@aws-sdk/client-s3';
import { type Place, parseArn } from '../../policy';
import { attempt } from './attempt';
import { type BucketLocation, DELIVERY_SERVICE, deliverySourceArn } from './bucket-location';
import { type Finding, ok, problem } from './finding';
import { checkKey, type KeyQuestion } from './key-access';
import type { BucketReads } from './reads/bucket-reads';
import type { KeyReads } from './reads/key-reads';
import { serviceContext } from './service-access';

export const checkBucketEncryption = (
  buckets: BucketReads,
  keys: KeyReads,
  place: Place,
  { bucket, bucketArn }: BucketLocation,
): Promise<readonly Finding[]> =>
  attempt('bucket-encryption', bucketArn, async () => {
    const encryption = await buckets.encryption(bucket);
    const keyArn = usedKey(encryption);
    return [
      encryptionFinding(bucketArn, encryption),
      ...(keyArn === undefined ? [] : await checkKey(keys, deliveryKeyQuestion(place, keyArn))),
    ];
  });

/** The customer's key that the bucket encrypts with, when its default encryption names one by ARN. */
function usedKey(encryption: ServerSideEncryptionByDefault | undefined): string | undefined {
  const keyId = encryption?.KMSMasterKeyID;
  return keyId !== undefined && parseArn(keyId) && !isManaged(keyId) ? keyId : undefined;
}

const isManaged = (keyId: string): boolean => /(^|:)alias\/aws\//.test(keyId);

/**
 * By a key's id instead of its ARN, nothing is delivered; with the key that AWS manages, nobody can read what is.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html
 */
export function encryptionFinding(
  bucketArn: string,
  encryption: ServerSideEncryptionByDefault | undefined,
): Finding {
  const { SSEAlgorithm: algorithm, KMSMasterKeyID: keyId } = encryption ?? {};
  if (algorithm === undefined || algorithm === 'AES256')
    return ok('bucket-encryption', bucketArn, 'encrypted with keys of S3');
  if (keyId === undefined || isManaged(keyId))
    return problem('bucket-encryption', bucketArn, `${algorithm} with the key that AWS manages, aws/s3`);
  if (!parseArn(keyId))
    return problem('bucket-encryption', bucketArn, `${algorithm} with ${keyId}, which is no ARN of a key`);
  return ok('bucket-encryption', bucketArn, `${algorithm} with ${keyId}`);
}

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-cmk-policy.html */
export const deliveryKeyQuestion = (place: Place, keyArn: string): KeyQuestion => ({
  check: 'bucket-key',
  place,
  keyArn,
  services: [DELIVERY_SERVICE],
  context: serviceContext(place, deliverySourceArn(place)),
});
