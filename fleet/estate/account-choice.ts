import { UserMistake } from '../user-mistake';
import type { EstateFlags } from './estate-flags';

export type AccountFlags = Pick<EstateFlags, 'accounts' | 'organization' | 'roleName' | 'externalId'>;

/** What can be said before AWS is asked whose credentials these are. */
export function checkAccountFlags({ accounts, organization, roleName, externalId }: AccountFlags): void {
  if (accounts && organization) throw new UserMistake('--accounts and --organization: give one of them');
  if (organization && roleName === undefined) throw new UserMistake(`--organization ${NEEDS_ROLE}`);
  if (roleName !== undefined && !accounts && !organization)
    throw new UserMistake('--role-name is for other accounts: give --accounts or --organization with it');
  if (externalId !== undefined && roleName === undefined)
    throw new UserMistake('--external-id is for a role: give --role-name with it');
}

const NEEDS_ROLE =
  'needs --role-name: the name of the role that stands in each of the other accounts and that these credentials may assume; our own account needs none';

/** @returns ARN of the role to assume there; undefined for the account whose credentials we have */
export function roleArnIn(
  accountId: string,
  caller: { readonly accountId: string; readonly partition: string },
  { roleName }: AccountFlags,
): string | undefined {
  if (accountId === caller.accountId) return undefined;
  if (roleName === undefined)
    throw new UserMistake(
      `--accounts ${accountId} is not the account of these credentials, and ${NEEDS_ROLE}`,
    );
  return `arn:${caller.partition}:iam::${accountId}:role/${roleName}`;
}
