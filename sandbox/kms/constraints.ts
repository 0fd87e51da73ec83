import type { Constraint } from '../constraints';

const KeyId: Constraint = { length: [1, 2048] };
const PolicyName: Constraint = { length: [1, 128], pattern: '[\\w]+' };
const Policy: Constraint = {
  length: [1, 131_072],
  pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+',
};

/** https://docs.aws.amazon.com/kms/latest/APIReference/API_Operations.html */
export const KMS_CONSTRAINTS = {
  creation: { Policy, Description: { length: [0, 8192] } },
  key: { KeyId },
  policy: { KeyId, PolicyName },
  putPolicy: { KeyId, PolicyName, Policy },
  list: { Limit: { range: [1, 1000] }, Marker: { length: [1, 1024], pattern: '[\\u0020-\\u00FF]*' } },
  deletion: { KeyId, PendingWindowInDays: { range: [1, 365] } },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Constraint>>>>;
