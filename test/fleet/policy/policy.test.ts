import { COMMAND_PERMISSIONS, COMMANDS, type CommandName } from '../../../fleet/permissions';
import { type PolicyFlags, runPolicy } from '../../../fleet/policy/command';
import { surroundingsOf } from '../surroundings';

/** Characters of a managed policy, without white space: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const MANAGED_POLICY = 6144;

interface Statement {
  readonly Effect: string;
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: unknown;
}

function print(command: string, given: Partial<PolicyFlags> = {}, region = 'eu-west-1'): string {
  const { surroundings, written } = surroundingsOf({ region });
  runPolicy(command.split(' '), { format: 'json', color: false, ...given }, surroundings);
  return written.out;
}

const statementsOf = (...parameters: Parameters<typeof print>): readonly Statement[] =>
  JSON.parse(print(...parameters)).Statement;

const actionsOf = (...parameters: Parameters<typeof print>): readonly string[] =>
  statementsOf(...parameters).flatMap(({ Action }) => Action);

const names = Object.keys(COMMANDS) as CommandName[];
const changing = names.filter((name) => 'applies' in COMMANDS[name]);
const usages: readonly (readonly [string, string, boolean])[] = [
  ...names.map((name) => [name, name, false] as const),
  ...changing.map((name) => [`${name} --apply`, name, true] as const),
];

test('all commands are there that ask AWS', () => {
  expect(names).toEqual([
    'audit',
    'backfill',
    'doctor',
    'evidence',
    'prune',
    'remediation status',
    'remediation retry',
    'remediation clear',
  ]);
  expect(changing).toEqual(['backfill', 'prune', 'remediation retry', 'remediation clear']);
  expect(Object.keys(COMMAND_PERMISSIONS).sort()).toEqual(usages.map(([name]) => name).sort());
});

test.each(usages)('the policy of %s is one that IAM takes', (_, name, apply) => {
  const text = print(name, { apply });
  expect(JSON.parse(text).Version).toBe('2012-10-17');
  expect(JSON.stringify(JSON.parse(text)).length).toBeLessThan(MANAGED_POLICY);
});

test.each(usages)(
  'the policy of %s names each action once, with its service and no wildcard',
  (_, name, apply) => {
    const actions = actionsOf(name, { apply });
    expect(new Set(actions).size).toBe(actions.length);
    expect(actions.filter((action) => !/^[a-z0-9]+:[A-Z][A-Za-z0-9]+$/.test(action))).toEqual([]);
  },
);

test.each(usages)('the policy of %s has a statement for each resource', (_, name, apply) => {
  const keys = statementsOf(name, { apply }).map(({ Resource, Condition }) =>
    JSON.stringify([Resource, Condition]),
  );
  expect(new Set(keys).size).toBe(keys.length);
});

test.each(usages.filter(([, , apply]) => !apply))('%s only reads', (_, name) => {
  expect(actionsOf(name).filter((action) => !/:(Describe|Get|List|Lookup|BatchGet)/.test(action))).toEqual(
    [],
  );
});

test.each([
  ['backfill', ['config:StartRemediationExecution', 'iam:PassRole', 'ssm:StartAutomationExecution']],
  ['prune', ['ec2:DeleteFlowLogs']],
  ['remediation clear', ['config:DeleteRemediationExceptions']],
  [
    'remediation retry',
    [
      ...['config:DeleteRemediationExceptions', 'config:StartRemediationExecution'],
      ...['iam:PassRole', 'ssm:StartAutomationExecution'],
    ],
  ],
])('%s --apply may do this beside what it reads', (name, writes) => {
  const reads = actionsOf(name);
  expect(
    actionsOf(name, { apply: true })
      .filter((action) => !reads.includes(action))
      .sort(),
  ).toEqual(writes);
});

test('a role is passed to Systems Manager alone', () => {
  const passing = statementsOf('backfill', { apply: true }).filter(({ Action }) =>
    Action.includes('iam:PassRole'),
  );
  expect(passing).toEqual([
    {
      Effect: 'Allow',
      Action: ['iam:PassRole'],
      Resource: 'arn:aws:iam::*:role/*',
      Condition: { StringEquals: { 'iam:PassedToService': 'ssm.amazonaws.com' } },
    },
  ]);
});

test('flow logs are deleted that have the tag of ours, and no others', () => {
  const deleting = statementsOf('prune', { apply: true }).filter(({ Action }) =>
    Action.includes('ec2:DeleteFlowLogs'),
  );
  expect(deleting).toEqual([
    {
      Effect: 'Allow',
      Action: ['ec2:DeleteFlowLogs'],
      Resource: 'arn:aws:ec2:*:*:vpc-flow-log/*',
      Condition: { StringLike: { 'aws:ResourceTag/vpc-flow-logs-compliance:requirement': '*' } },
    },
  ]);
});

test.each([
  ['audit', {}, true],
  ['audit', { regions: ['eu-west-1'] }, false],
  ['prune', {}, false],
  ['prune', { regions: 'all' }, true],
] as const)('%s with %j may list the Regions: %s', (name, flags, may) => {
  expect(actionsOf(name, flags).includes('ec2:DescribeRegions')).toBe(may);
});

test.each([
  ['eu-west-1', 'arn:aws:'],
  ['cn-north-1', 'arn:aws-cn:'],
  ['us-gov-west-1', 'arn:aws-us-gov:'],
])('in %s resources are of its partition', (region, start) => {
  const resources = statementsOf('doctor', {}, region).map(({ Resource }) => Resource);
  expect(resources.filter((resource) => resource !== '*' && !resource.toString().startsWith(start))).toEqual(
    [],
  );
  expect(resources.length).toBeGreaterThan(1);
});

describe('of the caller', () => {
  test('lists the accounts of the organization and assumes the role in each', () => {
    expect(statementsOf('audit', { caller: true, roleName: 'reader' })).toEqual([
      { Effect: 'Allow', Action: ['organizations:ListAccounts'], Resource: '*' },
      { Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: 'arn:aws:iam::*:role/reader' },
    ]);
  });

  test('assumes the role in the accounts that are named, and lists none', () => {
    const accounts = ['444455556666', '777788889999'];
    expect(statementsOf('audit', { caller: true, roleName: 'reader', accounts })).toEqual([
      {
        Effect: 'Allow',
        Action: ['sts:AssumeRole'],
        Resource: ['arn:aws:iam::444455556666:role/reader', 'arn:aws:iam::777788889999:role/reader'],
      },
    ]);
  });
});

test.each([
  ['', {}, 'policy: Got no command, allowed: audit, backfill'],
  ['prine', {}, "policy: Got 'prine', allowed: audit, backfill"],
  ['remediation', {}, 'allowed: audit, backfill'],
  ['toString', {}, "Got 'toString'"],
  ['audit', { apply: true }, '--apply: flow-logs audit changes nothing'],
  ['audit', { caller: true }, '--caller needs --role-name'],
  ['audit', { roleName: 'reader' }, 'give them with --caller'],
] as const)('%j with %j is told what is allowed', (command, flags, told) => {
  expect(() => print(command, flags)).toThrow(told);
});
