import type { Case } from '../case';
import { REGION } from '../place';
import { BUCKET } from './destinations';

const call = (operation: string, title: string, input: Case['input']): Case => ({
  service: 's3',
  operation,
  title,
  input,
});

const CreateBucketConfiguration = { LocationConstraint: REGION };
const other = { Bucket: 'other-bucket' };

export const BUCKET_CASES: readonly Case[] = [
  call('GetBucketPolicy', 'a policy', { Bucket: BUCKET }),
  call('CreateBucket', 'another', { ...other, CreateBucketConfiguration }),
  call('CreateBucket', 'the same again', { ...other, CreateBucketConfiguration }),
  call('CreateBucket', 'an underscore', { Bucket: 'other_bucket', CreateBucketConfiguration }),
  { ...call('DeleteBucket', 'clean', { Bucket: 'other_bucket' }), isCleaning: true },
  call('HeadBucket', 'a bucket', other),
  call('GetBucketLocation', 'a bucket', other),
  call('GetBucketLocation', 'unknown', { Bucket: 'no-such-bucket-here' }),
  call('GetBucketPolicy', 'no policy', other),
  call('GetBucketPolicy', 'unknown bucket', { Bucket: 'no-such-bucket-here' }),
  call('PutBucketPolicy', 'no JSON', { ...other, Policy: 'nonsense' }),
  call('DeleteBucketPolicy', 'no policy', other),
  call('ListBuckets', 'all', {}),
  call('DeleteBucket', 'a bucket', other),
  call('DeleteBucket', 'unknown', other),
];
