/** What AWS says of a failure that passes by itself. */
const TEMPORARY =
  /throttl|rate exceeded|too many requests|try again|temporar|time[d]?[ -]?out|unavailable|internal (server )?error|in progress/i;

export const isTemporaryText = (text: string): boolean => TEMPORARY.test(text);

const TEMPORARY_NAMES =
  /^(Throttl|TooManyRequests|RequestLimitExceeded|SlowDown|ServiceUnavailable|Internal|TimeoutError|RequestTimeout)|ECONN|EPIPE|ETIMEDOUT/;

/** Whether the same call may well succeed later; the SDK has tried for a while by then. */
export function isTemporary(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error.cause instanceof Error && isTemporary(error.cause)) return true;
  const code = 'code' in error ? String(error.code) : '';
  const status = statusOf(error);
  return TEMPORARY_NAMES.test(error.name) || TEMPORARY_NAMES.test(code) || status === 429 || status >= 500;
}

function statusOf(error: Error): number {
  const metadata = '$metadata' in error ? error.$metadata : undefined;
  const isObject = typeof metadata === 'object' && metadata !== null;
  return isObject && 'httpStatusCode' in metadata ? Number(metadata.httpStatusCode) : 0;
}
