import * as fc from 'fast-check';
import { evaluate } from '../../../../fleet/preflight/iam/evaluate';
import { parsePolicy } from '../../../../fleet/preflight/iam/policy-document';
import { ABSENT, type PolicyRequest } from '../../../../fleet/preflight/iam/policy-request';

const SERVICE = 'delivery.logs.amazonaws.com';

const request: PolicyRequest = {
  services: [SERVICE],
  action: 's3:PutObject',
  resource: 'arn:aws:s3:::logs/AWSLogs/111122223333/records.gz',
  context: { 'aws:SourceAccount': '111122223333', 'aws:SecureTransport': 'true', 'aws:SourceVpce': ABSENT },
};

const allow = { Effect: 'Allow', Principal: { Service: SERVICE }, Action: 's3:PutObject', Resource: '*' };
const deny = { ...allow, Effect: 'Deny', Principal: '*' };

const policy = (...Statement: readonly object[]) =>
  parsePolicy('bucket policy', JSON.stringify({ Version: '2012-10-17', Statement }));

const effectOf = (...statements: readonly object[]) => evaluate([policy(...statements)], request).effect;

test.each<[string, readonly object[], string]>([
  ['nothing', [], 'not-allowed'],
  ['an Allow', [allow], 'allowed'],
  ['an Allow of every action', [{ ...allow, Action: '*' }], 'allowed'],
  ['an Allow in another case', [{ ...allow, Action: 'S3:putobject' }], 'allowed'],
  ['an Allow by NotAction', [{ ...allow, Action: undefined, NotAction: 's3:Delete*' }], 'allowed'],
  ['an Allow of another action', [{ ...allow, Action: 's3:GetObject' }], 'not-allowed'],
  [
    'an Allow that NotAction leaves out',
    [{ ...allow, Action: undefined, NotAction: 's3:Put*' }],
    'not-allowed',
  ],
  ['an Allow of another resource', [{ ...allow, Resource: 'arn:aws:s3:::logs/AWSLogs/4*' }], 'not-allowed'],
  [
    'an Allow that NotResource leaves out',
    [{ ...allow, Resource: undefined, NotResource: 'arn:aws:s3:::logs/*' }],
    'not-allowed',
  ],
  [
    'an Allow by NotResource',
    [{ ...allow, Resource: undefined, NotResource: 'arn:aws:s3:::other/*' }],
    'allowed',
  ],
  ['an Allow of everybody', [{ ...allow, Principal: '*' }], 'allowed'],
  ['an Allow of every AWS principal', [{ ...allow, Principal: { AWS: '*' } }], 'allowed'],
  [
    'an Allow of another service',
    [{ ...allow, Principal: { Service: 'cloudtrail.amazonaws.com' } }],
    'not-allowed',
  ],
  [
    'an Allow of a role',
    [{ ...allow, Principal: { AWS: 'arn:aws:iam::111122223333:role/a' } }],
    'not-allowed',
  ],
  [
    'an Allow of several services',
    [{ ...allow, Principal: { Service: ['ec2.amazonaws.com', SERVICE] } }],
    'allowed',
  ],
  ['a Deny beside it', [allow, deny], 'denied'],
  ['a Deny before it', [deny, allow], 'denied'],
  [
    'a Deny without TLS',
    [allow, { ...deny, Condition: { Bool: { 'aws:SecureTransport': 'false' } } }],
    'allowed',
  ],
  [
    'a Deny without our endpoint',
    [allow, { ...deny, Condition: { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } } }],
    'denied',
  ],
  [
    'a Deny of all but the service',
    [allow, { ...deny, Principal: undefined, NotPrincipal: { Service: SERVICE } }],
    'allowed',
  ],
  [
    'a Deny of all but a role',
    [allow, { ...deny, Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::111122223333:role/a' } }],
    'denied',
  ],
  ['a Deny of something else', [allow, { ...deny, Action: 's3:DeleteObject' }], 'allowed'],
  [
    'an Allow with a condition that holds',
    [{ ...allow, Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } }],
    'allowed',
  ],
  [
    'an Allow with a condition that does not',
    [{ ...allow, Condition: { StringEquals: { 'aws:SourceAccount': '444455556666' } } }],
    'not-allowed',
  ],
  [
    'an Allow with a condition that is not clear',
    [{ ...allow, Condition: { StringEquals: { 'aws:SourceOrgID': 'o-1' } } }],
    'unknown',
  ],
  [
    'such a condition and one that fails',
    [{ ...allow, Condition: { StringEquals: { 'aws:SourceOrgID': 'o-1', 'aws:SourceAccount': '4' } } }],
    'not-allowed',
  ],
  [
    'a Deny with a condition that is not clear',
    [allow, { ...deny, Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }],
    'unknown',
  ],
  [
    'such a Deny without an Allow',
    [{ ...deny, Condition: { NotIpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } }],
    'not-allowed',
  ],
  [
    'a clear Allow beside one that is not',
    [{ ...allow, Condition: { StringEquals: { 'aws:SourceOrgID': 'o-1' } } }, allow],
    'allowed',
  ],
  ['services by a wildcard', [{ ...allow, Principal: { Service: '*' } }], 'unknown'],
  [
    'a resource with a variable',
    [{ ...allow, Resource: 'arn:aws:s3:::logs/$' + '{aws:PrincipalAccount}/*' }],
    'unknown',
  ],
  ['a statement without a principal', [{ ...allow, Principal: undefined }], 'unknown'],
])('%s: the service is judged as %s', (_, statements, effect) => {
  expect(effectOf(...statements)).toBe(effect);
});

