import type { Place } from '../../policy';
import { evaluate, type Outcome } from './iam/evaluate';
import type { Policy } from './iam/policy-document';
import type { PolicyRequest, RequestContext } from './iam/policy-request';
import type { IamReads, ReadRole } from './reads/iam-reads';

/** The policies of a role, and the boundary that limits what they give. */
export interface RolePolicies {
  readonly policies: readonly Policy[];
  readonly boundary: Policy | undefined;
}

export async function rolePolicies(iam: IamReads, role: ReadRole): Promise<RolePolicies> {
  const [policies, boundary] = await Promise.all([
    iam.rolePolicies(roleNameOf(role.arn)),
    role.boundaryArn === undefined ? undefined : iam.managedPolicy(role.boundaryArn),
  ]);
  return { policies, boundary };
}

/**
 * A boundary gives nothing: both must allow.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export function mayRole({ policies, boundary }: RolePolicies, request: PolicyRequest): Outcome {
  const own = evaluate(policies, request);
  if (boundary === undefined) return own;
  const limit = evaluate([boundary], request);
  const outcomes = [own, limit];
  const limited: Outcome = {
    effect: 'denied',
    by: `the permissions boundary, ${boundary.name}, which does not allow it`,
  };
  return (
    outcomes.find(({ effect }) => effect === 'denied') ??
    (own.effect === 'not-allowed' ? own : undefined) ??
    (limit.effect === 'not-allowed' ? limited : undefined) ??
    outcomes.find(({ effect }) => effect === 'unknown') ??
    own
  );
}

/** The name follows the path: `arn:aws:iam::111122223333:role/network/delivery`. */
export const roleNameOf = (roleArn: string): string => roleArn.split('/').at(-1) ?? roleArn;

/** What is known of a request that a role of this account makes in this Region. */
export const roleContext = ({ accountId, region }: Place, roleArn: string): RequestContext => ({
  'aws:PrincipalAccount': accountId,
  'aws:PrincipalArn': roleArn,
  'aws:ResourceAccount': accountId,
  'aws:RequestedRegion': region,
  'aws:SecureTransport': 'true',
});
