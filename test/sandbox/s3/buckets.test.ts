import {
  CreateBucketCommand,
  type CreateBucketCommandInput,
  DeleteBucketCommand,
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  paginateListBuckets,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Account, allow, NEIGHBOUR } from '../account';

const create = (s3: S3Client, Bucket: string, input: Partial<CreateBucketCommandInput> = {}) =>
  s3.send(new CreateBucketCommand({ Bucket, ...input }));

/** What raw HTTP says, where the SDK's client would put a Region in. */
async function createRaw(account: Account, region: string, body = ''): Promise<string> {
  const authorization = `AWS4-HMAC-SHA256 Credential=111122223333/20270104/${region}/s3/aws4_request, SignedHeaders=host, Signature=0a`;
  const response = await fetch(`${account.sandbox.endpointUrl}/raw-bucket`, {
    ...{ method: 'PUT', headers: { authorization }, body },
  });
  const text = await response.text();
  return `${response.status} ${/<Code>(.*)<\/Message>/.exec(text)?.[1]?.replace('</Code><Message>', ': ') ?? ''}`;
}
const inRegion = (region: string): string =>
  `<CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;

describe('CreateBucket', () => {
  it('makes a bucket, which can be asked about', async () => {
    const { s3 } = await Account.open();
    await expect(create(s3, 'flow-logs')).resolves.toMatchObject({
      ...{ Location: 'http://flow-logs.s3.amazonaws.com/', BucketArn: 'arn:aws:s3:::flow-logs' },
    });
    await expect(s3.send(new HeadBucketCommand({ Bucket: 'flow-logs' }))).resolves.toMatchObject({
      ...{ BucketRegion: 'eu-central-1', AccessPointAlias: false },
    });
    await expect(s3.send(new GetBucketLocationCommand({ Bucket: 'flow-logs' }))).resolves.toMatchObject({
      LocationConstraint: 'eu-central-1',
    });
  });

  it('tells no location in us-east-1', async () => {
    const { s3 } = (await Account.open()).in('us-east-1');
    await expect(create(s3, 'flow-logs')).resolves.toMatchObject({ Location: '/flow-logs' });
    const { LocationConstraint } = await s3.send(new GetBucketLocationCommand({ Bucket: 'flow-logs' }));
    expect(LocationConstraint).toBeUndefined();
  });

  it('refuses a bucket that the caller has, and one that somebody else has', async () => {
    const account = await Account.open();
    await create(account.s3, 'flow-logs');
    await expect(create(account.s3, 'flow-logs')).rejects.toMatchObject({
      ...{ name: 'BucketAlreadyOwnedByYou', $metadata: { httpStatusCode: 409 } },
    });
    await expect(create(account.administratorOf(NEIGHBOUR).s3, 'flow-logs')).rejects.toMatchObject({
      ...{ name: 'BucketAlreadyExists', $metadata: { httpStatusCode: 409 } },
    });
  });

  it('takes a bucket that the caller has for made in us-east-1, and keeps it', async () => {
    const { s3 } = (await Account.open()).in('us-east-1');
    await create(s3, 'flow-logs');
    await expect(create(s3, 'flow-logs')).resolves.toMatchObject({ Location: '/flow-logs' });
  });

  it.each([
    'ab',
    'a'.repeat(64),
    'Flow-logs',
    'flow_logs',
    '-flow-logs',
    'flow-logs-',
    'flow..logs',
    '10.0.0.1',
    'xn--logs',
    'sthree-logs',
    'amzn-s3-demo-logs',
    'logs-s3alias',
    'logs--ol-s3',
    'logs.mrap',
  ])('refuses the name %s', async (name) => {
    const { s3 } = await Account.open();
    await expect(create(s3, name)).rejects.toMatchObject({
      ...{ name: 'InvalidBucketName', BucketName: name, $metadata: { httpStatusCode: 400 } },
    });
  });

  it.each(['abc', 'a'.repeat(63), 'flow.logs', '10.0.0.x', '0-0'])('takes the name %s', async (name) => {
    const { s3 } = await Account.open();
    await expect(create(s3, name)).resolves.toMatchObject({ BucketArn: `arn:aws:s3:::${name}` });
  });

  const incompatible =
    'location constraint is incompatible for the region specific endpoint this request was sent to.';
  it.each([
    [
      'none, elsewhere than in us-east-1',
      'eu-west-1',
      '',
      `400 IllegalLocationConstraintException: The unspecified ${incompatible}`,
    ],
    [
      'another',
      'eu-west-1',
      inRegion('eu-north-1'),
      `400 IllegalLocationConstraintException: The eu-north-1 ${incompatible}`,
    ],
    [
      'one that has no name',
      'us-east-1',
      inRegion('us-east-1'),
      '400 InvalidLocationConstraint: The specified location-constraint is not valid',
    ],
    [
      'one that does not exist',
      'eu-west-1',
      inRegion('Atlantis'),
      '400 InvalidLocationConstraint: The specified location-constraint is not valid',
    ],
    ['the old name of eu-west-1', 'eu-west-1', inRegion('EU'), '200 '],
    ['its own', 'eu-west-1', inRegion('eu-west-1'), '200 '],
    ['none in us-east-1', 'us-east-1', '', '200 '],
  ])('judges the Region that the bucket is to be in: %s', async (_title, region, body, outcome) => {
    expect(await createRaw(await Account.open(), region, body)).toBe(outcome);
  });

  it.each([
    ['a member', { ACL: 'private' }, 'ACL of CreateBucket'],
    [
      'a member of the configuration',
      { CreateBucketConfiguration: { Bucket: { Type: 'Directory' } } },
      'CreateBucketConfiguration.Bucket',
    ],
  ] as const)('refuses by name what it does not model: %s', async (_title, input, what) => {
    const { s3 } = await Account.open();
    await expect(create(s3, 'flow-logs', input)).rejects.toMatchObject({
      ...{ name: 'NotModelled', message: expect.stringContaining(what) },
    });
  });
});

describe('ListBuckets', () => {
  it('lists the buckets of the caller in order, page by page', async () => {
    const account = await Account.open();
    for (const name of ['logs-c', 'logs-a', 'other', 'logs-b']) await create(account.s3, name);
    await create(account.administratorOf(NEIGHBOUR).s3, 'logs-z');
    const pages: (string | undefined)[][] = [];
    const settings = { client: account.s3, pageSize: 2 };
    for await (const { Buckets = [] } of paginateListBuckets(settings, { Prefix: 'logs-' }))
      pages.push(Buckets.map(({ Name }) => Name));
    expect(pages).toEqual([['logs-a', 'logs-b'], ['logs-c']]);
  });

  it('says of each when and where it was made', async () => {
    const account = await Account.open();
    await create(account.s3, 'here');
    await create(account.in('us-east-1').s3, 'there');
    const { Buckets, Owner } = await account.s3.send(new ListBucketsCommand({ BucketRegion: 'us-east-1' }));
    expect(Buckets).toEqual([
      {
        ...{ Name: 'there', BucketArn: 'arn:aws:s3:::there', BucketRegion: 'us-east-1' },
        CreationDate: new Date('2027-01-04T08:00:00Z'),
      },
    ]);
    expect(Owner?.ID).toMatch(/^[\da-f]{64}$/);
  });

  it.each([
    ['MaxBuckets 0', { MaxBuckets: 0 }],
    ['MaxBuckets 10001', { MaxBuckets: 10_001 }],
    ['a token that nobody handed out', { ContinuationToken: 'x' }],
  ])('refuses %s', async (_title, input) => {
    const { s3 } = await Account.open();
    await expect(s3.send(new ListBucketsCommand(input))).rejects.toMatchObject({ name: 'InvalidArgument' });
  });
});

describe('a bucket', () => {
  it('is gone once it is deleted, and can be made again by anybody', async () => {
    const account = await Account.open();
    await create(account.s3, 'flow-logs');
    await account.s3.send(new DeleteBucketCommand({ Bucket: 'flow-logs' }));
    await expect(account.s3.send(new DeleteBucketCommand({ Bucket: 'flow-logs' }))).rejects.toMatchObject({
      ...{ name: 'NoSuchBucket', BucketName: 'flow-logs', $metadata: { httpStatusCode: 404 } },
    });
    await expect(account.s3.send(new HeadBucketCommand({ Bucket: 'flow-logs' }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 404 },
    });
    await create(account.administratorOf(NEIGHBOUR).s3, 'flow-logs');
  });

  it('of another Region is answered for there: clients go where they are sent', async () => {
    const account = await Account.open();
    await create(account.in('us-east-1').s3, 'far-away');
    await expect(account.s3.send(new GetBucketLocationCommand({ Bucket: 'far-away' }))).rejects.toMatchObject(
      {
        ...{ name: 'PermanentRedirect', $metadata: { httpStatusCode: 301 } },
        $response: { headers: { 'x-amz-bucket-region': 'us-east-1' } },
      },
    );
  });

  it('is not there for whoever takes somebody else for its owner', async () => {
    const { s3 } = await Account.open();
    await create(s3, 'flow-logs');
    const head = (ExpectedBucketOwner: string) =>
      s3.send(new GetBucketLocationCommand({ Bucket: 'flow-logs', ExpectedBucketOwner }));
    await expect(head(NEIGHBOUR)).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(head('111122223333')).resolves.toMatchObject({ LocationConstraint: 'eu-central-1' });
  });

  it.each([
    ['s3:CreateBucket', () => new CreateBucketCommand({ Bucket: 'another' })],
    ['s3:GetBucketLocation', () => new GetBucketLocationCommand({ Bucket: 'flow-logs' })],
    ['s3:DeleteBucket', () => new DeleteBucketCommand({ Bucket: 'flow-logs' })],
    ['s3:ListAllMyBuckets', () => new ListBucketsCommand({})],
  ] as const)('asks a role for %s', async (action, command) => {
    const account = await Account.open();
    await create(account.s3, 'flow-logs');
    const stranger = await account.asRole('stranger', allow('ec2:DescribeVpcs'));
    const send = (s3: S3Client) => s3.send(command() as CreateBucketCommand);
    await expect(send(stranger.s3)).rejects.toMatchObject({
      ...{
        name: 'AccessDenied',
        message: expect.stringContaining(`not authorized to perform: ${action} on`),
      },
      $metadata: { httpStatusCode: 403 },
    });
    const able = await account.asRole('able', allow(action));
    await expect(send(able.s3)).resolves.toBeDefined();
  });

  it('refuses HEAD without a word to a role that may not list it', async () => {
    const account = await Account.open();
    await create(account.s3, 'flow-logs');
    const stranger = await account.asRole('stranger', allow('s3:GetBucketLocation'));
    await expect(stranger.s3.send(new HeadBucketCommand({ Bucket: 'flow-logs' }))).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
  });
});

it('an access key of no session is refused', async () => {
  const account = await Account.open();
  const { s3 } = account.administratorOf('ASIA0000000000000000');
  await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({ name: 'InvalidAccessKeyId' });
});

it('an operation that is not played is refused by name', async () => {
  const { s3 } = await Account.open();
  await expect(s3.send(new ListObjectsV2Command({ Bucket: 'flow-logs' }))).rejects.toMatchObject({
    name: 'NotModelled',
    message:
      'the sandbox does not model s3:ListObjectsV2; of s3 it models CreateBucket, HeadBucket, GetBucketLocation, ' +
      'DeleteBucket, ListBuckets, PutBucketPolicy, GetBucketPolicy, DeleteBucketPolicy, ' +
      'PutBucketEncryption, GetBucketEncryption, DeleteBucketEncryption',
  });
});
