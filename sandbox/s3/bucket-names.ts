import { ApiError } from '../wire/api-error';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const FORBIDDEN_STARTS = ['xn--', 'sthree-', 'amzn-s3-demo-'];
const FORBIDDEN_ENDS = ['-s3alias', '--ol-s3', '.mrap', '--x-s3', '--table-s3', '-an'];

export function refuseBucketName(name: string): void {
  const isValid =
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !name.includes('..') &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
    !FORBIDDEN_STARTS.some((start) => name.startsWith(start)) &&
    !FORBIDDEN_ENDS.some((end) => name.endsWith(end));
  if (isValid) return;
  throw new ApiError('InvalidBucketName', 'The specified bucket is not valid.', 400, {
    members: { BucketName: name },
  });
}
