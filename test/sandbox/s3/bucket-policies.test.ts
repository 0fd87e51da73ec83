import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  GetBucketLocationCommand,
  GetBucketPolicyCommand,
  PutBucketPolicyCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Account, allow, NEIGHBOUR, OWNER } from '../account';

const ARN = 'arn:aws:s3:::flow-logs';

async function open(): Promise<Account> {
  const account = await Account.open();
  await account.s3.send(new CreateBucketCommand({ Bucket: 'flow-logs' }));
  return account;
}

const put = (s3: S3Client, policy: object | string) => {
  const Policy = typeof policy === 'string' ? policy : JSON.stringify(policy);
  return s3.send(new PutBucketPolicyCommand({ Bucket: 'flow-logs', Policy }));
};
const get = (s3: S3Client) => s3.send(new GetBucketPolicyCommand({ Bucket: 'flow-logs' }));
const locate = (s3: S3Client) => s3.send(new GetBucketLocationCommand({ Bucket: 'flow-logs' }));

const statement = (change: object = {}) => ({
  ...{ Effect: 'Allow', Principal: { AWS: NEIGHBOUR }, Action: 's3:GetBucketLocation', Resource: ARN },
  ...change,
});
const policy = (...changes: readonly object[]) => ({
  Version: '2012-10-17',
  Statement: changes.map(statement),
});

it('a policy is handed back as it was put, until it is deleted', async () => {
  const { s3 } = await open();
  const missing = { name: 'NoSuchBucketPolicy', $metadata: { httpStatusCode: 404 } };
  await expect(get(s3)).rejects.toMatchObject(missing);
  const text = JSON.stringify(policy({ Sid: 'Näme' }), null, 2);
  await put(s3, text);
  expect((await get(s3)).Policy).toBe(text);
  await s3.send(new DeleteBucketPolicyCommand({ Bucket: 'flow-logs' }));
  await expect(get(s3)).rejects.toMatchObject(missing);
  await s3.send(new DeleteBucketPolicyCommand({ Bucket: 'flow-logs' }));
});

it.each([
  ['what is no JSON', '{', 'is no JSON'],
  ['JSON that is no object', '[]', "the first byte must be '{'"],
  ['what is nested without end', `{"Id":${'['.repeat(20_000)}${']'.repeat(20_000)}}`, 'nested too deeply'],
  ['an Id that is no text', { ...policy({}), Id: 5 }, 'Id: got 5; text is needed'],
  ['a Sid that is no text', policy({ Sid: 5 }), 'Sid: got 5; text is needed'],
  ['an element that policies do not have', { ...policy({}), Colour: 'red' }, 'element Colour is not one'],
  ['no statement', { Version: '2012-10-17' }, 'has no Statement'],
  ['a statement about nobody', policy({ Principal: undefined }), 'Missing required field Principal'],
  ['a statement about nothing', policy({ Resource: undefined }), 'Resource: is missing'],
  [
    'a trust policy',
    policy({ Action: 'sts:AssumeRole', Resource: undefined }),
    'Missing required field Resource',
  ],
  ['an action of another service', policy({ Action: 'ec2:CreateVpc' }), 'Policy has invalid action'],
  ['another bucket', policy({}, { Resource: 'arn:aws:s3:::other' }), 'Policy has invalid resource'],
  [
    'a bucket of which this is the beginning',
    policy({ Resource: `${ARN}-2` }),
    'Policy has invalid resource',
  ],
  ['any bucket', policy({ Resource: '*' }), 'Policy has invalid resource'],
  [
    'an action on objects at the bucket',
    policy({ Action: 's3:PutObject' }),
    'Action does not apply to any resource(s) in statement',
  ],
  [
    'an action on the bucket at its objects',
    policy({ Action: ['s3:PutObject', 's3:GetBucketAcl'], Resource: `${ARN}/*` }),
    'Action does not apply to any resource(s) in statement',
  ],
  ['more than 20 KB', policy({ Sid: 'x'.repeat(20_480) }), 'exceeds the maximum of 20480'],
])('refuses %s', async (_title, refused, reason) => {
  const { s3 } = await open();
  await expect(put(s3, refused)).rejects.toMatchObject({
    ...{ name: 'MalformedPolicy', message: expect.stringContaining(reason) },
    $metadata: { httpStatusCode: 400 },
  });
});

it.each([
  [
    'objects and bucket together',
    { Action: ['s3:PutObject', 's3:GetBucketAcl'], Resource: [ARN, `${ARN}/*`] },
  ],
  ['any action', { Action: 's3:*' }],
  ['everyone', { Principal: '*', Effect: 'Deny' }],
])('takes a policy about %s', async (_title, change) => {
  const { s3 } = await open();
  await expect(put(s3, policy(change))).resolves.toBeDefined();
});

