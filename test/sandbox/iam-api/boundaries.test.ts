import { DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  CreatePolicyCommand,
  CreateRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  PutRolePermissionsBoundaryCommand,
} from '@aws-sdk/client-iam';
import { Account, allow, OWNER, START, trusting } from '../account';

const PolicyName = 'boundary';
const ARN = `arn:aws:iam::${OWNER}:policy/org/${PolicyName}`;
const documentOf = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

async function withPolicy(PolicyDocument = documentOf(allow('ec2:*'))) {
  const account = await Account.open();
  await account.iam.send(new CreatePolicyCommand({ PolicyName, Path: '/org/', PolicyDocument }));
  return account;
}

describe('a managed policy', () => {
  test('is read by its ARN, and its document by its version', async () => {
    const { iam } = await withPolicy();
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: ARN }));
    expect(Policy).toMatchObject({
      ...{ PolicyName, Arn: ARN, Path: '/org/', DefaultVersionId: 'v1', CreateDate: START },
      ...{ PermissionsBoundaryUsageCount: 0, AttachmentCount: 0 },
    });
    const version = new GetPolicyVersionCommand({ PolicyArn: ARN, VersionId: 'v1' });
    const { PolicyVersion } = await iam.send(version);
    expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toBe(documentOf(allow('ec2:*')));
  });

  test.each([
    ['of one ARN', {}, 'EntityAlreadyExistsException'],
    ['that is no JSON', { PolicyName: 'other', PolicyDocument: 'x' }, 'MalformedPolicyDocumentException'],
    [
      'that is too long',
      { PolicyName: 'other', PolicyDocument: documentOf(allow(`ec2:${'a'.repeat(6_200)}`)) },
      'LimitExceededException',
    ],
  ])('is refused as a second one %s', async (_, others, name) => {
    const { iam } = await withPolicy();
    const input = { PolicyName, Path: '/org/', PolicyDocument: documentOf(allow('ec2:*')), ...others };
    await expect(iam.send(new CreatePolicyCommand(input))).rejects.toMatchObject({ name });
  });

  test.each([
    new GetPolicyCommand({ PolicyArn: `${ARN}-2` }),
    new GetPolicyVersionCommand({ PolicyArn: ARN, VersionId: 'v2' }),
  ])('that does not exist is told by name', async (command) => {
    const { iam } = await withPolicy();
    await expect(iam.send(command as GetPolicyCommand)).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      message: /does not exist or is not attachable/,
    });
  });

  test('is attached to no role', async () => {
    const account = await withPolicy();
    await account.makeRole('one', trusting(OWNER));
    const list = new ListAttachedRolePoliciesCommand({ RoleName: 'one' });
    expect(await account.iam.send(list)).toMatchObject({ AttachedPolicies: [], IsTruncated: false });
    const names = await account.iam.send(new ListRolePoliciesCommand({ RoleName: 'one' }));
    expect(names.PolicyNames).toEqual([]);
  });
});

describe('a permissions boundary', () => {
  test('comes with a role, and is listed with it', async () => {
    const { iam } = await withPolicy();
    const AssumeRolePolicyDocument = JSON.stringify(trusting(OWNER));
    const input = { RoleName: 'one', AssumeRolePolicyDocument, PermissionsBoundary: ARN };
    await iam.send(new CreateRoleCommand(input));
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: 'one' }));
    expect(Role?.PermissionsBoundary).toEqual({
      PermissionsBoundaryType: 'Policy',
      PermissionsBoundaryArn: ARN,
    });
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: ARN }));
    expect(Policy?.PermissionsBoundaryUsageCount).toBe(1);
  });

  test('must exist', async () => {
    const account = await withPolicy();
    const AssumeRolePolicyDocument = JSON.stringify(trusting(OWNER));
    const missing = { RoleName: 'one', PermissionsBoundary: `${ARN}-2` };
    const refused = { name: 'NoSuchEntityException', message: /Scope ARN: .* does not exist/ };
    const create = new CreateRoleCommand({ ...missing, AssumeRolePolicyDocument });
    await expect(account.iam.send(create)).rejects.toMatchObject(refused);
    await account.makeRole('one', trusting(OWNER));
    const put = new PutRolePermissionsBoundaryCommand(missing);
    await expect(account.iam.send(put)).rejects.toMatchObject(refused);
  });

  test('is the most that a role may do, while it is there', async () => {
    const account = await withPolicy();
    const role = await account.asRole('one', allow('logs:DescribeLogGroups'));
    const lists = () =>
      role.logs.send(new DescribeLogGroupsCommand({})).then(
        () => 'done',
        ({ name }: Error) => name,
      );
    expect(await lists()).toBe('done');
    const bound = { RoleName: 'one', PermissionsBoundary: ARN };
    await account.iam.send(new PutRolePermissionsBoundaryCommand(bound));
    expect(await lists()).toBe('AccessDeniedException');
    await account.iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName: 'one' }));
    expect(await lists()).toBe('done');
  });

  test('gives nothing by itself', async () => {
    const account = await withPolicy(documentOf(allow('*')));
    const role = await account.asRole('one');
    const bound = { RoleName: 'one', PermissionsBoundary: ARN };
    await account.iam.send(new PutRolePermissionsBoundaryCommand(bound));
    await expect(role.logs.send(new DescribeLogGroupsCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });

  test('allows nothing once its policy is gone', async () => {
    const account = await withPolicy(documentOf(allow('*')));
    const role = await account.asRole('one', allow('*'));
    const bound = { RoleName: 'one', PermissionsBoundary: ARN };
    await account.iam.send(new PutRolePermissionsBoundaryCommand(bound));
    account.sandbox.world.removeManagedPolicy(ARN);
    await expect(role.logs.send(new DescribeLogGroupsCommand({}))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
  });
});
