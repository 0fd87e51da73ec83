import {
  CreateKeyCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  GetKeyPolicyCommand,
  ListKeysCommand,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { Account, allow, NEIGHBOUR, OWNER, START } from '../account';

const root = (account: string) => ({ AWS: `arn:aws:iam::${account}:root` });
const policyOf = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const toRoot = { ...allow('kms:*'), Principal: root(OWNER) };

async function withKey(Policy?: string) {
  const account = await Account.open();
  const { KeyMetadata } = await account.kms.send(new CreateKeyCommand(Policy ? { Policy } : {}));
  return { account, KeyId: KeyMetadata?.KeyId ?? '', Arn: KeyMetadata?.Arn ?? '' };
}

describe('a key', () => {
  test('is enabled, and known by its id and its ARN', async () => {
    const { account, KeyId, Arn } = await withKey();
    expect(Arn).toBe(`arn:aws:kms:eu-central-1:${OWNER}:key/${KeyId}`);
    for (const named of [KeyId, Arn]) {
      const { KeyMetadata } = await account.kms.send(new DescribeKeyCommand({ KeyId: named }));
      expect(KeyMetadata).toMatchObject({
        ...{ KeyId, Arn, KeyState: 'Enabled', Enabled: true, KeyManager: 'CUSTOMER' },
        ...{ CreationDate: START, AWSAccountId: OWNER },
      });
    }
  });

  test('is listed', async () => {
    const { account, KeyId, Arn } = await withKey();
    await account.kms.send(new CreateKeyCommand({}));
    const first = await account.kms.send(new ListKeysCommand({ Limit: 1 }));
    expect(first).toMatchObject({ Keys: [{ KeyId, KeyArn: Arn }], Truncated: true });
    const second = await account.kms.send(new ListKeysCommand({ Marker: first.NextMarker }));
    expect([second.Keys?.length, second.Truncated]).toEqual([1, false]);
  });

  test('is disabled, enabled and, after its waiting time, deleted', async () => {
    const { account, KeyId } = await withKey();
    const state = async () =>
      (await account.kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata?.KeyState;
    await account.kms.send(new DisableKeyCommand({ KeyId }));
    expect(await state()).toBe('Disabled');
    await account.kms.send(new EnableKeyCommand({ KeyId }));
    expect(await state()).toBe('Enabled');
    const schedule = new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 });
    expect((await account.kms.send(schedule)).DeletionDate).toEqual(new Date('2027-01-11T08:00:00Z'));
    expect(await state()).toBe('PendingDeletion');
    const again = account.kms.send(new EnableKeyCommand({ KeyId }));
    await expect(again).rejects.toMatchObject({ name: 'KMSInvalidStateException' });
  });

  test('that does not exist is named by its ARN', async () => {
    const { account } = await withKey();
    await expect(account.kms.send(new DescribeKeyCommand({ KeyId: 'none' }))).rejects.toMatchObject({
      name: 'NotFoundException',
      message: `Key 'arn:aws:kms:eu-central-1:${OWNER}:key/none' does not exist`,
    });
  });

  test.each([
    ['an alias', 'alias/mine', 'NotModelled'],
    ['the ARN of another service', 'arn:aws:s3:::logs', 'NotFoundException'],
  ])('is not %s', async (_, KeyId, name) => {
    const { account } = await withKey();
    await expect(account.kms.send(new DescribeKeyCommand({ KeyId }))).rejects.toMatchObject({ name });
  });
});

describe('the policy of a key', () => {
  test('leaves it to the account unless another is given', async () => {
    const { account, KeyId } = await withKey();
    const { Policy = '' } = await account.kms.send(new GetKeyPolicyCommand({ KeyId }));
    expect(JSON.parse(Policy).Statement).toMatchObject([{ Principal: root(OWNER), Action: 'kms:*' }]);
  });

  test('is handed back as it was written', async () => {
    const written = policyOf(toRoot, { ...allow('kms:DescribeKey'), Principal: root(NEIGHBOUR) });
    const { account, KeyId } = await withKey();
    await account.kms.send(new PutKeyPolicyCommand({ KeyId, Policy: written }));
    const { Policy, PolicyName } = await account.kms.send(new GetKeyPolicyCommand({ KeyId }));
    expect([Policy, PolicyName]).toEqual([written, 'default']);
  });

  test.each([
    ['locks its writer out', policyOf({ ...allow('kms:DescribeKey'), Principal: root(OWNER) })],
    ['is about nobody', policyOf(toRoot, allow('kms:*'))],
    ['is no JSON', 'policy'],
  ])('is refused when it %s', async (_, Policy) => {
    const { account, KeyId } = await withKey();
    for (const command of [new PutKeyPolicyCommand({ KeyId, Policy }), new CreateKeyCommand({ Policy })])
      await expect(account.kms.send(command as PutKeyPolicyCommand)).rejects.toMatchObject({
        name: 'MalformedPolicyDocumentException',
      });
  });

  test('has one name', async () => {
    const { account, KeyId } = await withKey();
    const get = new GetKeyPolicyCommand({ KeyId, PolicyName: 'other' });
    await expect(account.kms.send(get)).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  test('binds roles of the account: their own policies are not enough', async () => {
    const { account, KeyId } = await withKey();
    const reader = await account.asRole('reader', allow('kms:DescribeKey'));
    const described = () => reader.kms.send(new DescribeKeyCommand({ KeyId }));
    expect((await described()).KeyMetadata?.KeyId).toBe(KeyId);
    const keeper = { ...allow('kms:*'), Principal: root(NEIGHBOUR) };
    const key = account.sandbox.home.keys.get(KeyId);
    await account.kms.send(new PutKeyPolicyCommand({ KeyId, Policy: policyOf(toRoot, keeper) }));
    expect(key?.policy.statements).toHaveLength(2);
    const only = { ...allow('kms:*'), Principal: { AWS: `arn:aws:iam::${OWNER}:role/keeper` } };
    await account.makeRole('keeper', {
      Version: '2012-10-17',
      Statement: { ...only, Action: 'sts:*', Resource: undefined },
    });
    if (key) key.policy = { ...key.policy, statements: key.policy.statements.slice(1) };
    await expect(described()).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  test('lets another account in, and without it nobody', async () => {
    const { account, Arn } = await withKey();
    const neighbour = account.administratorOf(NEIGHBOUR);
    const described = () => neighbour.kms.send(new DescribeKeyCommand({ KeyId: Arn }));
    await expect(described()).rejects.toMatchObject({ name: 'AccessDeniedException' });
    const Policy = policyOf(toRoot, { ...allow('kms:DescribeKey'), Principal: root(NEIGHBOUR) });
    await account.kms.send(new PutKeyPolicyCommand({ KeyId: Arn, Policy }));
    expect((await described()).KeyMetadata?.Arn).toBe(Arn);
  });
});
