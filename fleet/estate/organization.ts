import { type Account, ListAccountsCommand, type OrganizationsClient } from '@aws-sdk/client-organizations';
import { readPages } from '../../inventory/pages';
import { ReadError } from '../../inventory/read-error';
import { explainError } from '../aws/explain-error';
import { UserMistake } from '../user-mistake';

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html */
const WHO_MAY_LIST =
  'only the management account of an organization, or a delegated administrator, may list its accounts; others give --accounts';

export interface OrganizationAccounts {
  /** By id. */
  readonly active: readonly string[];
  /** Those that nobody can be in: closed, suspended or not activated yet. */
  readonly skipped: readonly { readonly accountId: string; readonly state: string }[];
}

/** @throws UserMistake where these credentials may not list it, or are of no organization */
export async function accountsOfOrganization(
  organizations: OrganizationsClient,
): Promise<OrganizationAccounts> {
  const accounts: Account[] = [];
  const pages = readPages('organizations:ListAccounts', async (NextToken) => {
    const answer = await organizations.send(new ListAccountsCommand({ NextToken }));
    return { items: answer.Accounts, nextToken: answer.NextToken };
  });
  try {
    for await (const account of pages) accounts.push(checked(account));
  } catch (error) {
    const cause = explainError(error);
    throw cause === undefined ? error : new UserMistake(`--organization: ${cause}\n${WHO_MAY_LIST}`);
  }
  // An organization has its management account at least.
  if (accounts.length === 0) throw ReadError.broken('organizations:ListAccounts', 'no account', 'accounts');
  const known = accounts
    .map((account) => ({ accountId: account.Id ?? '', state: stateOf(account) }))
    .sort((left, right) => (left.accountId < right.accountId ? -1 : 1));
  return {
    active: known.filter(({ state }) => state === 'ACTIVE').map(({ accountId }) => accountId),
    skipped: known.filter(({ state }) => state !== 'ACTIVE'),
  };
}

/** An id becomes a part of ARNs, of titles and of commands to copy. */
function checked(account: Account): Account {
  if (/^\d{12}$/.test(account.Id ?? '')) return account;
  throw ReadError.broken('organizations:ListAccounts', `an account '${account.Id}'`, 'ids of twelve digits');
}

/**
 * One of which it is not said is asked, and is unknown where it cannot be. AWS retires Status for State on 2026-09-09; a partition may still be without State.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html
 */
const stateOf = ({ State, Status }: Account): string => State ?? Status ?? 'ACTIVE';
