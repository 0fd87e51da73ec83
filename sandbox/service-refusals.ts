import type { AccessDenied } from './access';
import { ApiError } from './wire/api-error';
import type { ServiceName } from './wire/services';

interface Refusal {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

const JSON_DENIED = { code: 'AccessDeniedException', status: 400, message: '' };
const DENIED = { code: 'AccessDenied', status: 403, message: '' };

/** Code, status and what stands before the reason. */
const DENIALS: Readonly<Record<ServiceName, Refusal>> = {
  cloudtrail: JSON_DENIED,
  config: JSON_DENIED,
  ec2: {
    code: 'UnauthorizedOperation',
    status: 403,
    message: 'You are not authorized to perform this operation. ',
  },
  firehose: JSON_DENIED,
  iam: DENIED,
  kms: JSON_DENIED,
  lambda: { ...JSON_DENIED, status: 403 },
  logs: JSON_DENIED,
  organizations: JSON_DENIED,
  s3: DENIED,
  securityhub: { ...JSON_DENIED, status: 403 },
  ssm: JSON_DENIED,
  sts: DENIED,
};

export function accessDenied(service: ServiceName, { message: reason }: AccessDenied): ApiError {
  const { code, status, message } = DENIALS[service];
  return new ApiError(code, message + reason, status);
}

const UNRECOGNIZED = {
  code: 'UnrecognizedClientException',
  status: 400,
  message: 'The security token included in the request is invalid.',
};
const INVALID_TOKEN = { ...UNRECOGNIZED, code: 'InvalidClientTokenId', status: 403 };

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html and the common errors of each service. */
const UNKNOWN_SESSIONS: Readonly<Record<ServiceName, Refusal>> = {
  cloudtrail: UNRECOGNIZED,
  config: UNRECOGNIZED,
  ec2: {
    code: 'AuthFailure',
    status: 401,
    message: 'AWS was not able to validate the provided access credentials',
  },
  firehose: UNRECOGNIZED,
  iam: INVALID_TOKEN,
  kms: UNRECOGNIZED,
  lambda: { ...UNRECOGNIZED, status: 403 },
  logs: UNRECOGNIZED,
  organizations: UNRECOGNIZED,
  s3: {
    code: 'InvalidAccessKeyId',
    status: 403,
    message: 'The AWS Access Key Id you provided does not exist in our records.',
  },
  securityhub: { ...UNRECOGNIZED, status: 403 },
  ssm: UNRECOGNIZED,
  sts: INVALID_TOKEN,
};

/**
 * The key of a session that this world never opened: taking it for an administrator's would let anything through. A Region
 * that the account has not enabled knows none of its keys: https://github.com/boto/boto3/issues/2065
 */
export const unknownSession = (service: ServiceName): ApiError => refusal(UNKNOWN_SESSIONS[service]);

const EXPIRED = {
  code: 'ExpiredTokenException',
  status: 400,
  message: 'The security token included in the request is expired',
};
const EXPIRED_TOKEN = { ...EXPIRED, code: 'ExpiredToken', status: 403 };

/** EC2 has a code of its own, seen in https://github.com/aws/aws-sdk-java/issues/1443; the others as on the pages above. */
const EXPIRED_SESSIONS: Readonly<Record<ServiceName, Refusal>> = {
  cloudtrail: EXPIRED,
  config: EXPIRED,
  ec2: { code: 'RequestExpired', status: 400, message: 'Request has expired.' },
  firehose: EXPIRED,
  iam: EXPIRED_TOKEN,
  kms: EXPIRED,
  lambda: { ...EXPIRED, status: 403 },
  logs: EXPIRED,
  organizations: EXPIRED,
  s3: { code: 'ExpiredToken', status: 400, message: 'The provided token has expired.' },
  securityhub: { ...EXPIRED, status: 403 },
  ssm: EXPIRED,
  sts: EXPIRED_TOKEN,
};

export const expiredSession = (service: ServiceName): ApiError => refusal(EXPIRED_SESSIONS[service]);

const refusal = ({ code, status, message }: Refusal): ApiError => new ApiError(code, message, status);