test('names the statement that decided, by its Sid or by its number', () => {
  const named = { ...allow, Sid: 'AWSLogDeliveryWrite' };
  expect(evaluate([policy(named)], request)).toEqual({
    effect: 'allowed',
    by: 'statement AWSLogDeliveryWrite of the bucket policy',
  });
  expect(evaluate([policy(named, deny)], request)).toEqual({
    effect: 'denied',
    by: 'statement number 2 of the bucket policy',
  });
});

test('a policy of an identity has no principal', () => {
  const { services, ...own } = request;
  const identity = { ...allow, Principal: undefined };
  expect(evaluate([policy(identity)], own).effect).toBe('allowed');
  expect(evaluate([policy(allow)], own).effect).toBe('unknown');
  expect(services).toEqual([SERVICE]);
});

test('a trust policy names no resource', () => {
  const { resource, ...assume } = request;
  const trust = { ...allow, Resource: undefined };
  expect(evaluate([policy(trust)], assume).effect).toBe('allowed');
  expect(evaluate([policy(allow)], assume).effect).toBe('unknown');
  expect(resource).toBeDefined();
});

const someCondition = fc.constantFrom(
  {},
  { StringEquals: { 'aws:SourceAccount': '111122223333' } },
  { StringEquals: { 'aws:SourceAccount': '444455556666' } },
  { StringNotEquals: { 'aws:SourceVpce': 'vpce-1' } },
  { StringEquals: { 'aws:SourceOrgID': 'o-1' } },
  { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } },
);
const someStatement = fc.record({
  Effect: fc.constantFrom('Allow', 'Deny'),
  Principal: fc.constantFrom('*', { Service: SERVICE }, { Service: 'ec2.amazonaws.com' }),
  Action: fc.constantFrom('s3:*', 's3:PutObject', 's3:GetObject'),
  Resource: fc.constantFrom('*', 'arn:aws:s3:::logs/*', 'arn:aws:s3:::other/*'),
  Condition: someCondition,
});
const someStatements = fc.array(someStatement, { maxLength: 6 });

describe('whatever the statements are', () => {
  test('their order says nothing', () =>
    fc.assert(
      fc.property(someStatements, (statements) => {
        expect(effectOf(...[...statements].reverse())).toBe(effectOf(...statements));
      }),
    ));

  test('without an Allow nothing is allowed, and nothing is unknown', () =>
    fc.assert(
      fc.property(someStatements, (statements) => {
        const denials = statements.map((statement) => ({ ...statement, Effect: 'Deny' }));
        expect(['denied', 'not-allowed']).toContain(effectOf(...denials));
      }),
    ));

  test('a Deny of everything denies', () =>
    fc.assert(
      fc.property(someStatements, (statements) => {
        expect(effectOf(...statements, { ...deny, Action: '*' })).toBe('denied');
      }),
    ));

  test('one more Deny never allows, and one more Allow never denies', () =>
    fc.assert(
      fc.property(someStatements, someStatement, (statements, another) => {
        const [before, after] = [effectOf(...statements), effectOf(...statements, another)];
        const impossible = another.Effect === 'Deny' ? 'allowed' : 'denied';
        expect(after === impossible && before !== impossible).toBe(false);
      }),
    ));

  test('who knows less of the request is only less sure', () => {
    const answer = (context: PolicyRequest['context'], statements: readonly object[]) => {
      const { effect } = evaluate([policy(...statements)], { ...request, context });
      return effect === 'denied' ? 'not-allowed' : effect;
    };
    return fc.assert(
      fc.property(someStatements, (statements) => {
        expect(['unknown', answer(request.context, statements)]).toContain(answer({}, statements));
      }),
    );
  });
});
