import { policyFindings } from '../../../fleet/preflight/bucket';
import { deliveryKeyQuestion, encryptionFinding } from '../../../fleet/preflight/bucket-encryption';
import { bucketLocation, deliveryStatements } from '../../../fleet/preflight/bucket-location';
import { parsePolicy } from '../../../fleet/preflight/iam/policy-document';
import { keyFinding } from '../../../fleet/preflight/key-access';
import { logsKeyQuestion } from '../../../fleet/preflight/log-group';
import { BUCKET, briefly, GROUP, KEY, PLACE, TO_BUCKET } from './place';

describe('where records are written', () => {
  test.each([
    [TO_BUCKET, 'network/all-traffic/1a2b3c4d/AWSLogs/111122223333/vpcflowlogs/eu-central-1/2027/01/04/'],
    [{ ...TO_BUCKET, logDestination: BUCKET }, 'AWSLogs/111122223333/vpcflowlogs/eu-central-1/2027/01/04/'],
    [
      { ...TO_BUCKET, hiveCompatiblePartitions: true },
      'network/all-traffic/1a2b3c4d/AWSLogs/aws-account-id=111122223333/aws-service=vpcflowlogs/aws-region=eu-central-1/year=2027/month=01/day=04/',
    ],
  ])('%j', (destination, key) => {
    const { bucket, bucketArn, objectArn } = bucketLocation(PLACE, destination);
    expect({ bucket, bucketArn }).toEqual({ bucket: 'central-logs', bucketArn: BUCKET });
    expect(objectArn).toContain(`${BUCKET}/${key}`);
  });
});

type Change = (statement: Record<string, unknown>) => Record<string, unknown>;

const [WRITE, READ] = JSON.parse(deliveryStatements(PLACE, BUCKET));
const both = (change: Change) => [change(WRITE), change(READ)];
const ACL = { 's3:x-amz-acl': 'bucket-owner-full-control' };
const everybody = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [BUCKET, `${BUCKET}/*`] };

const found = (statements: readonly unknown[], padding = 0) => {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  return { policy: parsePolicy('bucket policy', text), bytes: text.length + padding };
};
const findings = (statements: readonly unknown[], destination = TO_BUCKET) =>
  policyFindings(PLACE, bucketLocation(PLACE, destination), found(statements));

const CLEAN = [
  'ok bucket-policy',
  'ok bucket-policy-source',
  'ok bucket-policy-elements',
  'ok bucket-policy-size',
];
const but = (...changed: readonly string[]) =>
  CLEAN.map((each) => changed.find((other) => other.split(' ')[1] === each.split(' ')[1]) ?? each);

