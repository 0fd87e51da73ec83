import { type App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PolicyStatement, Role, ServicePrincipal, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, type IKey, Key } from 'aws-cdk-lib/aws-kms';
import { type ILogGroup, LogGroup } from 'aws-cdk-lib/aws-logs';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { FlowLogsCompliance, LogDestination } from '../../lib';
import { allOf, functionCode, newApp, onlyOf, outputsOf, rendered } from './deployed';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef';
const FLOW_LOGS = new ServicePrincipal('vpc-flow-logs.amazonaws.com');

/** An instance in a stack of its own, with a requirement for each destination. */
function instanceIn(stack: Stack, ...destinations: readonly LogDestination[]): Stack {
  const requirements = destinations.map((destination, index) => ({ name: `r${index}`, destination }));
  new FlowLogsCompliance(stack, 'FlowLogs', { functionCode, requirements });
  return stack;
}

function twoStacks(): { readonly app: App; readonly other: Stack; readonly own: Stack } {
  const app = newApp();
  return { app, other: new Stack(app, 'Other'), own: new Stack(app, 'Own') };
}

const sidsOf = ({ Statement }: any): readonly string[] =>
  Statement.flatMap(({ Sid }: any) => (Sid === undefined ? [] : [Sid]));
const writableGroupsOf = ({ Statement }: any): readonly string[] =>
  rendered(Statement)
    .filter(({ Action }: any) => Action.includes('logs:PutLogEvents'))
    .flatMap(({ Resource }: any) => Resource);

describe('no policy of the app gets one Sid twice, which IAM refuses', () => {
  it('when one role writes to the log groups of two requirements', () => {
    const own = new Stack(newApp(), 'Own');
    const deliveryRole = new Role(own, 'Mine', { assumedBy: FLOW_LOGS });
    const destination = LogDestination.cloudWatchLogs({ deliveryRole });
    const template = Template.fromStack(instanceIn(own, destination, destination));
    const { PolicyDocument } = onlyOf(template, 'AWS::IAM::Policy').Properties;
    expect(sidsOf(PolicyDocument)).toEqual([]);
    expect(writableGroupsOf(PolicyDocument)).toHaveLength(2);
  });

  it('when a bucket holds what AWS itself asks for already', () => {
    const own = new Stack(newApp(), 'Own');
    const bucket = new Bucket(own, 'Mine');
    const sid = 'AWSLogDeliveryWrite';
    const theirs = { principals: [new StarPrincipal()], actions: ['s3:*'], resources: [bucket.bucketArn] };
    bucket.addToResourcePolicy(new PolicyStatement({ sid, ...theirs }));
    const template = Template.fromStack(instanceIn(own, LogDestination.s3({ bucket })));
    const { PolicyDocument } = onlyOf(template, 'AWS::S3::BucketPolicy').Properties;
    expect(sidsOf(PolicyDocument)).toEqual([sid]);
    expect(PolicyDocument.Statement).toHaveLength(3);
  });

  it('when a bucket and its key serve two Regions', () => {
    const app = newApp();
    const [first, second] = ['eu-west-1', 'eu-central-1'].map(
      (region) => new Stack(app, region, { env: { region, account: '111122223333' } }),
    ) as [Stack, Stack];
    const bucket = new Bucket(first, 'Mine', {
      bucketName: 'central-flow-logs',
      encryption: BucketEncryption.KMS,
    });
    instanceIn(first, LogDestination.s3({ bucket }));
    instanceIn(second, LogDestination.s3({ bucket }));
    app.synth();
    const template = Template.fromStack(first);
    const { PolicyDocument } = onlyOf(template, 'AWS::S3::BucketPolicy').Properties;
    const { KeyPolicy } = onlyOf(template, 'AWS::KMS::Key').Properties;
    expect([PolicyDocument.Statement.length, ...sidsOf(PolicyDocument)]).toEqual([4]);
    expect([KeyPolicy.Statement.length, ...sidsOf(KeyPolicy)]).toEqual([3]);
  });
});

