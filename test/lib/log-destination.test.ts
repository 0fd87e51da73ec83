import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { FlowLogsCompliance, LogDestination } from '../../lib';
import { deployed, functionCode, newApp, onlyOf, outputsOf, rendered, resourcesOf } from './deployed';

const CENTRAL = 'arn:aws:s3:::central-flow-logs';

const statementsOf = (policy: any) =>
  Object.fromEntries(
    rendered(policy)
      .filter((statement: any) => statement.Sid)
      .map(({ Sid, ...statement }: any) => [Sid, statement]),
  );

const expectedStatements = (bucketArn: string) => ({
  AWSLogDeliveryWrite: {
    Effect: 'Allow',
    Principal: { Service: 'delivery.logs.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: `${bucketArn}/*`,
    Condition: {
      StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceAccount': '111122223333' },
      ArnLike: { 'aws:SourceArn': 'arn:aws:logs:eu-west-1:111122223333:*' },
    },
  },
  AWSLogDeliveryAclCheck: {
    Effect: 'Allow',
    Principal: { Service: 'delivery.logs.amazonaws.com' },
    Action: ['s3:GetBucketAcl', 's3:ListBucket'],
    Resource: bucketArn,
    Condition: {
      StringEquals: { 'aws:SourceAccount': '111122223333' },
      ArnLike: { 'aws:SourceArn': 'arn:aws:logs:eu-west-1:111122223333:*' },
    },
  },
});

/** The statements that an output puts out have no Sid: those of several accounts end up in one policy. */
const putOutStatements = (value: string) => JSON.parse(value);
const withoutSids = (bucketArn: string) => Object.values(expectedStatements(bucketArn));

describe('the bucket of the stack', () => {
  it('is encrypted, private, versioned and owned by its account alone', () => {
    deployed().hasResourceProperties('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: {
        Rules: [
          {
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
            Status: 'Enabled',
            ExpirationInDays: Match.absent(),
          },
        ],
      },
    });
  });

  it('accepts delivery for this account and Region, over TLS', () => {
    const template = deployed();
    const [bucketId] = Object.keys(template.findResources('AWS::S3::Bucket'));
    const { Statement } = onlyOf(template, 'AWS::S3::BucketPolicy').Properties.PolicyDocument;
    expect(statementsOf(Statement)).toEqual(expectedStatements(`<${bucketId}.Arn>`));
    expect(Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    );
  });

  it('outlives the stack with its policy, unless their creation fails, and so does the log of the function', () => {
    const kept = Object.values(resourcesOf(deployed()))
      .filter(({ DeletionPolicy }) => DeletionPolicy === 'RetainExceptOnCreate')
      .map(({ Type, UpdateReplacePolicy }) => `${Type} ${UpdateReplacePolicy}`);
    expect(kept.sort()).toEqual([
      'AWS::Logs::LogGroup Retain',
      'AWS::S3::Bucket Retain',
      'AWS::S3::BucketPolicy Retain',
    ]);
  });

  it('is one for all requirements, each with a folder of its own', () => {
    const template = deployed({
      requirements: [
        { name: 'first' },
        { name: 'second', destination: LogDestination.s3({ prefix: 'network' }) },
      ],
    });
    template.resourceCountIs('AWS::S3::Bucket', 1);
    const documents = JSON.stringify(template.findResources('AWS::SSM::Document'));
    expect(documents).toMatch(/"\/first\/[0-9a-f]{8}\/"/);
    expect(documents).toMatch(/"\/network\/second\/[0-9a-f]{8}\/"/);
  });

  it('is named by an output, for whoever adopts it', () => {
    expect(outputsOf(deployed())).toEqual([
      expect.objectContaining({ Value: { 'Fn::GetAtt': expect.anything() } }),
    ]);
  });
});

