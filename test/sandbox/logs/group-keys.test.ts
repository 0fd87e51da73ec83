import {
  AssociateKmsKeyCommand,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  DescribeLogGroupsCommand,
  DisassociateKmsKeyCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateKeyCommand, DisableKeyCommand } from '@aws-sdk/client-kms';
import type { Assumptions } from '../../../sandbox/assumptions';
import { Account, allow, OWNER, START } from '../account';

const logGroupName = 'vpcs';
const GROUP = `arn:aws:logs:eu-central-1:${OWNER}:log-group:${logGroupName}`;
const root = { ...allow('kms:*'), Principal: { AWS: `arn:aws:iam::${OWNER}:root` } };
/** AWS's statement: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html */
const usable = (others: object = {}) => ({
  ...allow(['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*']),
  Principal: { Service: 'logs.eu-central-1.amazonaws.com' },
  Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': GROUP } },
  ...others,
});
const policyOf = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

async function withKey(Policy = policyOf(root, usable()), assumptions: Partial<Assumptions> = {}) {
  const account = await Account.open({ assumptions });
  const { KeyMetadata } = await account.kms.send(new CreateKeyCommand({ Policy }));
  const kmsKeyId = KeyMetadata?.Arn ?? '';
  const listed = async () => (await account.logs.send(new DescribeLogGroupsCommand({}))).logGroups ?? [];
  return { account, kmsKeyId, listed };
}

describe('the key of a log group', () => {
  test('comes with its creation, and is listed', async () => {
    const { account, kmsKeyId, listed } = await withKey();
    await account.logs.send(new CreateLogGroupCommand({ logGroupName, kmsKeyId }));
    expect(await listed()).toMatchObject([{ logGroupName, kmsKeyId }]);
  });

  test('is associated and disassociated later', async () => {
    const { account, kmsKeyId, listed } = await withKey();
    await account.logs.send(new CreateLogGroupCommand({ logGroupName }));
    await account.logs.send(new AssociateKmsKeyCommand({ logGroupName, kmsKeyId }));
    expect((await listed())[0]?.kmsKeyId).toBe(kmsKeyId);
    await account.logs.send(new DisassociateKmsKeyCommand({ logGroupName }));
    expect((await listed())[0]?.kmsKeyId).toBeUndefined();
  });

  describe.each([
    ['does not name the service', policyOf(root)],
    [
      'names it for another Region',
      policyOf(root, usable({ Principal: { Service: 'logs.eu-west-1.amazonaws.com' } })),
    ],
    [
      'names it for another group',
      policyOf(
        root,
        usable({ Condition: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': `${GROUP}-2` } } }),
      ),
    ],
    ['lets it decrypt only', policyOf(root, usable({ Action: 'kms:Decrypt' }))],
  ])('whose policy %s', (_, policy) => {
    const refused = {
      name: 'AccessDeniedException',
      message: `The specified KMS key does not exist or is not allowed to be used with Arn '${GROUP}'`,
    };

    test('makes no group', async () => {
      const { account, kmsKeyId, listed } = await withKey(policy);
      const create = account.logs.send(new CreateLogGroupCommand({ logGroupName, kmsKeyId }));
      await expect(create).rejects.toMatchObject(refused);
      expect(await listed()).toEqual([]);
    });

    test('is not associated', async () => {
      const { account, kmsKeyId } = await withKey(policy);
      await account.logs.send(new CreateLogGroupCommand({ logGroupName }));
      const associate = account.logs.send(new AssociateKmsKeyCommand({ logGroupName, kmsKeyId }));
      await expect(associate).rejects.toMatchObject(refused);
    });
  });

  test.each([
    ['an id', 'some-id', 'InvalidParameterException'],
    ['a key that does not exist', `arn:aws:kms:eu-central-1:${OWNER}:key/none`, 'AccessDeniedException'],
  ])('is not %s', async (_, kmsKeyId, name) => {
    const { account } = await withKey();
    const create = account.logs.send(new CreateLogGroupCommand({ logGroupName, kmsKeyId }));
    await expect(create).rejects.toMatchObject({ name });
  });

  test('is one that the caller may describe', async () => {
    const { account, kmsKeyId } = await withKey();
    const maker = await account.asRole('maker', allow('logs:CreateLogGroup'));
    const create = maker.logs.send(new CreateLogGroupCommand({ logGroupName, kmsKeyId }));
    await expect(create).rejects.toMatchObject({ name: 'AccessDeniedException', message: /kms:DescribeKey/ });
  });

  test.each<[boolean, string]>([
    [true, 'AccessDeniedException'],
    [false, 'done'],
  ])('that is disabled keeps records out (%s): %s', async (closedKeyStopsLogs, expected) => {
    const { account, kmsKeyId } = await withKey(undefined, { closedKeyStopsLogs });
    const { logs, kms } = account;
    await logs.send(new CreateLogGroupCommand({ logGroupName, kmsKeyId }));
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 'one' }));
    const logEvents = [{ timestamp: START.getTime(), message: 'a record' }];
    const put = () =>
      logs.send(new PutLogEventsCommand({ logGroupName, logStreamName: 'one', logEvents })).then(
        () => 'done',
        ({ name }: Error) => name,
      );
    expect(await put()).toBe('done');
    await kms.send(new DisableKeyCommand({ KeyId: kmsKeyId }));
    expect(await put()).toBe(expected);
  });
});
