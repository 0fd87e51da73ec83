import {
  CreateRoleCommand,
  type CreateRoleCommandInput,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  type IAMClient,
  ListRolePoliciesCommand,
  PutRolePolicyCommand,
  paginateListRolePolicies,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { Account, allow, NEIGHBOUR, OWNER, START, trusting } from '../account';

const TRUST = JSON.stringify(trusting(OWNER));
const create = (iam: IAMClient, input: Partial<CreateRoleCommandInput> = {}) =>
  iam.send(new CreateRoleCommand({ RoleName: 'auditor', AssumeRolePolicyDocument: TRUST, ...input }));
const get = async (iam: IAMClient) => (await iam.send(new GetRoleCommand({ RoleName: 'auditor' }))).Role;
const document = (...statements: readonly object[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const put = (iam: IAMClient, PolicyName: string, PolicyDocument = document(allow('ec2:DescribeVpcs'))) =>
  iam.send(new PutRolePolicyCommand({ RoleName: 'auditor', PolicyName, PolicyDocument }));

describe('a role', () => {
  it('is described as it was made, its trust policy percent-encoded', async () => {
    const { iam } = await Account.open();
    const Tags = [{ Key: 'Team', Value: 'Netz & Co' }];
    const AssumeRolePolicyDocument = JSON.stringify(trusting(OWNER), null, 1);
    const input = { Path: '/audit/', Description: 'reads (only)', MaxSessionDuration: 7200, Tags };
    const { Role } = await create(iam, { ...input, AssumeRolePolicyDocument });
    expect(Role).toEqual({
      ...{ RoleName: 'auditor', Arn: `arn:aws:iam::${OWNER}:role/audit/auditor`, CreateDate: START },
      ...{ RoleId: expect.stringMatching(/^AROA[0-9A-F]{17}$/), ...input },
      AssumeRolePolicyDocument: encodeURIComponent(AssumeRolePolicyDocument).replace(/'/g, '%27'),
    });
    expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(AssumeRolePolicyDocument);
    expect(await get(iam)).toEqual(Role);
  });

  it('exists once in an account, until it is deleted', async () => {
    const account = await Account.open();
    await create(account.iam);
    await expect(create(account.iam, { Path: '/other/' })).rejects.toMatchObject({
      ...{ name: 'EntityAlreadyExistsException', message: 'Role with name auditor already exists.' },
      $metadata: { httpStatusCode: 409 },
    });
    await create(account.administratorOf(NEIGHBOUR).iam);
    await account.iam.send(new DeleteRoleCommand({ RoleName: 'auditor' }));
    await expect(get(account.iam)).rejects.toMatchObject({
      name: 'NoSuchEntityException',
      ...{ message: 'The role with name auditor cannot be found.', $metadata: { httpStatusCode: 404 } },
    });
  });

  it('is not deleted while it has policies', async () => {
    const { iam } = await Account.open();
    await create(iam);
    await put(iam, 'read');
    await expect(iam.send(new DeleteRoleCommand({ RoleName: 'auditor' }))).rejects.toMatchObject({
      ...{ name: 'DeleteConflictException', $metadata: { httpStatusCode: 409 } },
      message: 'Cannot delete entity, must delete policies first.',
    });
    await iam.send(new DeleteRolePolicyCommand({ RoleName: 'auditor', PolicyName: 'read' }));
    await iam.send(new DeleteRoleCommand({ RoleName: 'auditor' }));
  });

  it('keeps its policies when its trust policy is replaced', async () => {
    const { iam } = await Account.open();
    await create(iam);
    await put(iam, 'read');
    const PolicyDocument = JSON.stringify(trusting(NEIGHBOUR));
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'auditor', PolicyDocument }));
    expect(decodeURIComponent((await get(iam))?.AssumeRolePolicyDocument ?? '')).toBe(PolicyDocument);
    const { PolicyNames } = await iam.send(new ListRolePoliciesCommand({ RoleName: 'auditor' }));
    expect(PolicyNames).toEqual(['read']);
  });

  it.each([
    ['a name with a blank', { RoleName: 'the auditor' }, 'ValidationError', "at 'roleName' failed"],
    ['a name of 65 characters', { RoleName: 'x'.repeat(65) }, 'ValidationError', 'less than or equal to 64'],
    ['a path without its slashes', { Path: 'audit' }, 'ValidationError', "at 'path' failed"],
    [
      'a session of half an hour',
      { MaxSessionDuration: 1800 },
      'ValidationError',
      'greater than or equal to 3600',
    ],
    [
      'a trust policy that is no JSON',
      { AssumeRolePolicyDocument: '{' },
      'MalformedPolicyDocumentException',
      'is no JSON',
    ],
    [
      'a trust policy that is no object',
      { AssumeRolePolicyDocument: 'x' },
      'MalformedPolicyDocumentException',
      'must be JSON',
    ],
    [
      'a trust policy with resources',
      { AssumeRolePolicyDocument: document({ ...trusting(OWNER).Statement[0], Resource: '*' }) },
      'MalformedPolicyDocumentException',
      'Has prohibited field Resource',
    ],
    [
      'a trust policy about nobody',
      { AssumeRolePolicyDocument: document(allow('sts:AssumeRole')) },
      'MalformedPolicyDocumentException',
      'Missing required field Principal',
    ],
    [
      'a trust policy about other things',
      {
        AssumeRolePolicyDocument: document({
          ...trusting(OWNER).Statement[0],
          Action: 'ec2:*',
          Resource: '*',
        }),
      },
      'MalformedPolicyDocumentException',
      'may only specify STS AssumeRole actions',
    ],
    [
      'a trust policy of more than 2048 characters',
      { AssumeRolePolicyDocument: document({ ...trusting(OWNER).Statement[0], Sid: 'x'.repeat(2048) }) },
      'LimitExceededException',
      'ACLSizePerRole: 2048',
    ],
    [
      'two tags of one key',
      {
        Tags: [
          { Key: 'a', Value: '1' },
          { Key: 'A', Value: '2' },
        ],
      },
      'InvalidInputException',
      'Duplicate tag keys',
    ],
    [
      "a tag of AWS's own",
      { Tags: [{ Key: 'aws:a', Value: '1' }] },
      'InvalidInputException',
      'may not begin with aws:',
    ],
    [
      'a boundary that does not exist',
      { PermissionsBoundary: `arn:aws:iam::${OWNER}:policy/most` },
      'NoSuchEntityException',
      'Scope ARN',
    ],
  ])('is not made with %s', async (_title, input, name, message) => {
    const { iam } = await Account.open();
    await expect(create(iam, input)).rejects.toMatchObject({
      name: expect.stringMatching(new RegExp(`^${name.replace('Exception', '(Exception)?')}$`)),
      message: expect.stringContaining(message),
    });
  });
});

describe('a policy of a role', () => {
  it('is handed back as it was put, percent-encoded, until it is deleted', async () => {
    const { iam } = await Account.open();
    await create(iam);
    const text = document(allow('ec2:Describe*', "arn:aws:ec2:*:*:it's(all)!"));
    await put(iam, 'read', text);
    const named = { RoleName: 'auditor', PolicyName: 'read' };
    const { PolicyDocument = '', ...rest } = await iam.send(new GetRolePolicyCommand(named));
    expect(rest).toMatchObject(named);
    expect(PolicyDocument).toMatch(/^[\w%.~-]+$/);
    expect(decodeURIComponent(PolicyDocument)).toBe(text);
    await iam.send(new DeleteRolePolicyCommand(named));
    const missing = {
      name: 'NoSuchEntityException',
      message: 'The role policy with name read cannot be found.',
    };
    await expect(iam.send(new GetRolePolicyCommand(named))).rejects.toMatchObject(missing);
    await expect(iam.send(new DeleteRolePolicyCommand(named))).rejects.toMatchObject(missing);
  });

  it('is what authorizes the role from then on', async () => {
    const account = await Account.open();
    const { iam } = await account.asRole('auditor');
    await expect(get(iam)).rejects.toMatchObject({
      ...{ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } },
      message: expect.stringContaining(`iam:GetRole on resource: arn:aws:iam::${OWNER}:role/auditor`),
    });
    await put(account.iam, 'read', document(allow('iam:GetRole', `arn:aws:iam::${OWNER}:role/auditor`)));
    await expect(get(iam)).resolves.toMatchObject({ RoleName: 'auditor' });
  });

  it('is listed in order, page by page', async () => {
    const { iam } = await Account.open();
    await create(iam);
    for (const name of ['c', 'a', 'b']) await put(iam, name);
    const pages: (readonly string[] | undefined)[] = [];
    const settings = { client: iam, pageSize: 2 };
    for await (const page of paginateListRolePolicies(settings, { RoleName: 'auditor' }))
      pages.push(page.PolicyNames);
    expect(pages).toEqual([['a', 'b'], ['c']]);
    const odd = new ListRolePoliciesCommand({ RoleName: 'auditor', Marker: 'x' });
    await expect(iam.send(odd)).rejects.toMatchObject({ name: 'ValidationError' });
  });

  it.each([
    [
      'a Sid with a blank',
      document({ ...allow('ec2:*'), Sid: 'my statement' }),
      'MalformedPolicyDocument',
      'letters and digits are allowed',
    ],
    [
      'a principal',
      document({ ...allow('ec2:*'), Principal: '*' }),
      'MalformedPolicyDocument',
      'should not specify a principal',
    ],
    [
      'no resource',
      document({ Effect: 'Allow', Action: 'ec2:*' }),
      'MalformedPolicyDocument',
      'Resource: is missing',
    ],
    [
      'an unknown element',
      document({ ...allow('ec2:*'), Colour: 'red' }),
      'MalformedPolicyDocument',
      'Colour',
    ],
    [
      'more than 10,240 characters in all',
      document({ ...allow('ec2:*'), Sid: 'x'.repeat(10_241) }),
      'LimitExceeded',
      'of 10240 bytes exceeded for role auditor',
    ],
    ['nothing', '', 'ValidationError', 'greater than or equal to 1'],
  ])('is refused with %s', async (_title, text, name, message) => {
    const { iam } = await Account.open();
    await create(iam);
    await expect(put(iam, 'read', text)).rejects.toMatchObject({
      ...{ name: expect.stringContaining(name), message: expect.stringContaining(message) },
    });
  });
});

