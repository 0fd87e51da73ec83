import { type NeighbourFinding, none, note } from './finding';
import type { HasRole } from './roles';

/** https://docs.aws.amazon.com/security-lake/latest/userguide/security-iam-awsmanpol.html */
const ROLE = 'AWSServiceRoleForSecurityLake';

export const securityLakeFindings = async (
  accountId: string,
  hasRole: HasRole,
): Promise<readonly NeighbourFinding[]> =>
  (await hasRole(ROLE))
    ? [note('security-lake', accountId, `there is the role ${ROLE}; what its sources are is not known here`)]
    : [none('security-lake', accountId)];
