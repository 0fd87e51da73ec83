import { evaluateAccess, type PoliciesInForce } from '../../../sandbox/iam/authorization';
import { type AccessRequest, evaluateResourcePolicy } from '../../../sandbox/iam/evaluate';
import { parsePolicyDocument } from '../../../sandbox/iam/policy-document';
import { policy, request } from './requests';

const ACCOUNT = '111122223333';
const ANOTHER = '444455556666';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/automation`;
const SESSION = `arn:aws:sts::${ACCOUNT}:assumed-role/automation/one`;

const principal = { kind: 'role', arn: ROLE, account: ACCOUNT, sessionName: 'one' } as const;
const asked = (differences: Partial<AccessRequest> = {}) => request({ principal, ...differences });
const parsed = (...statements: readonly object[]) => parsePolicyDocument(policy(...statements), 'policy');

const own = parsed({});
const ownDeny = parsed({}, { Effect: 'Deny' });
const nothing = parsed({ Action: 'nothing:AtAll' });
const theirs = (AWS: string, others: object = {}) => parsed({ Principal: { AWS }, ...others });
const theirDeny = (AWS: string) => parsed({ Principal: { AWS }, Effect: 'Deny' });

const effect = (policies: Partial<PoliciesInForce>, differences?: Partial<AccessRequest>): string =>
  evaluateAccess(asked(differences), { identity: [], ...policies }).effect;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html */
describe('within an account', () => {
  test.each<[string, Partial<PoliciesInForce>, string]>([
    ['nothing allows without a policy', {}, 'None'],
    ['the policies of the role are enough', { identity: [own] }, 'Allow'],
    ['the policy of the resource is enough when it names the role', { resource: theirs(ROLE) }, 'Allow'],
    ['or its session', { resource: theirs(SESSION) }, 'Allow'],
    ['or everyone', { resource: theirs('*') }, 'Allow'],
    [
      'one that names the account leaves it to the policies of the role',
      { resource: theirs(ACCOUNT) },
      'None',
    ],
    ['which then decide', { identity: [own], resource: theirs(ACCOUNT) }, 'Allow'],
    [
      'one that names somebody else takes nothing away',
      { identity: [own], resource: theirs(ANOTHER) },
      'Allow',
    ],
    ['a Deny of the role wins', { identity: [ownDeny], resource: theirs(ROLE) }, 'Deny'],
    ['a Deny of the resource wins', { identity: [own], resource: theirDeny('*') }, 'Deny'],
    ['a Deny of the account is one of the role', { identity: [own], resource: theirDeny(ACCOUNT) }, 'Deny'],
    ['a Deny of another is none', { identity: [own], resource: theirDeny(ANOTHER) }, 'Allow'],
  ])('%s', (_, policies, expected) => {
    expect(effect(policies)).toBe(expected);
    expect(effect({ ...policies, resourceAccount: ACCOUNT })).toBe(expected);
  });
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html */
describe('across accounts', () => {
  test.each<[string, Partial<PoliciesInForce>, string]>([
    ['the policies of the role are not enough', { identity: [own] }, 'None'],
    ['nor is that of the resource', { resource: theirs(ROLE) }, 'None'],
    ['nor one for everyone', { resource: theirs('*') }, 'None'],
    ['both are', { identity: [own], resource: theirs(ROLE) }, 'Allow'],
    ['the resource may name the account', { identity: [own], resource: theirs(ACCOUNT) }, 'Allow'],
    ['or the session', { identity: [own], resource: theirs(SESSION) }, 'Allow'],
    ['but no other account', { identity: [own], resource: theirs(ANOTHER) }, 'None'],
    ['a Deny of either wins', { identity: [ownDeny], resource: theirs(ROLE) }, 'Deny'],
    ['of the resource too', { identity: [own], resource: theirDeny(ROLE) }, 'Deny'],
  ])('%s', (_, policies, expected) => {
    expect(effect({ ...policies, resourceAccount: ANOTHER })).toBe(expected);
  });
});

/** https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html */
describe.each(['key', 'trust'] as const)('the policy of a %s', (resourceKind) => {
  test.each<[string, Partial<PoliciesInForce>, string]>([
    ['must agree: the policies of the role alone allow nothing', { identity: [own] }, 'None'],
    ['must agree also when there is one', { identity: [own], resource: theirs(ANOTHER) }, 'None'],
    ['is enough when it names the role', { resource: theirs(ROLE) }, 'Allow'],
    ['leaves it to the policies of the role by naming the account', { resource: theirs(ACCOUNT) }, 'None'],
    ['which then decide', { identity: [own], resource: theirs(ACCOUNT) }, 'Allow'],
    ['denies', { identity: [own], resource: theirDeny('*') }, 'Deny'],
  ])('%s', (_, policies, expected) => {
    expect(effect({ ...policies, resourceKind })).toBe(expected);
  });

  test('takes both sides across accounts', () => {
    const foreign = { resourceKind, resourceAccount: ANOTHER, resource: theirs(ROLE) };
    expect(effect(foreign)).toBe('None');
    expect(effect({ ...foreign, identity: [own] })).toBe('Allow');
  });
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html */
describe('a permissions boundary', () => {
  test.each<[string, Partial<PoliciesInForce>, string]>([
    ['gives nothing by itself', { boundary: own }, 'None'],
    ['lets through what it allows too', { identity: [own], boundary: own }, 'Allow'],
    ['keeps back what it does not allow', { identity: [own], boundary: nothing }, 'None'],
    ['limits a resource policy that names the role', { resource: theirs(ROLE), boundary: nothing }, 'None'],
    ['and one that names everyone', { resource: theirs('*'), boundary: nothing }, 'None'],
    ['but not one that names the session', { resource: theirs(SESSION), boundary: nothing }, 'Allow'],
    ['denies', { identity: [own], boundary: ownDeny }, 'Deny'],
  ])('%s', (_, policies, expected) => {
    expect(effect(policies)).toBe(expected);
  });
});

describe('a session', () => {
  test.each([
    ['is its role', ROLE, 'Allow'],
    ['is itself', SESSION, 'Allow'],
    ['is no other session', SESSION.replace(/one$/, 'two'), 'None'],
    ['is no session of another role', SESSION.replace('automation', 'audit'), 'None'],
  ])('%s', (_, AWS, expected) => {
    expect(effect({ resource: theirs(AWS) })).toBe(expected);
  });

  test('has no path in its ARN, and without a name is nobody but its role', () => {
    const withPath = { ...principal, arn: `arn:aws:iam::${ACCOUNT}:role/team/automation` };
    expect(effect({ resource: theirs(SESSION) }, { principal: withPath })).toBe('Allow');
    expect(
      effect({ resource: theirs(SESSION) }, { principal: { ...principal, sessionName: undefined } }),
    ).toBe('None');
  });
});

/** As they are known of the caller, or of the account for which a service calls. */
describe.each([
  ['aws:PrincipalOrgID', 'o-1', 'o-2'],
  ['aws:SourceOrgID', 'o-1', 'o-2'],
  ['aws:PrincipalAccount', ACCOUNT, ANOTHER],
  ['aws:SourceAccount', ACCOUNT, ANOTHER],
  ['aws:PrincipalArn', ROLE, SESSION],
])('a condition on %s', (key, value, other) => {
  const resource = parsed({ Principal: '*', Condition: { StringEquals: { [key]: value } } });
  const denial = parsed(
    { Principal: '*' },
    { Principal: '*', Effect: 'Deny', Condition: { StringNotEquals: { [key]: value } } },
  );

  test.each([
    [{ [key]: value }, 'Allow'],
    [{ [key]: other }, 'None'],
    [{}, 'None'],
  ])('lets in whoever has it: %j', (context, expected) => {
    expect(effect({ resource }, { context })).toBe(expected);
  });

  test.each([
    [{ [key]: value }, 'Allow'],
    [{ [key]: other }, 'Deny'],
    [{}, 'Deny'],
  ])('keeps out whoever has it not: %j', (context, expected) => {
    expect(effect({ resource: denial }, { context })).toBe(expected);
  });
});

test('both sides that allowed are told, with the action and the resource as they are written', () => {
  const identity = [parsed({ Sid: 'Own', Action: ['ec2:*', 'ec2:CreateFlowLogs', 's3:*'] })];
  const resource = theirs(ROLE, { Sid: 'Theirs', Resource: 'arn:aws:ec2:*:*:vpc/*' });
  const outcome = evaluateAccess(asked(), { identity, resource, resourceAccount: ANOTHER });
  const grants = outcome.effect === 'Allow' ? outcome.grants : [];
  expect(grants.map(({ statement, action, resource: on }) => [statement.sid, action, on])).toEqual([
    ['Own', 'ec2:*', '*'],
    ['Own', 'ec2:CreateFlowLogs', '*'],
    ['Theirs', '*', 'arn:aws:ec2:*:*:vpc/*'],
  ]);
});

/** https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-cmk-policy.html */
describe('the statement that AWS gives for the key of a bucket', () => {
  const key = parsed({
    Principal: { Service: 'delivery.logs.amazonaws.com' },
    Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
    Condition: {
      StringEquals: { 'aws:SourceAccount': ACCOUNT },
      ArnLike: { 'aws:SourceArn': `arn:aws:logs:eu-west-1:${ACCOUNT}:*` },
    },
  });
  const source = (account: string) => ({
    'aws:SourceAccount': account,
    'aws:SourceArn': `arn:aws:logs:eu-west-1:${account}:*`,
  });
  const service = (name: string) => ({ principal: { kind: 'service', service: name } }) as const;
  const delivery = service('delivery.logs.amazonaws.com');

  test.each<[string, Partial<AccessRequest>, string]>([
    ['lets the delivery service encrypt', delivery, 'Allow'],
    ['for no other account', { ...delivery, context: source(ANOTHER) }, 'None'],
    ['without managing the key', { ...delivery, action: 'kms:ScheduleKeyDeletion' }, 'None'],
    ['lets no other service in', service('logs.amazonaws.com'), 'None'],
  ])('%s', (_, difference, expected) => {
    const usual = { action: 'kms:GenerateDataKey', context: source(ACCOUNT) };
    const { effect: decided } = evaluateResourcePolicy(key, asked({ ...usual, ...difference }));
    expect(decided).toBe(expected);
  });

  test('lets no role in, whatever the policies of the role say', () => {
    const usual = { action: 'kms:Decrypt', context: source(ACCOUNT) };
    expect(effect({ identity: [own], resource: key, resourceKind: 'key' }, usual)).toBe('None');
  });
});
