import { deploy } from '../../../sandbox/cloudformation/deployment';
import { World } from '../../../sandbox/world';
import { role, smallStack } from '../small-stack';

const PLACE = { partition: 'aws', accountId: '111122223333', region: 'eu-central-1' };
const { Properties: TRUSTING_LAMBDA } = role('lambda.amazonaws.com');

const policy = (PolicyName: string, Action = 'sqs:SendMessage') => ({
  PolicyName,
  PolicyDocument: { Statement: { Effect: 'Allow', Action, Resource: '*' } },
});

function deployRole(properties: object, others: Parameters<typeof smallStack>[0] = {}, logicalId = 'Role') {
  const world = new World({ start: new Date('2027-01-04T08:00:00Z') });
  const resource = { Type: 'AWS::IAM::Role', Properties: { ...TRUSTING_LAMBDA, ...properties } };
  const stack = smallStack({ [logicalId]: resource, ...others });
  return deploy(world, world.region(PLACE), stack).resources.get(logicalId)?.ref ?? '';
}

describe('a role is refused', () => {
  test.each([
    ['with a name of 65 characters', { RoleName: 'a'.repeat(65) }, /up to 64 letters/],
    ['with a space in its name', { RoleName: 'a role' }, /got RoleName "a role"/],
    ['with a path that does not end', { Path: '/team' }, /got Path "\/team"; it begins and ends with \//],
    ['with a path that does not begin', { Path: 'team/' }, /got Path "team\/"/],
    ['with a path of 513 characters', { Path: `/${'a'.repeat(511)}/` }, /with up to 512 characters/],
    ['with two policies of one name', { Policies: [policy('A'), policy('A')] }, /two policies are called A/],
    [
      'with a managed policy, which is named',
      { ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] },
      /does not model ManagedPolicyArns \(arn:aws:iam::aws:policy\/ReadOnlyAccess\)/,
    ],
    [
      'with a permissions boundary that does not exist',
      { PermissionsBoundary: 'arn:aws:iam::111122223333:policy/none' },
      /NoSuchEntity: Scope ARN: arn:aws:iam::111122223333:policy\/none does not exist/,
    ],
    [
      'with policies that are too long together',
      { Policies: ['A', 'B'].map((name) => policy(name, `sqs:${'a'.repeat(5_200)}`)) },
      /its inline policies have \d+ characters/,
    ],
  ])('%s', (_, properties, message) => {
    expect(() => deployRole(properties)).toThrow(message);
  });

  test('a policy of its own that has the name of an inline one', () => {
    const own = { Type: 'AWS::IAM::Policy', Properties: { ...policy('A'), Roles: [{ Ref: 'Role' }] } };
    expect(() => deployRole({ Policies: [policy('A')] }, { Own: own })).toThrow(/has a policy A already/);
    expect(deployRole({ Policies: [policy('B')] }, { Own: own })).toMatch(/^Small-Role-/);
  });
});

describe('the name that CloudFormation makes up', () => {
  test('is cut to 64 characters, and keeps its random end', () => {
    expect(deployRole({}, {}, `Very${'Long'.repeat(20)}Role`)).toMatch(
      /^Small-VeryLong[A-Za-z]{37}-[0-9a-f]{12}$/,
    );
  });

  test('stays as it is when it fits', () => {
    expect(deployRole({})).toMatch(/^Small-Role-[0-9a-f]{12}$/);
  });
});

test.each(['/', '/team/', '/team/network/', `/${'a'.repeat(510)}/`])('a path may be %s', (Path) => {
  expect(deployRole({ Path })).toMatch(/^Small-Role-/);
});
