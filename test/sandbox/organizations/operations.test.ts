import {
  DescribeOrganizationCommand,
  ListAccountsCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { Account, NEIGHBOUR, OWNER, START } from '../account';

const opened: OrganizationsClient[] = [];

afterEach(() => {
  for (const client of opened.splice(0)) client.destroy();
});

function clientOf({ sandbox }: Account, accountId: string, region = 'eu-central-1'): OrganizationsClient {
  const client = new OrganizationsClient({ ...sandbox.administrator(accountId), region, maxAttempts: 1 });
  opened.push(client);
  return client;
}

/** 25 accounts, the first of which manages them. */
async function organized(delegatedAdministrators: readonly string[] = []): Promise<Account> {
  const account = await Account.open();
  const others = Array.from({ length: 23 }, (_, index) => String(100_000_000_000 + index));
  account.sandbox.world.organization = {
    id: 'o-a1b2c3d4e5',
    managementAccountId: OWNER,
    accounts: [OWNER, NEIGHBOUR, ...others].map((id) => ({
      ...{ id, name: `account ${id}`, email: `${id}@example.com`, joinedAt: START },
      joinedMethod: 'CREATED',
      state: id === others[0] ? 'CLOSED' : 'ACTIVE',
    })),
    delegatedAdministrators,
  };
  return account;
}

describe('an account that is in no organization', () => {
  it.each([new ListAccountsCommand({}), new DescribeOrganizationCommand({})])(
    'is told so',
    async (command) => {
      const client = clientOf(await Account.open(), OWNER);
      await expect(client.send(command as ListAccountsCommand)).rejects.toMatchObject({
        name: 'AWSOrganizationsNotInUseException',
        message: 'Your account is not a member of an organization.',
      });
    },
  );
});

describe('ListAccounts', () => {
  it('hands out pages of twenty at most', async () => {
    const client = clientOf(await organized(), OWNER);
    const first = await client.send(new ListAccountsCommand({}));
    const second = await client.send(new ListAccountsCommand({ NextToken: first.NextToken }));
    expect([first.Accounts?.length, second.Accounts?.length]).toEqual([20, 5]);
    expect(second.NextToken).toBeUndefined();
  });

  it('tells of each account who it is and how it stands', async () => {
    const client = clientOf(await organized(), OWNER, 'us-east-1');
    const { Accounts } = await client.send(new ListAccountsCommand({ MaxResults: 3 }));
    expect(Accounts).toMatchObject([
      {
        Id: OWNER,
        Arn: `arn:aws:organizations::${OWNER}:account/o-a1b2c3d4e5/${OWNER}`,
        Status: 'ACTIVE',
        State: 'ACTIVE',
        JoinedTimestamp: START,
      },
      { Id: NEIGHBOUR },
      { Status: 'SUSPENDED', State: 'CLOSED' },
    ]);
  });

  it('is refused to a member, and granted to a delegated administrator', async () => {
    const refused = clientOf(await organized(), NEIGHBOUR).send(new ListAccountsCommand({}));
    await expect(refused).rejects.toMatchObject({ name: 'AccessDeniedException' });
    const granted = clientOf(await organized([NEIGHBOUR]), NEIGHBOUR).send(new ListAccountsCommand({}));
    await expect(granted).resolves.toMatchObject({ Accounts: expect.any(Array) });
  });

  it('refuses a token that it did not hand out, and pages that are too long', async () => {
    const client = clientOf(await organized(), OWNER);
    const name = 'InvalidInputException';
    await expect(client.send(new ListAccountsCommand({ NextToken: 'x' }))).rejects.toMatchObject({ name });
    await expect(client.send(new ListAccountsCommand({ MaxResults: 21 }))).rejects.toMatchObject({ name });
  });
});

describe('DescribeOrganization', () => {
  it('names the management account to any member', async () => {
    const client = clientOf(await organized(), NEIGHBOUR);
    await expect(client.send(new DescribeOrganizationCommand({}))).resolves.toMatchObject({
      Organization: { Id: 'o-a1b2c3d4e5', MasterAccountId: OWNER, FeatureSet: 'ALL' },
    });
  });
});