it('counts 20 KB without white space', async () => {
  const { s3 } = await open();
  const text = JSON.stringify(policy({}), null, 4).padEnd(21_000, ' ');
  await expect(put(s3, text)).resolves.toBeDefined();
});

describe('who may use the bucket', () => {
  it('its own account, also where the policy says nothing of it', async () => {
    const account = await open();
    await put(account.s3, policy({}));
    await expect(locate(account.s3)).resolves.toBeDefined();
  });

  it('another account where the policy lets it in, and nobody else', async () => {
    const account = await open();
    const neighbour = account.administratorOf(NEIGHBOUR).s3;
    await expect(locate(neighbour)).rejects.toMatchObject({ name: 'AccessDenied' });
    await put(account.s3, policy({}));
    await expect(locate(neighbour)).resolves.toBeDefined();
    await expect(get(neighbour)).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining(`arn:aws:iam::${NEIGHBOUR}:root is not authorized`),
    });
    await expect(locate(account.administratorOf('777788889999').s3)).rejects.toMatchObject({
      name: 'AccessDenied',
    });
  });

  it.each([
    ['aws:ResourceAccount', OWNER],
    ['aws:SecureTransport', 'true'],
    ['aws:PrincipalAccount', NEIGHBOUR],
    ['aws:PrincipalArn', `arn:aws:iam::${NEIGHBOUR}:root`],
  ])('another account under the condition %s', async (key, value) => {
    const account = await open();
    const neighbour = account.administratorOf(NEIGHBOUR).s3;
    await put(account.s3, policy({ Condition: { StringEquals: { [key]: value } } }));
    await expect(locate(neighbour)).resolves.toBeDefined();
    await put(account.s3, policy({ Condition: { StringNotEquals: { [key]: value } } }));
    await expect(locate(neighbour)).rejects.toMatchObject({ name: 'AccessDenied' });
    expect(account.sandbox.world.trace.calls.at(-1)).toMatchObject({
      ...{ caller: `arn:aws:iam::${NEIGHBOUR}:root`, action: 's3:GetBucketLocation', allowed: false },
    });
  });

  it('another account to everything but the policy itself', async () => {
    const account = await open();
    const Action = ['s3:PutBucketPolicy', 's3:GetBucketPolicy', 's3:DeleteBucketPolicy'];
    await put(account.s3, policy({ Action }));
    const neighbour = account.administratorOf(NEIGHBOUR).s3;
    const refused = { name: 'MethodNotAllowed', $metadata: { httpStatusCode: 405 } };
    await expect(get(neighbour)).rejects.toMatchObject(refused);
    await expect(put(neighbour, policy({ Action: 's3:*' }))).rejects.toMatchObject(refused);
    const remove = new DeleteBucketPolicyCommand({ Bucket: 'flow-logs' });
    await expect(neighbour.send(remove)).rejects.toMatchObject(refused);
    expect((await get(account.s3)).Policy).toBe(JSON.stringify(policy({ Action })));
  });

  it('a role by either policy at home', async () => {
    const account = await open();
    const reader = await account.asRole('reader', allow('ec2:DescribeVpcs'));
    await expect(locate(reader.s3)).rejects.toMatchObject({ name: 'AccessDenied' });
    await put(account.s3, policy({ Principal: { AWS: `arn:aws:iam::${OWNER}:role/reader` } }));
    await expect(locate(reader.s3)).resolves.toBeDefined();
    const other = await account.asRole('other', allow('s3:GetBucketLocation', ARN));
    await expect(locate(other.s3)).resolves.toBeDefined();
  });

  it('nobody whom the policy denies, the owner neither: but root can mend the policy', async () => {
    const account = await open();
    const able = await account.asRole('able', allow('s3:*'));
    await put(account.s3, policy({ Effect: 'Deny', Principal: '*', Action: 's3:*' }));
    await expect(locate(account.s3)).rejects.toMatchObject({
      ...{ name: 'AccessDenied', message: expect.stringContaining('explicit deny') },
    });
    await expect(locate(able.s3)).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(get(able.s3)).rejects.toMatchObject({ name: 'AccessDenied' });
    await expect(get(account.s3)).resolves.toBeDefined();
    await account.s3.send(new DeleteBucketPolicyCommand({ Bucket: 'flow-logs' }));
    await expect(locate(able.s3)).resolves.toBeDefined();
  });
});
