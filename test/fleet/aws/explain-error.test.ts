import { explainError } from '../../../fleet/aws/explain-error';
import { noteAction } from '../../../fleet/aws/failed-action';
import { UserMistake } from '../../../fleet/user-mistake';
import { ReadError } from '../../../inventory/read-error';

function awsError(name: string, message = 'said AWS', more: object = {}): Error {
  const error = Object.assign(new Error(message), { name, ...more });
  noteAction(error, 'ec2:DescribeVpcs');
  return error;
}

test.each([
  [
    awsError('CredentialsProviderError', 'Could not load credentials from any providers'),
    /^no credentials: /,
  ],
  [awsError('Error', 'Region is missing'), /^no Region: give --region/],
  [awsError('ExpiredToken'), /^the credentials have expired: log in again$/],
  [awsError('ExpiredTokenException'), /^the credentials have expired/],
  [awsError('AuthFailure'), /^ec2:DescribeVpcs does not take these credentials: said AWS/],
  [
    awsError('UnauthorizedOperation'),
    /^access denied: these credentials may not do ec2:DescribeVpcs; .*said AWS$/,
  ],
  [awsError('AccessDeniedException'), /^access denied: these credentials may not do ec2:DescribeVpcs/],
  [awsError('RequestLimitExceeded'), /^throttled: ec2:DescribeVpcs/],
  [awsError('ThrottlingException'), /^throttled: ec2:DescribeVpcs/],
  [awsError('OptInRequired'), /the Region is not enabled/],
  [
    awsError('Error', 'connect', { code: 'ECONNREFUSED' }),
    /^ec2:DescribeVpcs could not be reached: connect; check/,
  ],
  [awsError('TimeoutError'), /could not be reached/],
  [awsError('SomethingNew'), /^ec2:DescribeVpcs failed: SomethingNew: said AWS$/],
  [new UserMistake('--region: give one'), /^--region: give one$/],
  [ReadError.failed('ec2:DescribeVpcs', awsError('ThrottlingException')), /^throttled: /],
  [ReadError.broken('ec2:DescribeVpcs', 'no list', 'a list'), /^ec2:DescribeVpcs answered with no list/],
])('%s is told in plain words', (error, expected) => {
  expect(explainError(error)).toMatch(expected);
});

test.each([[new TypeError('x is not a function')], ['a text'], [undefined]])(
  'a fault of ours is not explained away: %s',
  (fault) => {
    expect(explainError(fault)).toBeUndefined();
  },
);