describe('what a bucket policy says of the delivery', () => {
  test.each<[string, readonly unknown[], readonly string[]]>([
    ["AWS's statements", [WRITE, READ], CLEAN],
    ['them for the folder alone', [{ ...WRITE, Resource: `${BUCKET}/network/*` }, READ], CLEAN],
    [
      'them for the exact folder',
      [{ ...WRITE, Resource: `${BUCKET}/network/all-traffic/1a2b3c4d/AWSLogs/111122223333/*` }, READ],
      CLEAN,
    ],
    [
      'them beside a demand for TLS',
      [WRITE, READ, { ...everybody, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
      CLEAN,
    ],
    [
      'them for Hive folders only',
      [{ ...WRITE, Resource: `${BUCKET}/*/AWSLogs/aws-account-id=111122223333/*` }, READ],
      but('problem bucket-policy'),
    ],
    [
      'them for another folder',
      [{ ...WRITE, Resource: `${BUCKET}/other/*` }, READ],
      but('problem bucket-policy'),
    ],
    ['writing alone', [WRITE], but('problem bucket-policy')],
    ['reading alone', [READ], but('problem bucket-policy')],
    [
      'them for CloudTrail',
      both((each) => ({ ...each, Principal: { Service: 'cloudtrail.amazonaws.com' } })),
      but('problem bucket-policy'),
    ],
    [
      'them for another account',
      both((each) => ({
        ...each,
        Condition: { StringEquals: { ...ACL, 'aws:SourceAccount': '444455556666' } },
      })),
      but('problem bucket-policy'),
    ],
    [
      'them with an ARN of EC2 as the source',
      both((each) => ({
        ...each,
        Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:ec2:*:111122223333:*' } },
      })),
      but('problem bucket-policy'),
    ],
    [
      'them for anybody',
      [
        { ...WRITE, Condition: { StringEquals: ACL } },
        { ...READ, Condition: undefined },
      ],
      but('problem bucket-policy-source'),
    ],
    [
      'them for the organization',
      [{ ...WRITE, Condition: { StringEquals: { 'aws:SourceOrgID': 'o-1' } } }, READ],
      but('unknown bucket-policy'),
    ],
    [
      'a Deny without our endpoint',
      [WRITE, READ, { ...everybody, Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } }],
      but('problem bucket-policy'),
    ],
    [
      'a Deny without our organization',
      [WRITE, READ, { ...everybody, Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } } }],
      but('problem bucket-policy'),
    ],
    [
      'that Deny, but for services of AWS',
      [
        WRITE,
        READ,
        {
          ...everybody,
          Condition: {
            StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' },
            Bool: { 'aws:PrincipalIsAWSService': 'false' },
          },
        },
      ],
      CLEAN,
    ],
    [
      'a Deny without a header of KMS',
      [
        WRITE,
        READ,
        { ...everybody, Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } } },
      ],
      but('unknown bucket-policy'),
    ],
    [
      'a Deny by addresses',
      [WRITE, READ, { ...everybody, Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }],
      but('unknown bucket-policy', 'ok bucket-policy-source'),
    ],
    [
      'a Deny of all but a role',
      [
        WRITE,
        READ,
        { ...everybody, Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:role/a' } },
      ],
      but('problem bucket-policy', 'problem bucket-policy-elements'),
    ],
    [
      'a Deny of all but the service',
      [
        WRITE,
        READ,
        { ...everybody, Principal: undefined, NotPrincipal: { Service: 'delivery.logs.amazonaws.com' } },
      ],
      CLEAN,
    ],
    ['nothing', [], but('problem bucket-policy')],
  ])('%s', (_, statements, expected) => {
    expect(briefly(findings(statements))).toEqual(expected);
  });

  test('without a policy, the statements are the remedy', () => {
    const [finding] = policyFindings(PLACE, bucketLocation(PLACE, TO_BUCKET), undefined);
    expect(finding).toMatchObject({ status: 'problem', finding: 'the bucket has no policy' });
    expect(finding?.remedy).toContain(deliveryStatements(PLACE, BUCKET));
  });

  test('the statement that denies is named', () => {
    const denial = {
      ...everybody,
      Sid: 'OnlyOurEndpoint',
      Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
    };
    expect(findings([WRITE, READ, denial])[0]?.finding).toContain(
      'is denied by statement OnlyOurEndpoint of the bucket policy',
    );
  });

  test.each([
    [1000, 'ok'],
    [19_000, 'problem'],
  ])('a policy of %d bytes more is %s', (padding, status) => {
    const sizes = policyFindings(PLACE, bucketLocation(PLACE, TO_BUCKET), found([WRITE, READ], padding));
    expect(sizes.at(-1)).toMatchObject({ check: 'bucket-policy-size', status });
  });

  test('the statements that it gives are those that it accepts, in every partition', () => {
    for (const partition of ['aws', 'aws-cn', 'aws-us-gov']) {
      const place = { ...PLACE, partition };
      const location = bucketLocation(place, {
        ...TO_BUCKET,
        logDestination: `arn:${partition}:s3:::logs/x`,
      });
      const statements = JSON.parse(deliveryStatements(place, location.bucketArn));
      expect(briefly(policyFindings(place, location, found(statements)))).toEqual(CLEAN);
    }
  });
});