describe('a key of the bucket', () => {
  const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef';
  const STATEMENT = {
    Effect: 'Allow',
    Principal: { Service: 'delivery.logs.amazonaws.com' },
    Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
    Resource: '*',
    Condition: {
      StringEquals: { 'aws:SourceAccount': '111122223333' },
      ArnLike: { 'aws:SourceArn': 'arn:aws:logs:eu-west-1:111122223333:*' },
    },
  };
  const encryptionOf = (template: Template) =>
    onlyOf(template, 'AWS::S3::Bucket').Properties.BucketEncryption.ServerSideEncryptionConfiguration;

  it('is its default key by ARN, whose owner is told what its policy needs', () => {
    const template = deployed({
      requirements: [{ name: 'a', destination: LogDestination.s3({ kmsKeyArn: KEY }) }],
    });
    expect(encryptionOf(template)).toEqual([
      {
        BucketKeyEnabled: true,
        ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: KEY },
      },
    ]);
    const output = outputsOf(template).find(({ Description }) => Description.includes('the key 01234567'));
    expect(JSON.parse(rendered(output.Value))).toEqual([STATEMENT]);
  });

  it('of the app has the statement added to its policy', () => {
    const stack = new Stack(newApp(), 'Own');
    const destination = LogDestination.s3({ encryptionKey: new Key(stack, 'Mine') });
    const requirements = [
      { name: 'first', destination },
      { name: 'second', destination },
    ];
    new FlowLogsCompliance(stack, 'FlowLogs', { functionCode, requirements });
    const template = Template.fromStack(stack);
    const [keyId] = Object.keys(template.findResources('AWS::KMS::Key'));
    expect(encryptionOf(template)[0].ServerSideEncryptionByDefault.KMSMasterKeyID).toEqual({
      'Fn::GetAtt': [keyId, 'Arn'],
    });
    const { KeyPolicy } = onlyOf(template, 'AWS::KMS::Key').Properties;
    expect(rendered(KeyPolicy.Statement).slice(1)).toEqual([STATEMENT]);
  });

  it('is the same for all requirements, which share the bucket', () => {
    const requirements = [LogDestination.s3({ kmsKeyArn: KEY }), LogDestination.s3()].map(
      (destination, index) => ({
        name: `r${index}`,
        destination,
      }),
    );
    expect(() => deployed({ requirements })).toThrow('name the key in each of them');
  });

  it('is no matter of an existing bucket', () => {
    const encryptionKey = new Key(new Stack(), 'Mine');
    expect(() => LogDestination.s3({ encryptionKey, bucketArn: CENTRAL })).toThrow(
      'got encryptionKey with an existing bucket',
    );
  });
});

describe('an existing bucket', () => {
  const existing = () =>
    deployed({
      requirements: [
        { name: 'first', destination: LogDestination.s3({ bucketArn: CENTRAL }) },
        { name: 'second', destination: LogDestination.s3({ bucketArn: CENTRAL }) },
        { name: 'third', destination: LogDestination.s3({ bucketArn: 'arn:aws:s3:::other.logs' }) },
      ],
    });

  it('is left alone', () => {
    existing().resourceCountIs('AWS::S3::Bucket', 0);
    existing().resourceCountIs('AWS::S3::BucketPolicy', 0);
  });

  it('has the statements that its policy needs put out once, as JSON of this account and Region', () => {
    const [central, other, ...more] = outputsOf(existing());
    expect(more).toEqual([]);
    expect(central.Description).toContain('the bucket central-flow-logs');
    expect(putOutStatements(rendered(central.Value))).toEqual(withoutSids(CENTRAL));
    expect(other.Description).toContain('the bucket other.logs');
  });

  it('receives the flow logs that are created', () => {
    const documents = rendered(Object.values(existing().findResources('AWS::SSM::Document')));
    expect(JSON.stringify(documents)).toMatch(
      /"LogDestination":"arn:aws:s3:::central-flow-logs\/first\/[0-9a-f]{8}\/"/,
    );
  });
});

describe('a bucket of the app', () => {
  const withBucket = (bucketOf: (stack: Stack) => ReturnType<typeof Bucket.fromBucketName>) => {
    const stack = new Stack(newApp(), 'Own');
    const destination = LogDestination.s3({ bucket: bucketOf(stack) });
    const requirements = [
      { name: 'first', destination },
      { name: 'second', destination },
    ];
    new FlowLogsCompliance(stack, 'FlowLogs', { functionCode, requirements });
    return Template.fromStack(stack);
  };

  it('has the statements added to its policy, once', () => {
    const template = withBucket((stack) => new Bucket(stack, 'Mine'));
    const [bucketId] = Object.keys(template.findResources('AWS::S3::Bucket'));
    const { Statement } = onlyOf(template, 'AWS::S3::BucketPolicy').Properties.PolicyDocument;
    expect(rendered(Statement)).toEqual(withoutSids(`<${bucketId}.Arn>`));
    expect(outputsOf(template)).toEqual([]);
  });

  it('that is only imported has the statements put out', () => {
    const template = withBucket((stack) => Bucket.fromBucketName(stack, 'Theirs', 'their-logs'));
    const [output, ...more] = outputsOf(template);
    expect(more).toEqual([]);
    expect(output.Description).toContain('the existing log bucket');
    expect(putOutStatements(rendered(output.Value))).toEqual(withoutSids('arn:aws:s3:::their-logs'));
  });

  it('is not to be named twice', () => {
    const bucket = Bucket.fromBucketName(new Stack(), 'Theirs', 'their-logs');
    expect(() => LogDestination.s3({ bucket, bucketArn: CENTRAL })).toThrow(
      'got both bucket and bucketArn arn:aws:s3:::central-flow-logs, allowed: one of them; remove the other',
    );
  });
});
