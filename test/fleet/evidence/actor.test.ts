import { actorOf } from '../../../fleet/evidence/actor';

const CASES: readonly (readonly [string, unknown, string | undefined])[] = [
  [
    'an IAM user',
    { type: 'IAMUser', arn: 'arn:aws:iam::498376118699:user/christophe', userName: 'christophe' },
    'user christophe',
  ],
  [
    'an assumed role, with its session',
    {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::123456789012:assumed-role/RoleToBeAssumed/MySessionName',
      sessionContext: { sessionIssuer: { type: 'Role', userName: 'RoleToBeAssumed' } },
    },
    'role RoleToBeAssumed, session MySessionName',
  ],
  [
    'an assumed role whose issuer is not told',
    { type: 'AssumedRole', arn: 'arn:aws:sts::123456789012:assumed-role/Admin/someone@example.com' },
    'role Admin, session someone@example.com',
  ],
  [
    'a role that a service uses',
    {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::123456789012:assumed-role/automation/Automation-1',
      invokedBy: 'ssm.amazonaws.com',
    },
    'role automation, session Automation-1, through ssm.amazonaws.com',
  ],
  ['the root user', { type: 'Root', accountId: '123456789012' }, 'root user of account 123456789012'],
  ['a service', { type: 'AWSService', invokedBy: 'vpc.amazonaws.com' }, 'service vpc.amazonaws.com'],
  ['another account', { type: 'AWSAccount', accountId: '444455556666' }, 'account 444455556666'],
  [
    'a federated user',
    { type: 'FederatedUser', arn: 'arn:aws:sts::123456789012:federated-user/Bob' },
    'federated user Bob',
  ],
  [
    'an identity of a type that is not known here',
    { type: 'IdentityCenterUser', principalId: 'x-1' },
    'IdentityCenterUser x-1',
  ],
  ['nobody', {}, undefined],
  ['nobody, of no shape', 'root', undefined],
  ['nobody, where there is none', undefined, undefined],
];

test.each(CASES)('the actor is told of %s', (_, identity, expected) => {
  expect(actorOf(identity)).toBe(expected);
});
