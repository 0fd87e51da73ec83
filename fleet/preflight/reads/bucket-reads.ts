import {
  GetBucketEncryptionCommand,
  GetBucketPolicyCommand,
  HeadBucketCommand,
  type S3Client,
  type ServerSideEncryptionByDefault,
} from '@aws-sdk/client-s3';
import type { Place } from '../../../policy';
import { type Policy, parsePolicy } from '../iam/policy-document';
import { once } from './once';
import { isDenied, readIfThere } from './unread';

/** Whether the account has the bucket. S3 says the same of a bucket of another account and of a caller without rights. */
export type BucketPresence =
  | { readonly kind: 'own'; readonly region: string | undefined }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused' };

export interface BucketPolicy {
  readonly policy: Policy;
  readonly bytes: number;
}

export interface BucketReads {
  presence(bucket: string): Promise<BucketPresence>;
  policy(bucket: string): Promise<BucketPolicy | undefined>;
  encryption(bucket: string): Promise<ServerSideEncryptionByDefault | undefined>;
}

export function bucketReads(client: S3Client, { accountId }: Place): BucketReads {
  const of = (Bucket: string) => ({ Bucket, ExpectedBucketOwner: accountId });
  return {
    presence: once((bucket) =>
      readIfThere('s3:ListBucket', bucket, ['NotFound', 'NoSuchBucket'], () => head(client, of(bucket))).then(
        (presence) => presence ?? { kind: 'missing' },
      ),
    ),
    policy: once((bucket) =>
      readIfThere('s3:GetBucketPolicy', bucket, ['NoSuchBucketPolicy'], async () => {
        const { Policy: text = '' } = await client.send(new GetBucketPolicyCommand(of(bucket)));
        return { policy: parsePolicy('bucket policy', text), bytes: Buffer.byteLength(text) };
      }),
    ),
    // Without a configuration, S3 encrypts with its own keys: https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
    encryption: once((bucket) =>
      readIfThere(
        's3:GetEncryptionConfiguration',
        bucket,
        ['ServerSideEncryptionConfigurationNotFoundError'],
        async () => {
          const answer = await client.send(new GetBucketEncryptionCommand(of(bucket)));
          const [rule] = answer.ServerSideEncryptionConfiguration?.Rules ?? [];
          return rule?.ApplyServerSideEncryptionByDefault;
        },
      ),
    ),
  };
}

interface BucketOfOwner {
  readonly Bucket: string;
  readonly ExpectedBucketOwner: string;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
async function head(client: S3Client, bucket: BucketOfOwner): Promise<BucketPresence> {
  try {
    const { BucketRegion } = await client.send(new HeadBucketCommand(bucket));
    return { kind: 'own', region: BucketRegion };
  } catch (cause) {
    if (isDenied(cause)) return { kind: 'refused' };
    throw cause;
  }
}
