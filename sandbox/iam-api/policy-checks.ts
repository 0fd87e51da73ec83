import type { PolicyDocument } from '../iam/policy-document';
import { PolicyError } from '../iam/policy-error';
import { LONGEST_TRUST, refuseOddSid } from '../iam/role-policies';
import { ApiError } from '../wire/api-error';
import { readPolicy, type WrittenPolicy } from './written-policy';

/** Characters that count towards a quota: all but white space. */
export const policySize = (text: string): number => text.replace(/\s/g, '').length;

const malformed = (message: string): ApiError => new ApiError('MalformedPolicyDocument', message);

function parsed(text: string, where: string): WrittenPolicy {
  if (!/^\s*\{/.test(text)) throw malformed('Policy document must be JSON and start with {.');
  try {
    const policy = readPolicy(text, where);
    for (const statement of policy.statements) refuseOddSid(statement);
    return policy;
  } catch (error) {
    if (error instanceof PolicyError) throw malformed(error.message);
    throw error;
  }
}

/** The policy that says who may assume a role. */
export function trustPolicy(text: string, roleName: string): WrittenPolicy {
  const policy = parsed(text, `trust policy of ${roleName}`);
  refuse(policy, ({ principal }) => principal === undefined, 'Missing required field Principal');
  refuse(
    policy,
    ({ actions }) => actions.some((action) => !/^sts:/i.test(action)),
    'AssumeRole policy may only specify STS AssumeRole actions.',
  );
  refuse(policy, ({ resources }) => resources !== undefined, 'Has prohibited field Resource');
  if (policySize(text) > LONGEST_TRUST)
    throw new ApiError('LimitExceeded', `Cannot exceed quota for ACLSizePerRole: ${LONGEST_TRUST}`, 409);
  return policy;
}

/** A policy that says what a role may do. */
export function identityPolicy(text: string, policyName: string): WrittenPolicy {
  const policy = parsed(text, policyName);
  refuse(
    policy,
    ({ principal }) => principal !== undefined,
    'Policy document should not specify a principal.',
  );
  return policy;
}

function refuse(
  { statements }: PolicyDocument,
  isWrong: (statement: PolicyDocument['statements'][number]) => boolean,
  message: string,
): void {
  if (statements.some(isWrong)) throw malformed(message);
}
