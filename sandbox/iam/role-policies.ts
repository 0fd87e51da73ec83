import { type PolicyDocument, parsePolicyDocument, type Statement } from './policy-document';
import { got, PolicyError } from './policy-error';

/** In characters, white space left out: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
export const LONGEST_TRUST = 2_048;
/** Of all inline policies of a role together. */
export const LONGEST_INLINE = 10_240;

/** The policy that says who may assume a role, as IAM takes it. */
export function parseTrustPolicy(json: unknown, where: string): PolicyDocument {
  const policy = parsePolicyDocument(json, where);
  for (const statement of policy.statements) {
    refuseOddSid(statement);
    refuseInTrust(statement);
  }
  const length = policyLength(json);
  if (length > LONGEST_TRUST)
    throw new PolicyError(where, `has ${length} characters; a trust policy has at most ${LONGEST_TRUST}`);
  return policy;
}

/** A policy of a role, as IAM takes it. */
export function parseIdentityPolicy(json: unknown, where: string): PolicyDocument {
  const policy = parsePolicyDocument(json, where);
  for (const statement of policy.statements) {
    refuseOddSid(statement);
    if (statement.principal !== undefined)
      throw new PolicyError(statement.where, 'a policy of an identity cannot have a Principal');
  }
  return policy;
}

/** All inline policies of a role together have one limit. */
export function refuseLongPolicies(policies: readonly unknown[], where: string): void {
  const length = policies.map(policyLength).reduce((total, each) => total + each, 0);
  if (length > LONGEST_INLINE)
    throw new PolicyError(
      where,
      `its inline policies have ${length} characters; together they have at most ${LONGEST_INLINE}`,
    );
}

const policyLength = (json: unknown): number => JSON.stringify(json).replace(/\s/g, '').length;

/** IAM is stricter than the services with policies of their own: SQS writes `__owner_statement` itself. */
export function refuseOddSid({ sid, where }: Statement): void {
  if (sid !== undefined && !/^[0-9A-Za-z]*$/.test(sid))
    throw new PolicyError(where, `got Sid ${got(sid)}; letters and digits are allowed`);
}

function refuseInTrust({ actions, principal, resources, where }: Statement): void {
  if (principal === undefined) throw new PolicyError(where, 'a trust policy needs a Principal');
  const other = actions.find((action) => !/^sts:/i.test(action));
  if (other !== undefined)
    throw new PolicyError(where, `got Action ${got(other)}; a trust policy allows actions of sts only`);
  if (resources !== undefined)
    throw new PolicyError(where, 'a trust policy has no Resource: it is about its own role');
}
