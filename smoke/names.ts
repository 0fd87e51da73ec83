/** Whatever smoke creates has this tag, with the run's id; nothing without it is ever changed. */
export const SMOKE_TAG = 'vpc-flow-logs-compliance:smoke';

/** The tags by which the product knows its own flow logs. */
export const REQUIREMENT_TAG = 'vpc-flow-logs-compliance:requirement';
export const EXECUTION_TAG = 'vpc-flow-logs-compliance:execution';

/** Names of buckets cannot be tagged as they are created: theirs is what tells. */
export const bucketPrefix = (accountId: string): string => `vpc-flow-logs-smoke-${accountId}-`;

export const bucketName = (accountId: string, run: string): string => `${bucketPrefix(accountId)}${run}`;

export const isRunId = (text: string): boolean => /^[a-z0-9]{4,20}$/.test(text);
