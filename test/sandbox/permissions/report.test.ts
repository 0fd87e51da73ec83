import type { Grant } from '../../../sandbox/iam/evaluate';
import { parsePolicyDocument } from '../../../sandbox/iam/policy-document';
import { explain } from '../../../sandbox/permissions/explanations';
import { permissionsSummary, printRoles } from '../../../sandbox/permissions/print';
import { permissionsReport } from '../../../sandbox/permissions/report';
import type { CallRecord } from '../../../sandbox/trace';
import type { Role } from '../../../sandbox/world';

const ARN = 'arn:aws:iam::111122223333:role/judge';

const trust = parsePolicyDocument(
  { Statement: { Effect: 'Allow', Principal: { Service: 'ssm.amazonaws.com' }, Action: 'sts:AssumeRole' } },
  'trust',
);
const inline = parsePolicyDocument(
  {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Read',
        Effect: 'Allow',
        Action: ['ec2:Describe*', 'ec2:CreateTags'],
        Resource: '*',
        Condition: { StringEquals: { 'aws:PrincipalAccount': ['111122223333', '444455556666'] } },
      },
      { Effect: 'Allow', Action: 's3:PutObject', Resource: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'] },
      { Effect: 'Deny', Action: 's3:*', Resource: '*' },
    ],
  },
  'inline',
);
const role: Role = { arn: ARN, name: 'judge', trust, policies: new Map([['Inline', inline]]) };

const [read, put] = inline.statements;
const grant = (statement: Grant['statement'] | undefined, action: string, resource?: string): Grant => {
  if (!statement) throw new Error('the policy has no such statement');
  return { statement, action, resource };
};

const call = (record: Partial<CallRecord>): CallRecord => ({
  time: new Date(0),
  caller: ARN,
  action: 'ec2:DescribeVpcs',
  resource: '*',
  allowed: true,
  allowedBy: [],
  ...record,
});

const calls = [
  call({ allowedBy: [grant(read, 'ec2:Describe*', '*')] }),
  call({ action: 'ec2:DescribeFlowLogs', allowedBy: [grant(read, 'ec2:Describe*', '*')] }),
  call({ action: 's3:PutObject', allowedBy: [grant(put, 's3:PutObject', 'arn:aws:s3:::b/*')] }),
];

test('a line is used by calls that its own statement let through, not one of the same words', () => {
  const allow = { Effect: 'Allow', Action: 'ec2:DescribeVpcs', Resource: '*' };
  const document = {
    Version: '2012-10-17',
    Statement: [
      { ...allow, Sid: 'One' },
      { ...allow, Sid: 'Two' },
    ],
  };
  const twice = parsePolicyDocument(document, 'twice');
  const used = call({ allowedBy: [grant(twice.statements[0], 'ec2:DescribeVpcs', '*')] });
  const both: Role = { ...role, policies: new Map([['Twice', twice]]) };
  const [report] = permissionsReport([['the judge', both]], [used]);
  expect(report?.used.map(({ statement }) => statement)).toEqual(['One']);
  expect(report?.unused.map(({ statement }) => statement)).toContain('Two');
});

describe('the report of a role', () => {
  const [report] = permissionsReport([['the judge', role]], calls);

  test('has a line for every action on every resource, used by the calls that it let through', () => {
    expect(report?.used).toEqual([
      {
        policy: 'Inline',
        statement: 'Read',
        action: 'ec2:Describe*',
        resource: '*',
        conditions: ['StringEquals aws:PrincipalAccount = 111122223333, 444455556666'],
        actions: ['ec2:DescribeFlowLogs', 'ec2:DescribeVpcs'],
        isWildcard: true,
      },
      {
        policy: 'Inline',
        statement: '2',
        action: 's3:PutObject',
        resource: 'arn:aws:s3:::b/*',
        conditions: [],
        actions: ['s3:PutObject'],
        isWildcard: false,
      },
    ]);
  });

  test('has the rest as unused, the right to assume it among it, and nothing of a Deny', () => {
    expect(report?.unused.map(({ policy, action, resource }) => [policy, action, resource])).toEqual([
      ['trust', 'sts:AssumeRole', ''],
      ['Inline', 'ec2:CreateTags', '*'],
      ['Inline', 's3:PutObject', 'arn:aws:s3:::a/*'],
    ]);
  });

  test.each([
    ['a call of the role', { action: 'sqs:SendMessage', resource: 'queue' }, true],
    [
      'whoever wanted to assume it',
      { caller: 'ec2.amazonaws.com', action: 'sts:AssumeRole', resource: ARN },
      true,
    ],
    ['not the call of another', { caller: 'arn:aws:iam::111122223333:role/other' }, false],
  ])('has what was refused as missing, once: %s', (_, record, expected) => {
    const refused = call({ ...record, allowed: false });
    const [each] = permissionsReport([['the judge', role]], [refused, refused]);
    expect(each?.missing).toHaveLength(expected ? 1 : 0);
  });

  test('is told by names where they are known', () => {
    const [named] = permissionsReport([['the judge', role]], calls, (text) =>
      text.replaceAll('arn:aws:s3:::a', '<Bucket>').replaceAll('111122223333', '<AccountId>'),
    );
    expect(named?.unused.at(-1)?.resource).toBe('<Bucket>/*');
    expect(named?.used[0]?.conditions).toEqual([
      'StringEquals aws:PrincipalAccount = <AccountId>, 444455556666',
    ]);
  });

  test('is printed with what a wildcard was used for', () => {
    const text = printRoles(report ? [report] : []);
    expect(text).toContain('the judge: 2 used, 3 unused, 0 missing');
    expect(text).toContain('(for ec2:DescribeFlowLogs, ec2:DescribeVpcs)');
    expect(permissionsSummary(report ? [report] : [])).toBe('permissions: 2 used, 3 unused, 0 missing');
  });
});

describe('an explanation', () => {
  const reports = permissionsReport([['the judge', role]], calls);
  const explanation = {
    role: 'the judge',
    list: 'unused',
    action: 'ec2:CreateTags',
    resource: '*',
    why: 'because',
  } as const;

  test('takes one thing out of what is unexplained', () => {
    const before = explain(reports, []);
    const { unexplained, idle } = explain(reports, [explanation]);
    expect(unexplained).toHaveLength(before.unexplained.length - 1);
    expect(idle).toEqual([]);
  });

  test.each([
    { role: 'another' },
    { action: 'ec2:DeleteTags' },
    { resource: 'x' },
    { list: 'missing' as const },
  ])('of something else is idle: %j', (difference) => {
    const other = { ...explanation, ...difference };
    const { unexplained, idle } = explain(reports, [other]);
    expect(unexplained).toHaveLength(explain(reports, []).unexplained.length);
    expect(idle).toEqual([other]);
  });
});
