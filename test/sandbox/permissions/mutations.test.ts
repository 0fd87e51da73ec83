import type { Template } from '../../../sandbox/cloudformation/assembly';
import { permissionsDigest } from '../../../sandbox/permissions/digest';
import { namesPermission } from '../../../sandbox/permissions/mutation-run';
import { statementMutations } from '../../../sandbox/permissions/statement-mutations';
import { readableValue } from '../../../sandbox/permissions/template-json';
import { templateMutations } from '../../../sandbox/permissions/template-mutations';

/** As Fn::Sub and IAM write it. */
const placeholder = (name: string): string => `\${${name}}`;

const allow = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' };

const mutated = (difference: object, policyKind: 'identity' | 'resource' | 'trust' = 'identity') =>
  statementMutations({ ...allow, ...difference }, policyKind).map(
    ({ kind, line, statement }) => [kind, line, statement && { ...statement }] as const,
  );

describe('a statement', () => {
  test('of one action and one resource goes with either', () => {
    expect(mutated({})).toEqual([
      ['action', 'sqs:SendMessage', undefined],
      ['resource', '*', undefined],
    ]);
  });

  test('loses each of several actions, and each of several resources', () => {
    const changed = mutated({ Action: ['a:A', 'a:B'], Resource: ['*', 'arn:aws:a:::b'] });
    expect(changed).toContainEqual(['action', 'a:A', expect.objectContaining({ Action: ['a:B'] })]);
    expect(changed).toContainEqual([
      'resource',
      '*',
      expect.objectContaining({ Resource: ['arn:aws:a:::b'] }),
    ]);
  });

  test('of a role has each resource widened, one of a resource has not', () => {
    const Resource = ['arn:aws:a:::b', 'arn:aws:a:::c'];
    expect(mutated({ Resource })).toContainEqual([
      'resource widened',
      'arn:aws:a:::c to *',
      expect.objectContaining({ Resource: ['arn:aws:a:::b', '*'] }),
    ]);
    expect(mutated({ Resource }, 'resource').map(([kind]) => kind)).not.toContain('resource widened');
  });

  test('loses each key, each operator of several keys and each of several values of its condition', () => {
    const Condition = { StringEquals: { 'aws:A': ['1', '2'], 'aws:B': '3' }, Bool: { 'aws:C': 'true' } };
    const conditions = mutated({ Condition })
      .filter(([kind]) => kind.startsWith('condition'))
      .map(([kind, line, statement]) => [kind, line, statement?.Condition]);
    const { StringEquals, Bool } = Condition;
    expect(conditions).toEqual([
      ['condition', 'StringEquals', { Bool }],
      ['condition', 'StringEquals aws:A', { StringEquals: { 'aws:B': '3' }, Bool }],
      ['condition', 'StringEquals aws:B', { StringEquals: { 'aws:A': ['1', '2'] }, Bool }],
      [
        'condition value',
        'StringEquals aws:A = 1',
        { StringEquals: { ...StringEquals, 'aws:A': ['2'] }, Bool },
      ],
      [
        'condition value',
        'StringEquals aws:A = 2',
        { StringEquals: { ...StringEquals, 'aws:A': ['1'] }, Bool },
      ],
      ['condition', 'Bool aws:C', { StringEquals }],
    ]);
  });

  test('loses the whole Condition with its last key', () => {
    const [, , , statement] = statementMutations(
      { ...allow, Condition: { Bool: { 'aws:C': 'true' } } },
      'resource',
    ).map((each) => each.statement);
    expect(statement).toBeUndefined();
    const last = mutated({ Condition: { Bool: { 'aws:C': 'true' } } }).at(-1);
    expect(last).toEqual(['condition', 'Bool aws:C', allow]);
  });

  test.each([
    ['*', ['*', { Service: 'nobody.amazonaws.com' }]],
    [{ AWS: '*' }, ['AWS *', { Service: 'nobody.amazonaws.com' }]],
    [
      { Service: ['a.amazonaws.com', 'b.amazonaws.com'] },
      ['Service a.amazonaws.com', { Service: ['b.amazonaws.com'] }],
    ],
    [{ Service: 'a.amazonaws.com', AWS: '1' }, ['Service a.amazonaws.com', { AWS: ['1'] }]],
  ])('loses each principal, and the last one to nobody: %j', (Principal, [line, left]) => {
    const [first] = mutated({ Principal }, 'resource').filter(([kind]) => kind === 'principal');
    expect([first?.[1], first?.[2]?.Principal]).toEqual([line, left]);
  });
});

