import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as kms from '@aws-sdk/client-kms';
import * as s3 from '@aws-sdk/client-s3';
import {
  BUCKET,
  briefly,
  GROUP,
  KEY,
  PLACE,
  problemsOf,
  ROLE,
  requirement,
  STREAM,
  TO_BUCKET,
  TO_GROUP,
  TO_STREAM,
} from './place';
import { awsError, healthyAccount } from './stage';

describe('a key', () => {
  test.each([
    [{ KeyState: 'PendingDeletion' } as const, 'the state of the key is PendingDeletion'],
    [{ KeyState: 'Disabled' } as const, 'the state of the key is Disabled'],
    [{ KeyState: 'Enabled', KeyManager: 'AWS' } as const, 'it is a key that AWS manages'],
  ])('%j is no key for this', async (metadata, finding) => {
    const { mocks, look } = healthyAccount();
    mocks.kms.on(kms.DescribeKeyCommand).resolves({ KeyMetadata: { KeyId: KEY, Arn: KEY, ...metadata } });
    expect(problemsOf(await look([requirement(TO_GROUP)]))).toMatchObject([
      { check: 'log-group-key', finding: expect.stringContaining(finding) },
    ]);
  });

  test.each([
    ['account', KEY.replace('111122223333', '444455556666')],
    ['Region', KEY.replace('eu-central-1', 'eu-west-1')],
  ])('of another %s is unknown, with what to ask its owner', async (_, foreign) => {
    const { mocks, look } = healthyAccount();
    mocks.logs
      .on(logs.DescribeLogGroupsCommand)
      .resolves({ logGroups: [{ logGroupName: 'flow-logs', kmsKeyId: foreign }] });
    const [finding] = (await look([requirement(TO_GROUP)])).filter(({ status }) => status !== 'ok');
    expect(finding).toMatchObject({ check: 'log-group-key', status: 'unknown', about: foreign });
    expect(finding?.remedy).toContain('Ask the owner');
    expect(mocks.kms.calls()).toEqual([]);
  });

  test('by an alias is judged by the policy of the key behind it', async () => {
    const { mocks, look } = healthyAccount();
    const alias = 'arn:aws:kms:eu-central-1:111122223333:alias/logs';
    mocks.logs
      .on(logs.DescribeLogGroupsCommand)
      .resolves({ logGroups: [{ logGroupName: 'flow-logs', kmsKeyId: alias }] });
    await look([requirement(TO_GROUP)]);
    expect(mocks.kms.commandCalls(kms.GetKeyPolicyCommand)[0]?.args[0].input).toMatchObject({ KeyId: KEY });
  });
});

describe('a destination of another account or Region', () => {
  test.each([
    ['log-group', { ...TO_GROUP, logDestination: GROUP.replace('111122223333', '444455556666') }],
    ['log-group', { ...TO_GROUP, logDestination: GROUP.replace('eu-central-1', 'eu-west-1') }],
    ['delivery-role', { ...TO_GROUP, deliveryRoleArn: ROLE.replace('111122223333', '444455556666') }],
    ['delivery-role', { ...TO_GROUP, deliveryRoleArn: undefined }],
    ['delivery-role', { ...TO_GROUP, deliveryRoleArn: 'arn:aws:iam::111122223333:role/delivery' }],
    ['stream', { ...TO_STREAM, logDestination: STREAM.replace('111122223333', '444455556666') }],
    ['stream', { ...TO_STREAM, logDestination: STREAM.replace('eu-central-1', 'eu-west-1') }],
  ] as const)('is a problem: %s %j', async (check, destination) => {
    const findings = await healthyAccount().look([requirement(destination)]);
    expect(new Set(problemsOf(findings).map((each) => each.check))).toContain(check);
  });

  test('is unknown where S3 refuses, with the statements to ask its owner about', async () => {
    const { mocks, look } = healthyAccount();
    mocks.s3
      .on(s3.HeadBucketCommand)
      .rejects(Object.assign(awsError('Unknown'), { $metadata: { httpStatusCode: 403 } }));
    const findings = (await look([requirement(TO_BUCKET)])).filter(({ about }) => about === BUCKET);
    expect(findings).toMatchObject([{ check: 'bucket', status: 'unknown', about: BUCKET }]);
    expect(findings[0]?.remedy).toContain('"aws:SourceArn":"arn:aws:logs:eu-central-1:111122223333:*"');
    expect(mocks.s3.commandCalls(s3.HeadBucketCommand)[0]?.args[0].input).toEqual({
      Bucket: 'central-logs',
      ExpectedBucketOwner: PLACE.accountId,
    });
  });

  test('may be a bucket of ours in another Region', async () => {
    const { mocks, look } = healthyAccount();
    mocks.s3.on(s3.HeadBucketCommand).resolves({ BucketRegion: 'us-east-1' });
    const findings = await look([requirement(TO_BUCKET)]);
    expect(findings.find(({ check }) => check === 'bucket')).toMatchObject({
      status: 'ok',
      finding: expect.stringContaining('it stands in us-east-1'),
    });
  });
});

test('a log group with :* at its end is the same one', async () => {
  const findings = await healthyAccount().look([requirement({ ...TO_GROUP, logDestination: `${GROUP}:*` })]);
  expect(findings.filter(({ status }) => status !== 'ok')).toEqual([]);
});

test('a log group whose records never expire is ok, and said to be one', async () => {
  const { mocks, look } = healthyAccount();
  mocks.logs.on(logs.DescribeLogGroupsCommand).resolves({ logGroups: [{ logGroupName: 'flow-logs' }] });
  const findings = await look([requirement(TO_GROUP)]);
  expect(findings.find(({ check }) => check === 'log-group')).toMatchObject({
    status: 'ok',
    finding: 'exists; its records never expire, and cost storage for ever',
  });
});

test('a bucket without an encryption of its own is encrypted with keys of S3', async () => {
  const { mocks, look } = healthyAccount();
  mocks.s3
    .on(s3.GetBucketEncryptionCommand)
    .rejects(awsError('ServerSideEncryptionConfigurationNotFoundError'));
  expect(briefly(await look([requirement(TO_BUCKET)]))).toContain('ok bucket-encryption');
});
