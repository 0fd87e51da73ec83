/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_Account.html */
export type AccountState = 'PENDING_ACTIVATION' | 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE' | 'CLOSED';

export interface MemberAccount {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly joinedMethod: 'INVITED' | 'CREATED';
  readonly joinedAt: Date;
  state: AccountState;
}

export interface Organization {
  /** `o-` and 10 to 32 digits and small letters. */
  readonly id: string;
  readonly managementAccountId: string;
  /** The management account among them. */
  readonly accounts: readonly MemberAccount[];
  /** Members that may list what the management account may. */
  readonly delegatedAdministrators: readonly string[];
}

export const memberOf = (
  organization: Organization | undefined,
  accountId: string,
): MemberAccount | undefined => organization?.accounts.find(({ id }) => id === accountId);
