import { deploy } from '../../../sandbox/cloudformation/deployment';
import { World } from '../../../sandbox/world';
import { role, smallStack } from '../small-stack';

const PLACE = { partition: 'aws', accountId: '111122223333', region: 'eu-central-1' };
const ROOT = {
  ...{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' } },
  ...{ Action: 'kms:*', Resource: '*' },
};
const FOR_LOGS = {
  ...{ Effect: 'Allow', Principal: { Service: 'logs.eu-central-1.amazonaws.com' } },
  ...{ Action: 'kms:*', Resource: '*' },
};

function deployed(resources: Parameters<typeof smallStack>[0]) {
  const world = new World({ start: new Date('2027-01-04T08:00:00Z') });
  const home = world.region(PLACE);
  return { world, home, stack: deploy(world, home, smallStack(resources)) };
}

const key = (...Statement: readonly object[]) => ({
  Type: 'AWS::KMS::Key',
  Properties: { KeyPolicy: { Version: '2012-10-17', Statement }, EnableKeyRotation: true },
});
const keyArn = { 'Fn::GetAtt': ['Key', 'Arn'] };

describe('a key', () => {
  test('is enabled, with the policy that the template has', () => {
    const { home, stack } = deployed({ Key: key(ROOT) });
    const [made] = home.keys.values();
    expect(stack.resources.get('Key')).toEqual({
      ref: made?.keyId,
      attributes: { Arn: made?.arn, KeyId: made?.keyId },
    });
    expect([made?.state, made?.policy.statements.length]).toEqual(['Enabled', 1]);
  });

  test('is disabled where the template says so, and open to the account without a policy', () => {
    const { home } = deployed({ Key: { Type: 'AWS::KMS::Key', Properties: { Enabled: false } } });
    const [made] = home.keys.values();
    expect([made?.state, made?.policy.statements[0]?.actions]).toEqual(['Disabled', ['kms:*']]);
  });

  test('is refused where it is of another kind', () => {
    const resource = { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'RSA_2048' } };
    expect(() => deployed({ Key: resource })).toThrow(/KeySpec: got "RSA_2048"/);
  });
});

describe('a log group', () => {
  const group = (Properties: Readonly<Record<string, unknown>>) => ({
    Type: 'AWS::Logs::LogGroup',
    Properties,
  });

  test('has the key and the retention of the template', () => {
    const { home } = deployed({
      Key: key(ROOT, FOR_LOGS),
      Group: group({ LogGroupName: 'vpcs', RetentionInDays: 365, KmsKeyId: keyArn }),
    });
    const [made] = home.keys.values();
    expect(home.logGroups.get('vpcs')).toMatchObject({ retentionInDays: 365, kmsKeyId: made?.arn });
  });

  test('is refused with a key that CloudWatch Logs may not use', () => {
    expect(() =>
      deployed({ Key: key(ROOT), Group: group({ LogGroupName: 'vpcs', KmsKeyId: keyArn }) }),
    ).toThrow(
      /AccessDeniedException: The specified KMS key does not exist or is not allowed to be used with Arn 'arn:aws:logs:eu-central-1:111122223333:log-group:vpcs'/,
    );
  });

  test('is refused with a retention that there is not', () => {
    expect(() => deployed({ Group: group({ RetentionInDays: 364 }) })).toThrow(/RetentionInDays: got 364/);
  });
});

describe('a bucket', () => {
  const bucket = (...rules: readonly object[]) => ({
    Type: 'AWS::S3::Bucket',
    Properties: {
      BucketName: 'records',
      BucketEncryption: {
        ServerSideEncryptionConfiguration: rules.map((ServerSideEncryptionByDefault) => ({
          ServerSideEncryptionByDefault,
          BucketKeyEnabled: true,
        })),
      },
    },
  });

  test.each<[string, object, object]>([
    ['of S3', { SSEAlgorithm: 'AES256' }, { algorithm: 'AES256', bucketKey: true }],
    [
      'of KMS',
      { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'some-key' },
      { algorithm: 'aws:kms', keyId: 'some-key', bucketKey: true },
    ],
  ])('has a default encryption by a key %s', (_, rule, encryption) => {
    const { world } = deployed({ Bucket: bucket(rule) });
    expect(world.bucket('arn:aws:s3:::records')?.encryption).toEqual(encryption);
  });

  test.each<[string, readonly object[], RegExp]>([
    ['an unknown algorithm', [{ SSEAlgorithm: 'rot13' }], /Bucket: MalformedXML/],
    ["a key beside S3's own", [{ SSEAlgorithm: 'AES256', KMSMasterKeyID: 'a' }], /Bucket: InvalidArgument/],
    ['two rules', [{ SSEAlgorithm: 'AES256' }, { SSEAlgorithm: 'AES256' }], /one rule of encryption/],
  ])('is refused with %s', (_, rules, message) => {
    expect(() => deployed({ Bucket: bucket(...rules) })).toThrow(message);
  });
});

describe('a managed policy', () => {
  const PolicyDocument = { Statement: { Effect: 'Allow', Action: 'ec2:*', Resource: '*' } };
  const policy = (others: object = {}) => ({
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: { ManagedPolicyName: 'boundary', Path: '/org/', PolicyDocument, ...others },
  });

  test('is the boundary of a role that refers to it', () => {
    const bounded = role('lambda.amazonaws.com');
    const { world, stack } = deployed({
      Role: { ...bounded, Properties: { ...bounded.Properties, PermissionsBoundary: { Ref: 'Policy' } } },
      Policy: policy(),
    });
    const arn = 'arn:aws:iam::111122223333:policy/org/boundary';
    expect(stack.resources.get('Policy')?.ref).toBe(arn);
    expect(world.role(stack.resources.get('Role')?.attributes['Arn'] ?? '')?.boundaryArn).toBe(arn);
    expect(world.boundedBy(arn)).toBe(1);
  });

  test.each<[string, object, RegExp]>([
    ['roles to attach it to', { Roles: ['one'] }, /does not model Roles/],
    ['a path that does not end', { Path: '/org' }, /got Path/],
  ])('is refused with %s', (_, others, message) => {
    expect(() => deployed({ Policy: policy(others) })).toThrow(message);
  });
});