it.each([
  ['iam:CreateRole', (iam: IAMClient) => create(iam, { RoleName: 'new' })],
  ['iam:GetRole', get],
  [
    'iam:UpdateAssumeRolePolicy',
    (iam: IAMClient) =>
      iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'auditor', PolicyDocument: TRUST })),
  ],
  ['iam:PutRolePolicy', (iam: IAMClient) => put(iam, 'more')],
  [
    'iam:GetRolePolicy',
    (iam: IAMClient) => iam.send(new GetRolePolicyCommand({ RoleName: 'auditor', PolicyName: 'read' })),
  ],
  [
    'iam:ListRolePolicies',
    (iam: IAMClient) => iam.send(new ListRolePoliciesCommand({ RoleName: 'auditor' })),
  ],
  [
    'iam:DeleteRolePolicy',
    (iam: IAMClient) => iam.send(new DeleteRolePolicyCommand({ RoleName: 'auditor', PolicyName: 'read' })),
  ],
] as const)('a role needs %s', async (action, call) => {
  const account = await Account.open();
  await create(account.iam);
  await put(account.iam, 'read');
  const stranger = await account.asRole('stranger', allow('ec2:DescribeVpcs'));
  await expect(call(stranger.iam)).rejects.toMatchObject({ name: 'AccessDenied' });
  const able = await account.asRole('able', allow(action));
  await expect(call(able.iam)).resolves.toBeDefined();
});

it('tags at creation need a permission of their own', async () => {
  const account = await Account.open();
  const { iam } = await account.asRole('maker', allow('iam:CreateRole'));
  const Tags = [{ Key: 'Team', Value: 'network' }];
  await expect(create(iam, { Tags })).rejects.toMatchObject({
    message: expect.stringContaining('not authorized to perform: iam:TagRole'),
  });
  await expect(create(iam)).resolves.toBeDefined();
});
