import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import type { Deeds } from './deeds';
import { deliveredTo } from './delivered-to';
import type { Failing, FailingType, Repair } from './destination-failures';

const buckets = (deeds: Deeds): readonly string[] => [
  ...new Set(deliveredTo(deeds, 's3').map((destination) => destination.replace(/\/.*$/, ''))),
];

export const BUCKET_FAILURES: FailingType = {
  type: 's3',
  failures: [
    {
      kind: 'bucket deleted and restored',
      targets: buckets,
      start: async (failing, arn) => {
        const { s3 } = failing.clients;
        const Bucket = bucketName(arn);
        const putPolicy = await takePolicy(failing, arn);
        if (!putPolicy) return undefined;
        await s3.send(new DeleteBucketCommand({ Bucket }));
        return async () => {
          await s3.send(new CreateBucketCommand({ Bucket }));
          await putPolicy();
        };
      },
    },
    {
      kind: 'bucket closed and restored',
      targets: buckets,
      start: takePolicy,
    },
  ],
};

/** Without a policy a bucket takes nothing that could be ended. */
async function takePolicy({ deeds, clients: { s3 } }: Failing, arn: string): Promise<Repair | undefined> {
  if (!deeds.sandbox.world.bucket(arn)?.policy) return undefined;
  const Bucket = bucketName(arn);
  const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
  await s3.send(new DeleteBucketPolicyCommand({ Bucket }));
  return async () => {
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  };
}

const bucketName = (arn: string): string => arn.replace(/^.*:/, '');
