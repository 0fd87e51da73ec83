import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateRoleCommand, GetRoleCommand, UpdateAssumeRolePolicyCommand } from '@aws-sdk/client-iam';
import { ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  GetCallerIdentityCommand,
  type STSClient,
} from '@aws-sdk/client-sts';
import { Account, allow, Clients, NEIGHBOUR, OWNER, START, trusting } from '../account';

const ROLE = `arn:aws:iam::${OWNER}:role/auditor`;

const assume = (sts: STSClient, input: Partial<AssumeRoleCommandInput> = {}) =>
  sts.send(new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'tester', ...input }));
const whoAmI = (sts: STSClient) => sts.send(new GetCallerIdentityCommand({}));

const DENIED = { name: 'AccessDenied', $metadata: { httpStatusCode: 403 } };

describe('GetCallerIdentity', () => {
  it('tells an administrator that they are the root of their account', async () => {
    const account = await Account.open();
    await expect(whoAmI(account.sts)).resolves.toMatchObject({
      ...{ Account: OWNER, UserId: OWNER, Arn: `arn:aws:iam::${OWNER}:root` },
    });
    await expect(whoAmI(account.administratorOf(NEIGHBOUR).sts)).resolves.toMatchObject({
      Account: NEIGHBOUR,
    });
  });

  it('tells a session its role and its name, and needs no permission', async () => {
    const account = await Account.open();
    const { sts } = await account.asRole('auditor');
    await expect(whoAmI(sts)).resolves.toMatchObject({
      Account: OWNER,
      Arn: `arn:aws:sts::${OWNER}:assumed-role/auditor/tester`,
      UserId: expect.stringMatching(/^AROA[0-9A-F]{17}:tester$/),
    });
  });

  it('names the partition of its Region', async () => {
    const { sts } = (await Account.open()).in('cn-north-1');
    await expect(whoAmI(sts)).resolves.toMatchObject({ Arn: `arn:aws-cn:iam::${OWNER}:root` });
  });

  it('knows no session that nobody opened', async () => {
    const { sts } = (await Account.open()).administratorOf('ASIA0000000000000000');
    await expect(whoAmI(sts)).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
  });
});

