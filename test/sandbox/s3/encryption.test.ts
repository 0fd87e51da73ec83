import {
  CreateFlowLogsCommand,
  CreateVpcCommand,
  DescribeFlowLogsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { CreateKeyCommand, DisableKeyCommand, PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import {
  CreateBucketCommand,
  DeleteBucketEncryptionCommand,
  GetBucketEncryptionCommand,
  PutBucketEncryptionCommand,
  PutBucketPolicyCommand,
  type ServerSideEncryptionByDefault,
} from '@aws-sdk/client-s3';
import type { Assumptions } from '../../../sandbox/assumptions';
import { Account, allow, OWNER } from '../account';

const Bucket = 'records';
const DELIVERY = { Service: 'delivery.logs.amazonaws.com' };
const SOURCE = {
  StringEquals: { 'aws:SourceAccount': OWNER },
  ArnLike: { 'aws:SourceArn': `arn:aws:logs:eu-central-1:${OWNER}:*` },
};
const root = { ...allow('kms:*'), Principal: { AWS: `arn:aws:iam::${OWNER}:root` } };
/** AWS's statement: https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-cmk-policy.html */
const ACTIONS = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'];
const delivering = (others: object = {}) => ({
  ...{ Effect: 'Allow', Principal: DELIVERY, Action: ACTIONS, Resource: '*', Condition: SOURCE },
  ...others,
});
const policyOf = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

const clients: EC2Client[] = [];
afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});

/** A VPC, a bucket that lets delivery in, and a key with this policy. */
async function estate(keyPolicy = policyOf(root, delivering()), assumptions: Partial<Assumptions> = {}) {
  const account = await Account.open({ assumptions });
  const { s3, kms, sandbox } = account;
  const ec2 = new EC2Client({ ...sandbox.administrator(), maxAttempts: 1 });
  clients.push(ec2);
  await s3.send(
    new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-central-1' } }),
  );
  const Resource = [`arn:aws:s3:::${Bucket}`, `arn:aws:s3:::${Bucket}/*`];
  const letIn = {
    Effect: 'Allow',
    Principal: DELIVERY,
    Action: ['s3:PutObject', 's3:GetBucketAcl'],
    Resource,
  };
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: policyOf(letIn) }));
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Policy: keyPolicy }));
  const { KeyId = '', Arn = '' } = KeyMetadata ?? {};
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const encrypt = (byDefault: ServerSideEncryptionByDefault) =>
    s3.send(
      new PutBucketEncryptionCommand({
        Bucket,
        ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: byDefault }] },
      }),
    );
  const create = () =>
    ec2.send(
      new CreateFlowLogsCommand({
        ...{ ResourceType: 'VPC', ResourceIds: [Vpc?.VpcId ?? ''], TrafficType: 'ALL' },
        ...{ LogDestinationType: 's3', LogDestination: `arn:aws:s3:::${Bucket}` },
      }),
    );
  const status = async () => {
    await sandbox.advance(sandbox.world.delays.firstDelivery);
    const { FlowLogs } = await ec2.send(new DescribeFlowLogsCommand({}));
    return FlowLogs?.[0]?.DeliverLogsErrorMessage ?? FlowLogs?.[0]?.DeliverLogsStatus;
  };
  return { ...{ account, s3, kms }, ...{ KeyId, Arn }, ...{ encrypt, create, status } };
}

describe('the default encryption of a bucket', () => {
  test("is by S3's own keys, until another is set, and again without it", async () => {
    const { s3, encrypt, Arn } = await estate();
    const rules = async () =>
      (await s3.send(new GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration?.Rules;
    const usual = [
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false },
    ];
    expect(await rules()).toEqual(usual);
    await encrypt({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: Arn });
    expect(await rules()).toMatchObject([
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: Arn } },
    ]);
    await s3.send(new DeleteBucketEncryptionCommand({ Bucket }));
    expect(await rules()).toEqual(usual);
  });

  test.each([
    ['an unknown algorithm', { SSEAlgorithm: 'rot13' as never }, 'MalformedXML'],
    ["a key beside S3's own", { SSEAlgorithm: 'AES256', KMSMasterKeyID: 'a' } as const, 'InvalidArgument'],
  ])('is refused with %s', async (_, byDefault, name) => {
    const { encrypt } = await estate();
    await expect(encrypt(byDefault)).rejects.toMatchObject({ name });
  });
});

describe('a flow log to a bucket', () => {
  test('delivers with a key whose policy has the statement of AWS', async () => {
    const { encrypt, create, status, Arn } = await estate();
    await encrypt({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: Arn });
    expect((await create()).Unsuccessful).toEqual([]);
    expect(await status()).toBe('SUCCESS');
  });

  test('is undeliverable with the id of a key, though the key is open', async () => {
    const { encrypt, create, KeyId } = await estate();
    await encrypt({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KeyId });
    const { Unsuccessful } = await create();
    expect(Unsuccessful?.[0]?.Error?.Message).toBe(`LogDestination: ${Bucket} is undeliverable`);
  });

  test.each([
    ['no key', undefined],
    ['its alias', 'alias/aws/s3'],
    ['the ARN of its alias', `arn:aws:kms:eu-central-1:${OWNER}:alias/aws/s3`],
  ])("delivers what nobody can read with AWS's own key, by %s", async (_, KMSMasterKeyID) => {
    const { encrypt, create, status } = await estate();
    await encrypt({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID });
    expect((await create()).Unsuccessful).toEqual([]);
    expect(await status()).toBe('SUCCESS');
  });

  const closed: readonly (readonly [string, string])[] = [
    ['that does not name the service', policyOf(root)],
    ['for another service', policyOf(root, delivering({ Principal: { Service: 'logs.amazonaws.com' } }))],
    [
      'for another account',
      policyOf(root, delivering({ Condition: { StringEquals: { 'aws:SourceAccount': '444455556666' } } })),
    ],
    [
      'for another Region',
      policyOf(
        root,
        delivering({ Condition: { ArnLike: { 'aws:SourceArn': `arn:aws:logs:eu-west-1:${OWNER}:*` } } }),
      ),
    ],
    ...ACTIONS.map(
      (action) =>
        [
          `without ${action}`,
          policyOf(root, delivering({ Action: ACTIONS.filter((each) => each !== action) })),
        ] as const,
    ),
  ];

  test.each(closed)('is created with a key policy %s, and fails to deliver', async (_, policy) => {
    const { encrypt, create, status, Arn } = await estate(policy);
    await encrypt({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: Arn });
    expect((await create()).Unsuccessful).toEqual([]);
    expect(await status()).toBe('Access error');
  });

  test('is unsuccessful with a closed key where creation tries it', async () => {
    const { encrypt, create, Arn } = await estate(policyOf(root), { creationTriesBucketKey: true });
    await encrypt({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: Arn });
    expect((await create()).Unsuccessful).toHaveLength(1);
  });

  test.each(['closed', 'disabled'])('fails to deliver once the key is %s', async (how) => {
    const { kms, encrypt, create, status, Arn } = await estate();
    await encrypt({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: Arn });
    await create();
    expect(await status()).toBe('SUCCESS');
    if (how === 'closed') await kms.send(new PutKeyPolicyCommand({ KeyId: Arn, Policy: policyOf(root) }));
    else await kms.send(new DisableKeyCommand({ KeyId: Arn }));
    expect(await status()).toBe('Access error');
  });
});
