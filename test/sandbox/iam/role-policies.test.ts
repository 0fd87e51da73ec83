import { parsePolicyDocument } from '../../../sandbox/iam/policy-document';
import {
  parseIdentityPolicy,
  parseTrustPolicy,
  refuseLongPolicies,
} from '../../../sandbox/iam/role-policies';

const allow = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' };
const trust = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'ssm.amazonaws.com' } };
const document = (...Statement: readonly object[]) => ({ Version: '2012-10-17', Statement });

describe('a trust policy', () => {
  test.each([
    [
      'has no Resource',
      { Resource: '*' },
      'p statement 1: a trust policy has no Resource: it is about its own role',
    ],
    [
      'needs a Principal',
      { Principal: undefined, Resource: '*' },
      'p statement 1: a trust policy needs a Principal',
    ],
    [
      'is about being assumed',
      { Action: ['sts:AssumeRole', 'iam:PassRole'], Resource: '*' },
      'p statement 1: got Action "iam:PassRole"; a trust policy allows actions of sts only',
    ],
    [
      'has a Sid of letters and digits',
      { Sid: 'by-ssm' },
      'p statement 1 (by-ssm): got Sid "by-ssm"; letters and digits are allowed',
    ],
  ])('%s', (_, difference, message) => {
    expect(() => parseTrustPolicy(document({ ...trust, ...difference }), 'p')).toThrow(new Error(message));
  });

  test('has at most 2,048 characters, white space left out', () => {
    const sized = (length: number) => {
      const empty = JSON.stringify(document({ ...trust, Sid: '' })).length;
      return document({ ...trust, Sid: 'a'.repeat(length - empty) });
    };
    expect(parseTrustPolicy(sized(2_048), 'p').statements).toHaveLength(1);
    expect(() => parseTrustPolicy(sized(2_049), 'p')).toThrow(
      'p: has 2049 characters; a trust policy has at most 2048',
    );
  });
});

describe('a policy of a role', () => {
  test.each([
    [
      'has no Principal',
      { Principal: '*' },
      'p statement 1: a policy of an identity cannot have a Principal',
    ],
    ['needs a Resource', { Resource: undefined }, 'p statement 1 Resource: is missing'],
    [
      'has a Sid of letters and digits',
      { Sid: 'send it' },
      'p statement 1 (send it): got Sid "send it"; letters and digits are allowed',
    ],
  ])('%s', (_, difference, message) => {
    expect(() => parseIdentityPolicy(document({ ...allow, ...difference }), 'p')).toThrow(new Error(message));
  });

  test('has at most 10,240 characters together with the others, white space left out', () => {
    const sized = (length: number) => {
      const empty = JSON.stringify({ text: '' }).length;
      return { text: `${'a'.repeat(length - empty)}   ` };
    };
    expect(() => refuseLongPolicies([sized(5_120), sized(5_120)], 'role')).not.toThrow();
    expect(() => refuseLongPolicies([sized(5_120), sized(5_121)], 'role')).toThrow(
      'role: its inline policies have 10241 characters; together they have at most 10240',
    );
  });
});

describe('a Sid', () => {
  test('is there once in a policy of any kind', () => {
    const twice = document({ ...allow, Sid: 'Send' }, { ...allow, Sid: 'Send' });
    expect(() => parsePolicyDocument(twice, 'p')).toThrow(
      'p: Sid Send is there twice; each is unique in its policy',
    );
  });

  test('of a resource may be as the service writes it, and statements without one are not the same', () => {
    const owner = { ...allow, Principal: '*', Sid: '__owner_statement' };
    expect(parsePolicyDocument(document(owner, allow, allow), 'p').statements).toHaveLength(3);
  });
});