describe('the key of a bucket of the app', () => {
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

  it('lets the delivery service in, from another stack as well', () => {
    const { app, other, own } = twoStacks();
    const bucket = new Bucket(other, 'Mine', { encryption: BucketEncryption.KMS });
    instanceIn(own, LogDestination.s3({ bucket }), LogDestination.s3({ bucket }));
    app.synth();
    const { KeyPolicy } = onlyOf(Template.fromStack(other), 'AWS::KMS::Key').Properties;
    expect(rendered(KeyPolicy.Statement).slice(1)).toEqual([STATEMENT]);
  });

  it('has the statement put out, once, where it is only imported', () => {
    const own = new Stack(newApp(), 'Own');
    const encryptionKey = Key.fromKeyArn(own, 'Theirs', KEY);
    const bucketArn = 'arn:aws:s3:::theirs';
    const bucket = Bucket.fromBucketAttributes(own, 'Bucket', { bucketArn, encryptionKey });
    const template = Template.fromStack(
      instanceIn(own, LogDestination.s3({ bucket }), LogDestination.s3({ bucket })),
    );
    const values = outputsOf(template)
      .filter(({ Description }) => Description.includes('the key 01234567'))
      .map(({ Value }) => JSON.parse(rendered(Value)));
    expect(values).toEqual([[STATEMENT]]);
  });
});

describe('a delivery role of another stack', () => {
  const roleIn = (stack: Stack): Role => new Role(stack, 'Role', { assumedBy: FLOW_LOGS });

  it('has what its policy needs for a log group of ours put out, and is trusted: its stack comes first', () => {
    const { app, other, own } = twoStacks();
    instanceIn(own, LogDestination.cloudWatchLogs({ deliveryRole: roleIn(other) }));
    app.synth();
    const [output, ...others] = outputsOf(Template.fromStack(own)).filter(({ Description }) =>
      Description.startsWith('A policy of'),
    );
    expect(others).toEqual([]);
    expect(writableGroupsOf({ Statement: JSON.parse(rendered(output.Value)) })).toHaveLength(1);
    const role = onlyOf(Template.fromStack(other), 'AWS::IAM::Role').Properties;
    expect(JSON.stringify(role.AssumeRolePolicyDocument)).toContain(':vpc-flow-log/*');
    expect(allOf(Template.fromStack(other), 'AWS::IAM::Policy')).toEqual([]);
  });

  it.each<readonly [string, (other: Stack) => { logGroup?: ILogGroup; logGroupArn?: string }]>([
    ['of its own stack', (other) => ({ logGroup: new LogGroup(other, 'Group') })],
    ['that exists', () => ({ logGroupArn: 'arn:aws:logs:eu-west-1:111122223333:log-group:theirs' })],
  ])('gets what it needs for a log group %s', (_, groupOf) => {
    const { app, other, own } = twoStacks();
    instanceIn(own, LogDestination.cloudWatchLogs({ deliveryRole: roleIn(other), ...groupOf(other) }));
    app.synth();
    const { PolicyDocument } = onlyOf(Template.fromStack(other), 'AWS::IAM::Policy').Properties;
    expect(writableGroupsOf(PolicyDocument)).toHaveLength(1);
  });
});

describe('two log groups of other stacks that have one logical id', () => {
  const groups = () => {
    const app = newApp();
    const [first, second] = ['First', 'Second'].map((id) => new LogGroup(new Stack(app, id), 'Group'));
    return { app, own: new Stack(app, 'Own'), first, second };
  };
  const to = (logGroup: LogGroup | undefined) =>
    LogDestination.cloudWatchLogs({ ...(logGroup && { logGroup }) });

  it('have a delivery role each', () => {
    const { app, own, first, second } = groups();
    instanceIn(own, to(first), to(second));
    app.synth();
    const writable = allOf(Template.fromStack(own), 'AWS::IAM::Role')
      .flatMap(({ Properties }) => Properties.Policies)
      .filter(({ PolicyName }) => PolicyName === 'WriteFlowLogs')
      .flatMap(({ PolicyDocument }) => writableGroupsOf(PolicyDocument));
    expect(writable).toHaveLength(2);
  });

  it('have the statements of both put out for an existing role', () => {
    const { app, own, first, second } = groups();
    const deliveryRoleArn = 'arn:aws:iam::111122223333:role/theirs';
    instanceIn(
      own,
      ...[first, second].map((logGroup) =>
        LogDestination.cloudWatchLogs({ deliveryRoleArn, ...(logGroup && { logGroup }) }),
      ),
    );
    app.synth();
    const policies = outputsOf(Template.fromStack(own)).filter(({ Description }) =>
      Description.startsWith('A policy of'),
    );
    expect(policies).toHaveLength(2);
  });
});

