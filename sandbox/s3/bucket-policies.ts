import type { Statement } from '../iam/policy-document';
import { PolicyError } from '../iam/policy-error';
import { policyText, readPolicy, type WrittenPolicy } from '../iam-api/written-policy';
import { type OperationRequest, type Operations, textOf } from '../operation';
import { ApiError } from '../wire/api-error';
import type { Bucket } from '../world';
import { bucketFor } from './bucket-access';

/** Without white space between its parts; what S3 answers to a longer one is not documented. */
const MOST_BYTES = 20 * 1024;

export const BUCKET_POLICY_OPERATIONS: Operations = {
  PutBucketPolicy: {
    // The wire has compared the checksums with the body.
    members: ['Bucket', 'Policy', 'ContentMD5', 'ChecksumAlgorithm', 'ExpectedBucketOwner'],
    perform(request) {
      const bucket = ownBucketFor(request, 's3:PutBucketPolicy');
      bucket.policy = bucketPolicy(textOf(request.input, 'Policy') ?? '', bucket);
      return {};
    },
  },

  GetBucketPolicy: {
    members: ['Bucket', 'ExpectedBucketOwner'],
    perform(request) {
      const bucket = ownBucketFor(request, 's3:GetBucketPolicy');
      if (!bucket.policy)
        throw new ApiError('NoSuchBucketPolicy', 'The bucket policy does not exist', 404, {
          members: { BucketName: bucket.name },
        });
      return { Policy: policyText(bucket.policy, request.region.place.partition) };
    },
  },

  DeleteBucketPolicy: {
    members: ['Bucket', 'ExpectedBucketOwner'],
    perform(request) {
      ownBucketFor(request, 's3:DeleteBucketPolicy').policy = undefined;
      return {};
    },
  },
};

/** A bucket's policy cannot let other accounts at the policy: https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
function ownBucketFor(request: OperationRequest, action: string): Bucket {
  const bucket = bucketFor(request, action);
  if (bucket.ownerId !== request.region.place.accountId)
    throw new ApiError('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405);
  return bucket;
}

const malformed = (message: string): ApiError => new ApiError('MalformedPolicy', message);

function bucketPolicy(text: string, bucket: Bucket): WrittenPolicy {
  if (!text.startsWith('{')) throw malformed("Policies must be valid JSON and the first byte must be '{'");
  const policy = parsed(text, bucket.name);
  const size = Buffer.byteLength(JSON.stringify(JSON.parse(text)));
  if (size > MOST_BYTES) throw malformed(`Policy of ${size} bytes exceeds the maximum of ${MOST_BYTES}`);
  for (const statement of policy.statements) refuseStatement(statement, bucket);
  return policy;
}

function parsed(text: string, bucketName: string): WrittenPolicy {
  try {
    return readPolicy(text, `policy of ${bucketName}`);
  } catch (error) {
    if (error instanceof PolicyError) throw malformed(error.message);
    throw error;
  }
}

function refuseStatement({ principal, actions, resources }: Statement, { arn }: Bucket): void {
  if (!principal) throw malformed('Missing required field Principal');
  if (!resources) throw malformed('Missing required field Resource');
  if (actions.some((action) => action !== '*' && !/^s3:/i.test(action)))
    throw malformed('Policy has invalid action');
  // Not even "*" stands for the bucket: https://github.com/noobaa/noobaa-core/issues/10058
  if (resources.some((resource) => resource !== arn && !resource.startsWith(`${arn}/`)))
    throw malformed('Policy has invalid resource');
  const [hasBucket, hasObjects] = [resources.includes(arn), resources.some((resource) => resource !== arn)];
  const applies = (action: string): boolean =>
    /[*?]/.test(action) || (OBJECT_ACTION.test(action) ? hasObjects : hasBucket);
  if (!actions.every(applies)) throw malformed('Action does not apply to any resource(s) in statement');
}

/** Actions whose resource is an object: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
const OBJECT_ACTION =
  /^s3:((Get|Put|Delete|Restore|Replicate|Update|Initiate)Object|AbortMultipartUpload$|ListMultipartUploadParts$|BypassGovernanceRetention$|ReplicateDelete$|ReplicateTags$|ObjectOwnerOverrideToBucketOwner$)/i;
