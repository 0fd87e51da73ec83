import { DisableKeyCommand } from '@aws-sdk/client-kms';
import {
  DeleteBucketPolicyCommand,
  GetBucketPolicyCommand,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import type { CheckId } from '../../../fleet/preflight';
import { ASSEMBLY } from '../../assembly';
import type { Deployment } from './deployment';
import { policyText } from './place';
import { findPlanted, type Plant, THEIRS } from './planted';

const DELIVERY = 'delivery.logs.amazonaws.com';

type Statement = Record<string, any>;

/** Changes the statements of the bucket's policy. */
async function rewritePolicy(
  { clients, bucket }: Deployment,
  change: (statements: Statement[]) => Statement[],
) {
  const { Policy = '' } = await clients.s3.send(new GetBucketPolicyCommand({ Bucket: bucket }));
  const changed = policyText(...change(JSON.parse(Policy).Statement));
  await clients.s3.send(new PutBucketPolicyCommand({ Bucket: bucket, Policy: changed }));
}

const ofDelivery = (change: (statement: Statement) => void) => (statements: Statement[]) => {
  for (const statement of statements) if (statement['Principal']?.Service === DELIVERY) change(statement);
  return statements;
};

const denial = (bucket: string) => ({
  ...{ Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: `arn:aws:s3:::${bucket}/*` },
});

test.each<[string, CheckId[], Plant]>([
  [
    'no policy',
    ['bucket-policy'],
    ({ clients, bucket }) => clients.s3.send(new DeleteBucketPolicyCommand({ Bucket: bucket })),
  ],
  [
    'a policy for another service',
    ['bucket-policy'],
    (each) =>
      rewritePolicy(
        each,
        ofDelivery((one) => {
          one['Principal'] = { Service: 'cloudtrail.amazonaws.com' };
        }),
      ),
  ],
  [
    'a policy for another account',
    ['bucket-policy'],
    (each) =>
      rewritePolicy(
        each,
        ofDelivery((one) => {
          one['Condition'] = THEIRS;
        }),
      ),
  ],
  [
    'a policy for every account',
    ['bucket-policy-source'],
    (each) =>
      rewritePolicy(
        each,
        ofDelivery((one) => {
          delete one['Condition'];
        }),
      ),
  ],
  [
    'a Deny outside an endpoint',
    ['bucket-policy'],
    (each) =>
      rewritePolicy(each, (all) => [
        ...all,
        { ...denial(each.bucket), Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } },
      ]),
  ],
  [
    'a policy of 19 KB',
    ['bucket-policy-size'],
    (each) =>
      rewritePolicy(each, (all) => [
        ...all,
        {
          ...denial(each.bucket),
          Resource: Array.from({ length: 200 }, (_, at) => `arn:aws:s3:::${each.bucket}/other-${at}/*`),
        },
      ]),
  ],
  ["AWS's own key", ['bucket-encryption'], (each) => each.encryptBucket()],
  ['a closed key', ['bucket-key'], async (each) => each.encryptBucket(await each.makeKey())],
  [
    'a disabled key',
    ['bucket-key'],
    async (each) => {
      const KeyId = await each.makeKey(DELIVERY);
      await each.encryptBucket(KeyId);
      await each.clients.kms.send(new DisableKeyCommand({ KeyId }));
    },
  ],
])('in the bucket: %s', async (_, checks, plant) => {
  await findPlanted(ASSEMBLY, plant, checks);
});
