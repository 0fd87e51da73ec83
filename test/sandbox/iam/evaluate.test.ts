import {
  evaluateIdentityPolicies,
  evaluateResourcePolicy,
  type Principal,
} from '../../../sandbox/iam/evaluate';
import { parsePolicyDocument } from '../../../sandbox/iam/policy-document';
import { identityEffect, policy, request } from './requests';

const variable = (name: string) => `\${${name}}`;

describe('identity policies', () => {
  const allow = { Sid: 'Allow' };
  const deny = { Sid: 'Deny', Effect: 'Deny' };
  const other = { Sid: 'Other', Action: 's3:*' };

  it.each([
    ['nothing decides without a policy', [], undefined],
    ['nothing decides without a statement that matches', [policy(other)], undefined],
    ['an Allow that matches allows', [policy(other, allow)], 'Allow'],
    ['a Deny that matches denies', [policy(deny)], 'Deny'],
    ['a Deny wins over an Allow before it', [policy(allow, deny)], 'Deny'],
    ['a Deny wins over an Allow after it', [policy(deny, allow)], 'Deny'],
    ['a Deny of one policy wins over an Allow of another', [policy(allow), policy(deny)], 'Deny'],
    ['a Deny of something else denies nothing', [policy(allow, { ...deny, Action: 's3:*' })], 'Allow'],
  ])('%s', (_title, documents, sid) => {
    const policies = documents.map((document) => parsePolicyDocument(document, 'policy'));
    const outcome = evaluateIdentityPolicies(policies, request());
    expect(outcome.effect).toBe(sid ?? 'None');
    expect(outcome.effect === 'None' ? undefined : outcome.statement.sid).toBe(sid);
  });

  it('cannot have a Principal', () => {
    expect(() => identityEffect(policy({ Sid: 'Odd', Principal: '*' }), request())).toThrow(
      'policy statement 1 (Odd): a policy of an identity cannot have a Principal',
    );
  });
});

it.each([
  ['ec2:CreateFlowLogs', 'ec2:CreateFlowLogs', true],
  ['EC2:createflowlogs', 'ec2:CreateFlowLogs', true],
  ['ec2:CreateFlowLogs', 'EC2:CREATEFLOWLOGS', true],
  ['*', 'ec2:CreateFlowLogs', true],
  ['ec2:*', 'ec2:CreateFlowLogs', true],
  ['ec2:*Flow*', 'ec2:CreateFlowLogs', true],
  ['ec2:CreateFlowLog?', 'ec2:CreateFlowLogs', true],
  ['ec2:CreateFlowLogs?', 'ec2:CreateFlowLogs', false],
  ['ec2:Create', 'ec2:CreateFlowLogs', false],
  ['ec2:Describe*', 'ec2:CreateFlowLogs', false],
  ['s3:*', 'ec2:CreateFlowLogs', false],
])('action %s covers %s: %p', (pattern, action, expected) => {
  expect(identityEffect(policy({ Action: ['sns:Publish', pattern] }), request({ action }))).toBe(
    expected ? 'Allow' : 'None',
  );
});

it('answers at once where many wildcards nearly match', () => {
  const Resource = `arn:aws:s3:::${'*a'.repeat(30)}b`;
  const resource = `arn:aws:s3:::${'a'.repeat(63)}`;
  expect(identityEffect(policy({ Resource }), request({ resource }))).toBe('None');
  expect(identityEffect(policy({ Resource }), request({ resource: `${resource}b` }))).toBe('Allow');
});

it.each([
  ['*', 'arn:aws:s3:::bucket', true],
  ['arn:aws:s3:::bucket', 'arn:aws:s3:::bucket', true],
  ['arn:aws:s3:::bucket', 'arn:aws:s3:::Bucket', false],
  ['arn:aws:s3:::bucket', 'arn:aws:s3:::bucket/key', false],
  ['arn:aws:s3:::bucket/*', 'arn:aws:s3:::bucket/a/b', true],
  ['arn:aws:s3:::bucket/*/c', 'arn:aws:s3:::bucket/a/b/c', true],
  ['arn:aws:s3:::b.cket', 'arn:aws:s3:::bucket', false],
  ['arn:aws:s3:::b?cket', 'arn:aws:s3:::bucket', true],
  ['arn:aws:s3:::b?cket', 'arn:aws:s3:::bcket', false],
  ['arn:*:ec2:*:*:vpc/*', 'arn:aws-cn:ec2:cn-north-1:111122223333:vpc/vpc-1', true],
  ['arn:aws:ec2:*:111122223333:vpc/*', 'arn:aws:ec2:eu-west-1:111122223333:vpc-flow-log/fl-1', false],
  // A wildcard at the end of a segment goes beyond the colon, one inside does not.
  [
    'arn:aws:logs:eu-west-1:111122223333:log-group:*',
    'arn:aws:logs:eu-west-1:111122223333:log-group:a:log-stream:b',
    true,
  ],
  ['arn:aws:logs:*:*:a', 'arn:aws:logs:eu-west-1:111122223333:log-group:a', true],
  ['arn:aws:logs:eu-west-1:1:log-group:a*z', 'arn:aws:logs:eu-west-1:1:log-group:a:z', false],
])('resource %s covers %s: %p', (pattern, resource, expected) => {
  expect(identityEffect(policy({ Resource: pattern }), request({ resource }))).toBe(
    expected ? 'Allow' : 'None',
  );
});