describe('AssumeRole', () => {
  it('asks that the account of the role has enabled the Region', async () => {
    const account = await Account.open();
    await account.makeRole('auditor', trusting(NEIGHBOUR));
    account.sandbox.world.accountRegions.optIn(NEIGHBOUR, 'me-south-1');
    const neighbour = new Clients(account.sandbox.administrator(NEIGHBOUR), { region: 'me-south-1' });
    await expect(assume(neighbour.sts)).rejects.toMatchObject({
      ...{ name: 'RegionDisabledException', $metadata: { httpStatusCode: 403 } },
    });
    account.sandbox.world.accountRegions.optIn(OWNER, 'me-south-1');
    await expect(assume(neighbour.sts)).resolves.toBeDefined();
  });

  it('hands out credentials of a session', async () => {
    const account = await Account.open();
    await account.makeRole('auditor', trusting(OWNER));
    await expect(assume(account.sts, { DurationSeconds: 900 })).resolves.toMatchObject({
      Credentials: {
        AccessKeyId: expect.stringMatching(/^ASIA[0-9A-F]{16}$/),
        Expiration: new Date(START.getTime() + 900_000),
      },
      AssumedRoleUser: {
        Arn: `arn:aws:sts::${OWNER}:assumed-role/auditor/tester`,
        AssumedRoleId: expect.stringMatching(/^AROA[0-9A-F]{17}:tester$/),
      },
    });
  });

  it('hands out credentials that end with the session, everywhere', async () => {
    const account = await Account.open();
    const { iam, lambda, logs, s3, sts } = await account.asRole('auditor', allow('*'));
    await account.sandbox.advance(3599);
    await expect(whoAmI(sts)).resolves.toBeDefined();
    await account.sandbox.advance(1);
    const refused = (name: string, httpStatusCode: number) => ({
      ...{ name, message: expect.stringContaining('expired'), $metadata: { httpStatusCode } },
    });
    await expect(whoAmI(sts)).rejects.toMatchObject(refused('ExpiredToken', 403));
    await expect(iam.send(new GetRoleCommand({ RoleName: 'auditor' }))).rejects.toMatchObject(
      refused('ExpiredToken', 403),
    );
    await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject(refused('ExpiredToken', 400));
    await expect(logs.send(new DescribeLogGroupsCommand({}))).rejects.toMatchObject(
      refused('ExpiredTokenException', 400),
    );
    await expect(lambda.send(new ListFunctionsCommand({}))).rejects.toMatchObject(
      refused('ExpiredTokenException', 403),
    );
  });

  it.each([
    ['without its token', undefined],
    ['with the token of another', 'another'],
  ])('hands out a key that is worth nothing %s', async (_title, sessionToken) => {
    const account = await Account.open();
    await account.makeRole('auditor', trusting(OWNER));
    const { Credentials } = await assume(account.sts);
    const accessKeyId = Credentials?.AccessKeyId ?? '';
    const credentials = { accessKeyId, secretAccessKey: Credentials?.SecretAccessKey ?? '' };
    const { sts } = new Clients(account.sandbox.administrator(), {
      credentials: { ...credentials, ...(sessionToken ? { sessionToken } : {}) },
    });
    await expect(whoAmI(sts)).rejects.toMatchObject({ name: 'InvalidClientTokenId' });
  });

  it('asks the trust policy, also at home', async () => {
    const account = await Account.open();
    await account.makeRole('auditor', trusting(NEIGHBOUR));
    await expect(assume(account.sts)).rejects.toMatchObject(DENIED);
    await expect(assume(account.administratorOf(NEIGHBOUR).sts)).resolves.toBeDefined();
    const PolicyDocument = JSON.stringify(trusting(OWNER));
    await account.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'auditor', PolicyDocument }));
    await expect(assume(account.sts)).resolves.toBeDefined();
    await expect(assume(account.administratorOf(NEIGHBOUR).sts)).rejects.toMatchObject(DENIED);
  });

  it.each([
    ['the account is trusted, and the role may', OWNER, true, true],
    ['the account is trusted, and the role may not', OWNER, false, false],
    ['the role itself is trusted', `arn:aws:iam::${OWNER}:role/caller`, false, true],
    ['nobody trusts it', NEIGHBOUR, true, false],
  ])('lets a role of the account: %s', async (_title, trusted, may, outcome) => {
    const account = await Account.open();
    const caller = await account.asRole('caller', allow(may ? 'sts:AssumeRole' : 'ec2:DescribeVpcs', '*'));
    await account.makeRole('auditor', trusting(trusted));
    const assumed = await assume(caller.sts).then(
      () => true,
      ({ name }) => name !== 'AccessDenied',
    );
    expect(assumed).toBe(outcome);
  });

  it('needs both sides across accounts', async () => {
    const account = await Account.open();
    const foreign = `arn:aws:iam::${OWNER}:role/caller`;
    const caller = await account.asRole('caller', allow('sts:AssumeRole', '*'));
    const AssumeRolePolicyDocument = JSON.stringify(trusting(foreign));
    const neighbour = account.administratorOf(NEIGHBOUR);
    await neighbour.iam.send(new CreateRoleCommand({ RoleName: 'auditor', AssumeRolePolicyDocument }));
    const RoleArn = `arn:aws:iam::${NEIGHBOUR}:role/auditor`;
    const { sts } = await account.assuming(RoleArn, caller.sts);
    await expect(whoAmI(sts)).resolves.toMatchObject({ Account: NEIGHBOUR });
    await expect(assume(account.sts, { RoleArn })).rejects.toMatchObject(DENIED);
  });

  it('hands a role no more than an hour of another, whatever that one allows', async () => {
    const account = await Account.open();
    const caller = await account.asRole('caller', allow('sts:AssumeRole'));
    const AssumeRolePolicyDocument = JSON.stringify(trusting(OWNER));
    const long = { RoleName: 'auditor', AssumeRolePolicyDocument, MaxSessionDuration: 7200 };
    await account.iam.send(new CreateRoleCommand(long));
    await expect(assume(account.sts, { DurationSeconds: 7200 })).resolves.toBeDefined();
    await expect(assume(caller.sts, { DurationSeconds: 3600 })).resolves.toBeDefined();
    await expect(assume(caller.sts, { DurationSeconds: 3601 })).rejects.toMatchObject({
      ...{ name: 'ValidationError', message: expect.stringContaining('role chaining') },
    });
  });

  it('plays the conditions of a trust policy', async () => {
    const account = await Account.open();
    const secret = { StringEquals: { 'sts:ExternalId': 'our-secret' } };
    await account.makeRole('auditor', trusting(OWNER, secret));
    await expect(assume(account.sts)).rejects.toMatchObject(DENIED);
    await expect(assume(account.sts, { ExternalId: 'another' })).rejects.toMatchObject(DENIED);
    await expect(assume(account.sts, { ExternalId: 'our-secret' })).resolves.toBeDefined();
  });

  it('says the same of a role that does not exist', async () => {
    const { sts } = await Account.open();
    await expect(assume(sts)).rejects.toMatchObject(DENIED);
  });

  it.each([
    ['an ARN that is none', { RoleArn: 'role/of-somebody-else' }, 'role/of-somebody-else is invalid'],
    ['a session name of one character', { RoleSessionName: 'x' }, "Value 'x' at 'roleSessionName' failed"],
    ['a session name with a blank', { RoleSessionName: 'a b' }, 'satisfy regular expression pattern'],
    ['less than 15 minutes', { DurationSeconds: 899 }, 'greater than or equal to 900'],
    [
      'more than the role allows',
      { DurationSeconds: 3601 },
      'exceeds the MaxSessionDuration set for this role',
    ],
  ])('refuses %s', async (_title, input, message) => {
    const account = await Account.open();
    await account.makeRole('auditor', trusting(OWNER));
    await expect(assume(account.sts, input)).rejects.toMatchObject({
      ...{ name: 'ValidationError', message: expect.stringContaining(message) },
    });
  });

  it('refuses by name what it does not model', async () => {
    const { sts } = await Account.open();
    await expect(assume(sts, { Policy: '{}' })).rejects.toMatchObject({
      ...{ name: 'NotModelled', message: expect.stringContaining('Policy of AssumeRole') },
    });
  });
});
