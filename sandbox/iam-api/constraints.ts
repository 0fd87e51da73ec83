import type { Constraint } from '../constraints';

const document: Constraint = { length: [1, 131_072], pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+' };

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_Operations.html */
export const IAM_CONSTRAINTS = {
  RoleName: { length: [1, 64], pattern: '[\\w+=,.@\\-]+' },
  PolicyName: { length: [1, 128], pattern: '[\\w+=,.@\\-]+' },
  PolicyArn: { length: [20, 2048] },
  PolicyDocument: document,
  AssumeRolePolicyDocument: document,
  Path: { length: [1, 512], pattern: '(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)' },
  Description: { length: [0, 1000], pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*' },
  MaxSessionDuration: { range: [3600, 43_200] },
  Marker: { length: [1, 320], pattern: '[\\u0020-\\u00FF]+' },
  MaxItems: { range: [1, 1000] },
} as const satisfies Readonly<Record<string, Constraint>>;
