import { type AccessRequest, evaluateIdentityPolicies } from '../../../sandbox/iam/evaluate';
import { parsePolicyDocument } from '../../../sandbox/iam/policy-document';

/** A role that creates a flow log; tests say what differs. */
export function request(differences: Partial<AccessRequest> = {}): AccessRequest {
  return {
    principal: { kind: 'role', arn: 'arn:aws:iam::111122223333:role/automation', account: '111122223333' },
    action: 'ec2:CreateFlowLogs',
    resource: 'arn:aws:ec2:eu-west-1:111122223333:vpc/vpc-1',
    context: {},
    ...differences,
  };
}

/** A policy of these statements, each allowing everything unless it says otherwise. */
export function policy(...statements: readonly object[]): unknown {
  const anything = { Effect: 'Allow', Action: '*', Resource: '*' };
  return { Version: '2012-10-17', Statement: statements.map((statement) => ({ ...anything, ...statement })) };
}

export function identityEffect(document: unknown, asked: AccessRequest): string {
  return evaluateIdentityPolicies([parsePolicyDocument(document, 'policy')], asked).effect;
}
