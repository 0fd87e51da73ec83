import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * A statement for a policy that holds those of others as well, or ours of several places. It has no Sid, which a policy
 * must not hold twice: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
 */
export function forSharedPolicy(statement: PolicyStatement): PolicyStatement {
  const shared = statement.copy();
  shared.sid = undefined;
  return shared;
}