it.each([
  [
    'a variable is resolved from the context',
    variable('aws:PrincipalAccount'),
    { 'aws:PrincipalAccount': 'vpc-1' },
    'Allow',
  ],
  ['a variable ignores case', variable('AWS:principalaccount'), { 'aws:PrincipalAccount': 'vpc-1' }, 'Allow'],
  [
    'a variable of another value covers nothing',
    variable('aws:PrincipalAccount'),
    { 'aws:PrincipalAccount': 'vpc-2' },
    'None',
  ],
  ['a variable without value covers nothing', variable('aws:PrincipalAccount'), {}, 'None'],
  ['a variable may have a default', variable("aws:PrincipalTag/vpc, 'vpc-1'"), {}, 'Allow'],
  [
    'a value from the request is no wildcard',
    variable('aws:PrincipalTag/vpc'),
    { 'aws:PrincipalTag/vpc': '*' },
    'None',
  ],
])('in a resource, %s', (_title, name, context, effect) => {
  const document = policy({ Resource: `arn:aws:ec2:*:111122223333:vpc/${name}` });
  expect(identityEffect(document, request({ context }))).toBe(effect);
});

it('has no variables before version 2012-10-17', () => {
  const statement = {
    Effect: 'Allow',
    Action: '*',
    Resource: `arn:aws:s3:::${variable('aws:PrincipalAccount')}`,
  };
  const context = { 'aws:PrincipalAccount': 'bucket' };
  const asked = (resource: string) =>
    identityEffect({ Statement: statement }, request({ resource, context }));
  expect(asked('arn:aws:s3:::bucket')).toBe('None');
  expect(asked(statement.Resource)).toBe('Allow');
});

describe('a resource policy', () => {
  const role: Principal = {
    kind: 'role',
    arn: 'arn:aws:iam::111122223333:role/automation',
    account: '111122223333',
  };
  const service: Principal = { kind: 'service', service: 'delivery.logs.amazonaws.com' };

  it.each([
    ['everyone is every role', '*', role, true],
    ['everyone is every service', '*', service, true],
    ['AWS "*" is every role', { AWS: '*' }, role, true],
    ['AWS "*" is every service', { AWS: '*' }, service, true],
    ['a role is named by its ARN', { AWS: role.arn }, role, true],
    ['a role is not another role', { AWS: `${role.arn}2` }, role, false],
    ['a role is in its account', { AWS: '111122223333' }, role, true],
    ['the root of an account is the account', { AWS: 'arn:aws:iam::111122223333:root' }, role, true],
    [
      'a role is not in another account',
      { AWS: ['444455556666', 'arn:aws:iam::444455556666:root'] },
      role,
      false,
    ],
    ['one name of a list is enough', { AWS: ['444455556666', role.arn] }, role, true],
    ['a service is named', { Service: 'delivery.logs.amazonaws.com' }, service, true],
    [
      'a service is one of a list',
      { Service: ['ec2.amazonaws.com', 'delivery.logs.amazonaws.com'] },
      service,
      true,
    ],
    ['a service is not another service', { Service: 'logs.amazonaws.com' }, service, false],
    ['a service is no role', { Service: 'delivery.logs.amazonaws.com' }, role, false],
    ['a service is in no account', { AWS: '111122223333' }, service, false],
  ])('%s', (_title, principal, asking, expected) => {
    const document = parsePolicyDocument(policy({ Principal: principal }), 'bucket policy');
    const outcome = evaluateResourcePolicy(document, request({ principal: asking }));
    expect(outcome.effect).toBe(expected ? 'Allow' : 'None');
  });

  it('of a role is about the role and needs no Resource', () => {
    const trust = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ssm.amazonaws.com' } }],
    };
    const document = parsePolicyDocument(trust, 'trust policy');
    const asked = {
      principal: { kind: 'service', service: 'ssm.amazonaws.com' },
      action: 'sts:AssumeRole',
      resource: role.arn,
    } as const;
    expect(evaluateResourcePolicy(document, request(asked)).effect).toBe('Allow');
    expect(evaluateResourcePolicy(document, request({ ...asked, action: 'sts:TagSession' })).effect).toBe(
      'None',
    );
  });

  it('denies plain HTTP to everyone', () => {
    const tlsOnly = policy(
      { Principal: '*' },
      { Effect: 'Deny', Principal: { AWS: '*' }, Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    );
    const document = parsePolicyDocument(tlsOnly, 'bucket policy');
    const asked = (secure: string) =>
      evaluateResourcePolicy(
        document,
        request({ principal: service, context: { 'aws:SecureTransport': secure } }),
      ).effect;
    expect([asked('true'), asked('false')]).toEqual(['Allow', 'Deny']);
  });

  it('needs a Principal', () => {
    const document = parsePolicyDocument(policy({}), 'bucket policy');
    expect(() => evaluateResourcePolicy(document, request())).toThrow(
      'bucket policy statement 1: a policy of a resource needs a Principal',
    );
  });
});
