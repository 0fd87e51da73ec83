import {
  type Access,
  AccessDenied,
  assumeRole,
  authorize,
  type ConditionContext,
  serviceMayAccess,
  wouldAllow,
} from '../../../sandbox/access';
import { parsePolicyDocument } from '../../../sandbox/iam/policy-document';
import { World } from '../../../sandbox/world';
import { policy } from './requests';

const ACCOUNT = '111122223333';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/network`;
const caller = { kind: 'role', roleArn: ROLE, accountId: ACCOUNT } as const;
const parsed = (...statements: readonly object[]) => parsePolicyDocument(policy(...statements), 'policy');

/** A world with one role, which may do what these statements say. */
function worldWith(...statements: readonly object[]): World {
  const world = new World({ start: new Date('2027-01-04T08:00:00Z') });
  const trust = parsed({ Principal: { Service: 'ssm.amazonaws.com' }, Action: 'sts:AssumeRole' });
  world.addRole({
    arn: ROLE,
    name: 'network',
    trust,
    policies: new Map([['Inline', parsed(...statements)]]),
  });
  return world;
}

const send: Access = {
  caller,
  action: 'sqs:SendMessage',
  resource: `arn:aws:sqs:eu-west-1:${ACCOUNT}:failures`,
};

const lastCall = (world: World) => world.trace.calls.at(-1);

describe('a call of a role', () => {
  test('that is allowed is on record with the lines that allowed it', () => {
    const world = worldWith({ Sid: 'Send', Action: ['sqs:*', 'sqs:SendMessage'] });
    authorize(world, send);
    expect(lastCall(world)).toMatchObject({ caller: ROLE, action: 'sqs:SendMessage', allowed: true });
    const lines = lastCall(world)?.allowedBy.map(({ statement, action }) => [statement.sid, action]);
    expect(lines).toEqual([
      ['Send', 'sqs:*'],
      ['Send', 'sqs:SendMessage'],
    ]);
  });

  test('that several statements allow is on record with all of them, the policy of the resource too', () => {
    const world = worldWith({ Sid: 'One' }, { Sid: 'Two' }, { Sid: 'Other', Action: 's3:*' });
    authorize(world, { ...send, resourcePolicy: parsed({ Sid: 'Theirs', Principal: { AWS: ROLE } }) });
    const sids = lastCall(world)?.allowedBy.map(({ statement }) => statement.sid);
    expect(new Set(sids)).toEqual(new Set(['One', 'Two', 'Theirs']));
  });

  test.each([
    ['for want of a permission', [{ Action: 's3:*' }], 'no identity-based policy allows'],
    ['by a Deny', [{}, { Effect: 'Deny' }], 'of an explicit deny'],
  ])('that is refused %s is on record with no line', (_, statements, why) => {
    const world = worldWith(...statements);
    expect(() => authorize(world, send)).toThrow(why);
    expect(lastCall(world)).toMatchObject({ allowed: false, allowedBy: [] });
  });

  test('of a role that does not exist is refused', () => {
    const world = worldWith({});
    const nobody = { ...caller, roleArn: `${ROLE}2` };
    expect(() => authorize(world, { ...send, caller: nobody })).toThrow(AccessDenied);
  });

  test('may be asked about without being made', () => {
    const world = worldWith({ Action: 'sqs:SendMessage' });
    expect([wouldAllow(world, send), wouldAllow(world, { ...send, action: 'sqs:DeleteQueue' })]).toEqual([
      true,
      false,
    ]);
    expect(world.trace.calls).toEqual([]);
  });

  test('about what another account owns is refused, whatever the role may: no role is passed across accounts', () => {
    const world = worldWith({});
    const pass = { caller, action: 'iam:PassRole', resource: 'arn:aws:iam::444455556666:role/automation' };
    expect(() => authorize(world, pass)).toThrow(AccessDenied);
    expect(wouldAllow(world, { ...pass, resource: ROLE })).toBe(true);
  });

  test('to another account needs the policy of the resource as well', () => {
    const world = worldWith({});
    const foreign = { ...send, resourceAccount: '444455556666' };
    const resourcePolicy = parsed({ Sid: 'Theirs', Principal: { AWS: ROLE } });
    expect(() => authorize(world, foreign)).toThrow(AccessDenied);
    authorize(world, { ...foreign, resourcePolicy });
    expect(lastCall(world)?.allowedBy.map(({ statement }) => statement.sid)).toEqual([undefined, 'Theirs']);
  });

  test('to a key needs the policy of the key', () => {
    const world = worldWith({});
    const decrypt = { ...send, action: 'kms:Decrypt', resourcePolicyKind: 'key' as const };
    expect(
      wouldAllow(world, { ...decrypt, resourcePolicy: parsed({ Principal: { AWS: '444455556666' } }) }),
    ).toBe(false);
    expect(wouldAllow(world, { ...decrypt, resourcePolicy: parsed({ Principal: { AWS: ACCOUNT } }) })).toBe(
      true,
    );
  });

  test('of a session is that of a principal with its name', () => {
    const world = worldWith({ Action: 's3:*' });
    const session = `arn:aws:sts::${ACCOUNT}:assumed-role/network/one`;
    const resourcePolicy = parsed({ Principal: { AWS: session } });
    const by = (sessionName: string) => ({ ...send, caller: { ...caller, sessionName }, resourcePolicy });
    expect([wouldAllow(world, by('one')), wouldAllow(world, by('two'))]).toEqual([true, false]);
  });

  test.each<[string, string, ConditionContext]>([
    ['aws:PrincipalArn', ROLE, {}],
    ['aws:PrincipalAccount', ACCOUNT, {}],
    ['aws:PrincipalType', 'AssumedRole', {}],
    ['aws:PrincipalIsAWSService', 'false', {}],
    ['aws:ResourceAccount', ACCOUNT, {}],
    ['aws:SecureTransport', 'true', {}],
    ['aws:PrincipalOrgID', 'o-1', { 'aws:PrincipalOrgID': 'o-1' }],
  ])('has the condition key %s', (key, value, context) => {
    const world = worldWith({ Condition: { StringEquals: { [key]: value } } });
    expect(wouldAllow(world, { ...send, context })).toBe(true);
    const other = worldWith({ Condition: { StringNotEquals: { [key]: value } } });
    expect(wouldAllow(other, { ...send, context })).toBe(false);
  });
});

describe('a call of a service', () => {
  const bucketPolicy = parsed({
    Sid: 'Write',
    Principal: '*',
    Condition: {
      Bool: { 'aws:PrincipalIsAWSService': 'true' },
      StringEquals: { 'aws:PrincipalServiceName': 'delivery.logs.amazonaws.com' },
    },
  });
  const write = { action: 's3:PutObject', resource: 'arn:aws:s3:::logs/one' };

  test('has the keys of a service, and is on record with the line that allowed it', () => {
    const world = worldWith({});
    expect(serviceMayAccess(world, 'delivery.logs.amazonaws.com', bucketPolicy, write)).toBe(true);
    expect(lastCall(world)?.allowedBy.map(({ statement }) => statement.sid)).toEqual(['Write']);
    expect(serviceMayAccess(world, 'cloudtrail.amazonaws.com', bucketPolicy, write)).toBe(false);
    expect(lastCall(world)).toMatchObject({
      caller: 'cloudtrail.amazonaws.com',
      allowed: false,
      allowedBy: [],
    });
  });

  test('to assume a role is told by the trust policy alone', () => {
    const world = worldWith({ Effect: 'Deny' });
    expect(assumeRole(world, 'ssm.amazonaws.com', ROLE, {})).toEqual(caller);
    expect(() => assumeRole(world, 'ec2.amazonaws.com', ROLE, {})).toThrow(AccessDenied);
  });
});

test('an administrator is let through, and no line is used', () => {
  const world = worldWith({});
  authorize(world, { ...send, caller: { kind: 'administrator', accountId: ACCOUNT } });
  expect(lastCall(world)).toMatchObject({ allowed: true, allowedBy: [] });
});