it('nothing is set on a bucket or a log group of the app: that is theirs to say', () => {
  const own = new Stack();
  const bucket = new Bucket(own, 'Bucket');
  const logGroup = new LogGroup(own, 'Group');
  expect(() => LogDestination.s3({ bucket, kmsKeyArn: KEY })).toThrow(
    'got kmsKeyArn with an existing bucket',
  );
  expect(() => LogDestination.cloudWatchLogs({ logGroup, kmsKeyArn: KEY })).toThrow(
    'got kmsKeyArn with an existing log group',
  );
  expect(() => LogDestination.cloudWatchLogs({ logGroup, retentionDays: 30 })).toThrow(
    'got retentionDays with an existing log group',
  );
});

describe('of two requirements that ask for flow logs of two shapes', () => {
  const twoShapes = (first: LogDestination, second: LogDestination) => () => {
    const requirements = [
      { name: 'accepted', destination: first, parameters: { trafficType: 'ACCEPT' as const } },
      { name: 'rejected', destination: second, parameters: { trafficType: 'REJECT' as const } },
    ];
    return new FlowLogsCompliance(new Stack(newApp(), 'Own'), 'FlowLogs', { functionCode, requirements });
  };
  const streamNamed = (stack: Stack, resourceName: string) =>
    LogDestination.firehose({
      deliveryStreamArn: stack.formatArn({ service: 'firehose', resource: 'deliverystream', resourceName }),
    });

  it('neither may have the log group of the other', () => {
    const logGroup = new LogGroup(new Stack(), 'Group');
    const destination = () => LogDestination.cloudWatchLogs({ logGroup });
    expect(twoShapes(destination(), destination())).toThrow(
      'requirement rejected: got a log group of the app, to which accepted delivers flow logs of another shape',
    );
    expect(
      twoShapes(
        destination(),
        LogDestination.cloudWatchLogs({ logGroup: new LogGroup(new Stack(), 'Other') }),
      ),
    ).not.toThrow(/another shape/);
  });

  it('each may have a stream whose ARN only deployment knows', () => {
    const stack = new Stack();
    expect(twoShapes(streamNamed(stack, 'accepted'), streamNamed(stack, 'rejected'))).not.toThrow();
    const shared = streamNamed(stack, 'both');
    expect(twoShapes(shared, shared)).toThrow('to which accepted delivers flow logs of another shape');
  });
});

it('an empty text in the props says nothing, as in cdk.json', () => {
  const made = instanceIn(
    new Stack(newApp(), 'Own'),
    LogDestination.s3({ bucketArn: '', kmsKeyArn: '' }),
    LogDestination.cloudWatchLogs({ logGroupArn: '', kmsKeyArn: '', deliveryRoleArn: '' }),
  );
  const left = instanceIn(new Stack(newApp(), 'Own'), LogDestination.s3(), LogDestination.cloudWatchLogs());
  expect(Template.fromStack(made).toJSON()).toEqual(Template.fromStack(left).toJSON());
  expect(() =>
    instanceIn(new Stack(newApp(), 'Own'), LogDestination.firehose({ deliveryStreamArn: '' })),
  ).toThrow('destination.deliveryStreamArn: got nothing');
});

describe('a key that cannot encrypt what the stack makes', () => {
  const place = { region: 'eu-west-1', account: '111122223333' };
  const stack = () => new Stack(newApp(), 'Own', { env: place });
  const destinations = (encryptionKey: IKey) => [
    () => LogDestination.s3({ encryptionKey }),
    () => LogDestination.cloudWatchLogs({ encryptionKey }),
  ];

  it('is an alias', () => {
    const own = stack();
    const alias = new Alias(own, 'Alias', { aliasName: 'alias/flow-logs', targetKey: new Key(own, 'Key') });
    for (const destination of destinations(alias))
      expect(destination).toThrow('got an alias as encryptionKey');
  });

  it.each([
    ['a key of another Region', KEY.replace('eu-west-1', 'us-east-1'), 'the Region eu-west-1'],
    ['the ARN of an alias', KEY.replace(/key\/.*/, 'alias/flow-logs'), 'nor an alias'],
  ])('is %s', (_, keyArn, message) => {
    for (const destination of destinations(Key.fromKeyArn(new Stack(), 'Key', keyArn)))
      expect(() => instanceIn(stack(), destination())).toThrow(message);
  });
});
