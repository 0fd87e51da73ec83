import { ReadError } from '../../inventory/read-error';
import { UserMistake } from '../user-mistake';
import { actionOf } from './failed-action';

/** An error in plain words, and what to do. Undefined is a fault of ours, which needs its stack. */
export function explainError(error: unknown): string | undefined {
  if (error instanceof UserMistake) return error.message;
  if (error instanceof ReadError) return explainError(error.cause) ?? error.message;
  if (!(error instanceof Error)) return undefined;
  const action = actionOf(error) ?? 'AWS';
  const explanation =
    explanationOf(error, action) ??
    (isFromAws(error) ? `${action} failed: ${error.name}: ${error.message}` : undefined);
  // A line of its own would look like one of ours.
  return explanation?.replace(/\s+/g, ' ');
}

interface Explanation {
  readonly pattern: RegExp;
  readonly explain: (error: Error, action: string) => string;
}

/** By the error's name and, where the SDK has no name for it, its message. The first that fits. */
const EXPLANATIONS: readonly Explanation[] = [
  {
    pattern: /^CredentialsProviderError|Could not load credentials|^TokenProviderError/,
    explain: ({ message }) =>
      `no credentials: ${message}; log in (aws sso login), set AWS_PROFILE or give --profile`,
  },
  {
    pattern: /Region is missing/,
    explain: () => 'no Region: give --region, set AWS_REGION, or write a region into the profile',
  },
  {
    pattern: /^(ExpiredToken|ExpiredTokenException|RequestExpired)\b/,
    explain: () => 'the credentials have expired: log in again',
  },
  {
    pattern:
      /^(InvalidClientTokenId|UnrecognizedClientException|AuthFailure|SignatureDoesNotMatch|InvalidSignatureException|InvalidAccessKeyId)\b/,
    explain: ({ message }, action) =>
      `${action} does not take these credentials: ${message}; check the profile, and whether the Region is enabled in the account`,
  },
  {
    pattern:
      /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|AuthorizationError|UnauthorizedException)\b/,
    explain: ({ message }, action) =>
      `access denied: these credentials may not do ${action}; allow it, or use others. AWS says: ${message}`,
  },
  {
    pattern:
      /^(Throttling|ThrottlingException|ThrottledException|TooManyRequestsException|RequestLimitExceeded|RequestThrottled\w*|SlowDown|LimitExceededException)\b/,
    explain: (_, action) =>
      `throttled: ${action} was refused again and again because of too many calls in this account; try again later`,
  },
  {
    pattern: /^OptInRequired\b/,
    explain: (_, action) =>
      `${action}: the Region is not enabled in this account; enable it, or leave it out`,
  },
  {
    pattern: /\b(ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|EHOSTUNREACH|ETIMEDOUT|EPROTO)\b|^TimeoutError/,
    explain: ({ message, name }, action) =>
      `${action} could not be reached: ${message || name}; check the network, the Region and --endpoint-url`,
  },
];

function explanationOf(error: Error, action: string): string | undefined {
  const code = 'code' in error ? ` ${String(error.code)}` : '';
  const text = `${error.name}${code} ${error.message}`;
  return EXPLANATIONS.find(({ pattern }) => pattern.test(text) || pattern.test(error.message))?.explain(
    error,
    action,
  );
}

/** Service errors carry it; a failure on the way to the service does after the last attempt. */
const isFromAws = (error: Error): boolean => '$metadata' in error || actionOf(error) !== undefined;