const template: Template = {
  Resources: {
    Role1A2B3C4D: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Statement: {
            Effect: 'Allow',
            Principal: { Service: 'ssm.amazonaws.com' },
            Action: 'sts:AssumeRole',
          },
        },
        Policies: [{ PolicyName: 'Send', PolicyDocument: { Statement: [allow] } }],
      },
    },
    Policy: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'More',
        PolicyDocument: { Statement: allow },
        Roles: [{ Ref: 'Role1A2B3C4D' }],
      },
    },
    QueuePolicy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: { PolicyDocument: { Statement: [{ ...allow, Effect: 'Deny', Principal: '*' }] } },
    },
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        FunctionName: { Ref: 'Function' },
        Action: 'lambda:InvokeFunction',
        Principal: 'config.amazonaws.com',
        SourceAccount: { Ref: 'AWS::AccountId' },
      },
    },
    Rule: { Type: 'AWS::Config::ConfigRule', DependsOn: ['Permission', 'QueuePolicy'] },
  },
  Outputs: {
    DeliveryStatementsLogs: {
      Value: {
        'Fn::Join': [
          '',
          [
            '[{"Effect":"Allow","Principal":"*","Action":"s3:PutObject","Resource":"arn:',
            { Ref: 'AWS::Partition' },
            ':s3:::b/*"}]',
          ],
        ],
      },
    },
  },
};

const mutation = (name: string) => {
  const found = templateMutations(template).find((each) => each.name === name);
  if (!found) throw new Error(`there is no mutation ${name}`);
  return found;
};

