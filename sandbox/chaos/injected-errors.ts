import type { MadeCall } from '../faults';
import { ApiError } from '../wire/api-error';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html and Config's CommonErrors */
export const throttled = ({ service }: MadeCall): ApiError =>
  service === 'ec2'
    ? new ApiError('RequestLimitExceeded', 'Request limit exceeded.', 503)
    : new ApiError('ThrottlingException', 'Rate exceeded');

export const failed = ({ service }: MadeCall): ApiError =>
  new ApiError(
    service === 'ec2' ? 'InternalError' : 'InternalFailure',
    'An internal error has occurred',
    500,
  );

export const unavailable = ({ service }: MadeCall): ApiError =>
  new ApiError(
    service === 'ec2' ? 'Unavailable' : 'ServiceUnavailable',
    'The service is unavailable. Please try again shortly.',
    503,
  );