describe('how the bucket encrypts', () => {
  test.each([
    [undefined, 'ok'],
    [{ SSEAlgorithm: 'AES256' }, 'ok'],
    [{ SSEAlgorithm: 'aws:kms' }, 'problem'],
    [
      { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'arn:aws:kms:eu-central-1:111122223333:alias/aws/s3' },
      'problem',
    ],
    [{ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: '11111111-2222-4333-8444-555555555555' }, 'problem'],
    [{ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/logs' }, 'problem'],
    [{ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY }, 'ok'],
    [{ SSEAlgorithm: 'aws:kms:dsse', KMSMasterKeyID: KEY }, 'ok'],
  ] as const)('%j is %s', (encryption, status) => {
    expect(encryptionFinding(BUCKET, encryption)).toMatchObject({ check: 'bucket-encryption', status });
  });
});

describe('whom a key lets in', () => {
  const ACTIONS = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'];
  const policy = (statement: object) => parsePolicy('key policy', JSON.stringify({ Statement: [statement] }));
  const letting = (Service: string, changes: object = {}) => ({
    Effect: 'Allow',
    Principal: { Service },
    Action: ACTIONS,
    Resource: '*',
    ...changes,
  });
  const DELIVERY = 'delivery.logs.amazonaws.com';
  const LOGS = 'logs.eu-central-1.amazonaws.com';
  const context = (arn: string) => ({ ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': arn } });

  test.each([
    ['everything that AWS names', letting(DELIVERY), 'ok'],
    [
      'it for our account',
      letting(DELIVERY, { Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } }),
      'ok',
    ],
    [
      'it for another account',
      letting(DELIVERY, { Condition: { StringEquals: { 'aws:SourceAccount': '444455556666' } } }),
      'problem',
    ],
    ['it for another service', letting(LOGS), 'problem'],
    ['data keys alone', letting(DELIVERY, { Action: 'kms:GenerateDataKey*' }), 'problem'],
    [
      'what encryption takes, and no more',
      letting(DELIVERY, { Action: ['kms:GenerateDataKey', 'kms:Decrypt'] }),
      'unknown',
    ],
    [
      'it by way of S3',
      letting(DELIVERY, {
        Condition: { StringEquals: { 'kms:ViaService': 's3.eu-central-1.amazonaws.com' } },
      }),
      'unknown',
    ],
  ])('of a bucket: %s', (_, statement, status) => {
    expect(keyFinding(deliveryKeyQuestion(PLACE, KEY), policy(statement))).toMatchObject({
      check: 'bucket-key',
      status,
    });
  });

  test.each([
    ['everything that AWS names', letting(LOGS), 'ok'],
    ['it for the group', letting(LOGS, { Condition: context(GROUP) }), 'ok'],
    [
      'it for every group',
      letting(LOGS, { Condition: context('arn:aws:logs:eu-central-1:111122223333:*') }),
      'ok',
    ],
    ['it for another group', letting(LOGS, { Condition: context(`${GROUP}-2`) }), 'problem'],
    ['it for another Region', letting('logs.eu-west-1.amazonaws.com'), 'problem'],
    ['it for nobody', letting(DELIVERY), 'problem'],
  ])('of a log group: %s', (_, statement, status) => {
    expect(keyFinding(logsKeyQuestion(PLACE, GROUP, KEY), policy(statement))).toMatchObject({
      check: 'log-group-key',
      status,
    });
  });

  test('in China, either name of the service counts', () => {
    const china = { ...PLACE, partition: 'aws-cn', region: 'cn-north-1' };
    for (const suffix of ['', '.cn'])
      expect(
        keyFinding(
          logsKeyQuestion(china, GROUP, KEY),
          policy(letting(`logs.cn-north-1.amazonaws.com${suffix}`)),
        ).status,
      ).toBe('ok');
  });
});