describe('a template', () => {
  test('is mutated in every policy and function permission', () => {
    expect(templateMutations(template).map(({ name }) => name)).toEqual([
      'Role trust, statement 1: action sts:AssumeRole',
      'Role trust, statement 1: principal Service ssm.amazonaws.com',
      'Role Send, statement 1: action sqs:SendMessage',
      'Role Send, statement 1: resource *',
      'Policy, statement 1: action sqs:SendMessage',
      'Policy, statement 1: resource *',
      'QueuePolicy, statement 1: action sqs:SendMessage',
      'QueuePolicy, statement 1: resource *',
      'QueuePolicy, statement 1: principal *',
      'pasted from DeliveryStatementsLogs, statement 1: action s3:PutObject',
      'pasted from DeliveryStatementsLogs, statement 1: resource arn:<Partition>:s3:::b/*',
      'pasted from DeliveryStatementsLogs, statement 1: principal *',
      'Permission',
      'Permission: SourceAccount',
    ]);
  });

  test('never changes by being mutated', () => {
    const before = JSON.stringify(template);
    templateMutations(template);
    expect(JSON.stringify(template)).toBe(before);
  });

  test('keeps a trust policy when its only statement goes, which then lets nobody in', () => {
    const { Resources } = mutation('Role trust, statement 1: action sts:AssumeRole').template;
    const { AssumeRolePolicyDocument }: any = Resources['Role1A2B3C4D']?.Properties ?? {};
    const [statement, ...others] = AssumeRolePolicyDocument.Statement;
    expect([statement.Effect, others]).toEqual(['Deny', []]);
  });

  test.each([
    ['Role Send, statement 1: resource *', 'Role1A2B3C4D', { Policies: [] }],
    ['Permission: SourceAccount', 'Permission', { Action: 'lambda:InvokeFunction' }],
  ])('loses what is left empty: %s', (name, id, expected) => {
    const { Resources } = mutation(name).template;
    expect(Resources[id]?.Properties).toMatchObject(expected);
    expect(Resources[id]?.Properties).not.toHaveProperty('SourceAccount');
  });

  test.each([
    ['QueuePolicy, statement 1: principal *', ['Permission', 'QueuePolicy'], true],
    ['QueuePolicy, statement 1: action sqs:SendMessage', ['Permission'], false],
    ['Permission', ['QueuePolicy'], false],
  ])(
    'loses a resource that is nothing but a policy, and whatever waits for it: %s',
    (name, dependencies, stays) => {
      const { Resources } = mutation(name).template;
      expect(Resources['Rule']?.DependsOn).toEqual(dependencies);
      expect((name.split(',')[0] as string) in Resources).toBe(stays);
    },
  );

  test('keeps the references in statements that are pasted', () => {
    const { Outputs } = mutation('pasted from DeliveryStatementsLogs, statement 1: principal *').template;
    const { Value }: any = Outputs?.['DeliveryStatementsLogs'] ?? {};
    expect(JSON.parse(Value['Fn::Sub'])).toEqual([
      {
        Effect: 'Allow',
        Principal: { Service: 'nobody.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: `arn:${placeholder('AWS::Partition')}:s3:::b/*`,
      },
    ]);
  });

  test.each([
    ['Role Send, statement 1: resource *', false],
    ['Permission', false],
    ['Permission: SourceAccount', true],
    ['QueuePolicy, statement 1: principal *', true],
  ])('is loosened by taking away a limit or a Deny: %s', (name, loosens) => {
    expect(mutation(name).loosens).toBe(loosens);
  });
});

test('the digest shows who may do what to which resource, and when', () => {
  expect(permissionsDigest(template)).toBe(`Role trust
  allow sts:AssumeRole
    by Service ssm.amazonaws.com

Role Send
  allow sqs:SendMessage
    on *

Policy
  allow sqs:SendMessage
    on *

QueuePolicy
  deny sqs:SendMessage
    on *
    by *

pasted from DeliveryStatementsLogs
  allow s3:PutObject
    on arn:<Partition>:s3:::b/*
    by *

Permission
  allow lambda:InvokeFunction
    on <Function>
    by Service config.amazonaws.com
    if SourceAccount = <AccountId>
`);
});

test.each([
  ['text', 'text'],
  [{ Ref: 'AWS::Region' }, '<Region>'],
  [{ Ref: 'Queue03722CDC' }, '<Queue>'],
  [{ 'Fn::GetAtt': ['Queue03722CDC', 'Arn'] }, '<Queue>'],
  [{ 'Fn::Sub': `arn:${placeholder('AWS::Partition')}:x` }, 'arn:<Partition>:x'],
  [placeholder('Queue03722CDC.Arn'), '<Queue>'],
  [placeholder('aws:username'), placeholder('aws:username')],
  [{ 'Fn::Join': [':', ['arn', { Ref: 'AWS::Partition' }]] }, 'arn:<Partition>'],
  [{ 'Fn::Split': ['a', 'b'] }, '{"Fn::Split":["a","b"]}'],
])('a value is read by names: %j', (value, expected) => {
  expect(readableValue(value)).toBe(expected);
});

test.each([
  [undefined, false],
  ['something failed', false],
  ['refused sqs:ReceiveMessage', false],
  ['refused sqs:SendMessage on a queue', true],
])('a sign names the permission of a mutation: %p is %p', (text, expected) => {
  const [sending] = templateMutations(template).filter(({ actions }) => actions.includes('sqs:SendMessage'));
  if (!sending) throw new Error('there is no mutation of sqs:SendMessage');
  const sign = text === undefined ? undefined : ({ by: 'probe', text } as const);
  expect(namesPermission({ mutation: sending, sign })).toBe(expected);
});
