import type { Template } from 'aws-cdk-lib/assertions';
import { LogDestination } from '../../lib';
import { allOf, deployed, rendered } from './deployed';

/**
 * Every action that a role of ours may have, and whether it takes resources: a synthesized template with a misspelt
 * action deploys, and fails in the first emergency. Those of Config, Lambda, SQS and CreateLogDelivery are by the Service
 * Authorization Reference; EC2's and those of log streams are as AWS's own managed policies grant them
 * (AWSObservabilityAdminTelemetryEnablementServiceRolePolicy, AWSLambdaBasicExecutionRole).
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const ACTIONS: Readonly<Record<string, 'takes resources' | 'takes none'>> = {
  'config:GetComplianceDetailsByConfigRule': 'takes resources',
  'config:GetResourceConfigHistory': 'takes none',
  'config:PutEvaluations': 'takes none',
  'ec2:CreateFlowLogs': 'takes resources',
  'ec2:CreateTags': 'takes resources',
  'ec2:DescribeFlowLogs': 'takes none',
  'ec2:DescribeVpcs': 'takes none',
  'lambda:InvokeFunction': 'takes resources',
  'logs:CreateLogDelivery': 'takes none',
  'logs:CreateLogStream': 'takes resources',
  'logs:PutLogEvents': 'takes resources',
  'sqs:SendMessage': 'takes resources',
};

interface Statement {
  readonly role: string;
  readonly actions: readonly string[];
  readonly resource: string;
  readonly condition: any;
}

const listOf = <T>(value: T | readonly T[]): readonly T[] => (Array.isArray(value) ? value : [value as T]);

const statementsOf = (template: Template): readonly Statement[] =>
  allOf(template, 'AWS::IAM::Role').flatMap(({ Properties }) =>
    Properties.Policies.flatMap(({ PolicyName, PolicyDocument }: any) =>
      PolicyDocument.Statement.flatMap((statement: any) =>
        listOf(statement.Resource).map((resource) => ({
          role: PolicyName,
          actions: listOf(statement.Action),
          resource: rendered(resource),
          condition: rendered(statement.Condition),
        })),
      ),
    ),
  );

const template = deployed();
const statements = statementsOf(template);
const of = (role: string) => statements.filter((each) => each.role === role);

describe('the roles', () => {
  it('hold only actions that exist', () => {
    for (const action of statements.flatMap(({ actions }) => actions))
      expect(Object.keys(ACTIONS)).toContain(action);
  });

  it('hold any resource only for actions that take none', () => {
    const anywhere = statements.filter(({ resource }) => resource === '*').flatMap(({ actions }) => actions);
    expect([...anywhere].sort()).toEqual(
      Object.keys(ACTIONS).filter((action) => ACTIONS[action] === 'takes none'),
    );
  });

  it('hold wildcards within an ARN only of this account and Region', () => {
    const wild = statements
      .map(({ resource }) => resource)
      .filter((each) => each !== '*' && each.includes('*'));
    expect([...new Set(wild)].sort()).toEqual([
      'arn:aws:config:eu-west-1:111122223333:config-rule/*',
      'arn:aws:ec2:eu-west-1:111122223333:vpc-flow-log/*',
      'arn:aws:ec2:eu-west-1:111122223333:vpc/*',
    ]);
  });

  it('never delete, never pass roles and never write bucket policies, whatever the destination', () => {
    const existing = { destination: LogDestination.s3({ bucketArn: 'arn:aws:s3:::central' }) };
    const all = [template, deployed({ requirements: [{ name: 'central', ...existing }] })].flatMap(
      statementsOf,
    );
    const actions = all.flatMap((each) => each.actions);
    expect(
      actions.filter((action) => /:(Delete|Put(?!Evaluations|LogEvents)|PassRole)|\*/.test(action)),
    ).toEqual([]);
  });

  it('carry no managed policies', () => {
    for (const { Properties } of allOf(template, 'AWS::IAM::Role'))
      expect(Properties).not.toHaveProperty('ManagedPolicyArns');
    template.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
    template.resourceCountIs('AWS::IAM::Policy', 0);
  });
});

describe('the execution role', () => {
  it('reads, reports, logs and hands on failures, each where it should', () => {
    expect(of('ReadAndReport').map(({ actions, resource }) => [...actions, resource])).toEqual([
      [
        'config:GetResourceConfigHistory',
        'config:PutEvaluations',
        'ec2:DescribeFlowLogs',
        'ec2:DescribeVpcs',
        '*',
      ],
      ['config:GetComplianceDetailsByConfigRule', 'arn:aws:config:eu-west-1:111122223333:config-rule/*'],
      ['logs:CreateLogStream', 'logs:PutLogEvents', expect.stringMatching(/^<.*LogGroup.*\.Arn>$/)],
      ['sqs:SendMessage', expect.stringMatching(/^<.*FailureQueue.*\.Arn>$/)],
    ]);
  });
});

describe('the automation role', () => {
  const tagged = {
    StringEquals: { 'aws:RequestTag/vpc-flow-logs-compliance:requirement': 'all-traffic' },
    'ForAllValues:StringEquals': {
      'aws:TagKeys': ['vpc-flow-logs-compliance:requirement', 'vpc-flow-logs-compliance:execution'],
    },
  };

  it('asks the judge and creates flow logs that carry the tags of their requirement', () => {
    const flowLogs = 'arn:aws:ec2:eu-west-1:111122223333:vpc-flow-log/*';
    expect(
      of('JudgeAndCreate').map(({ actions, resource, condition }) => [...actions, resource, condition]),
    ).toEqual([
      ['lambda:InvokeFunction', expect.stringMatching(/^<.*Function.*\.Arn>$/), undefined],
      ['ec2:CreateFlowLogs', 'arn:aws:ec2:eu-west-1:111122223333:vpc/*', undefined],
      ['ec2:CreateFlowLogs', flowLogs, tagged],
      [
        'ec2:CreateTags',
        flowLogs,
        { ...tagged, StringEquals: { ...tagged.StringEquals, 'ec2:CreateAction': 'CreateFlowLogs' } },
      ],
      ['logs:CreateLogDelivery', '*', undefined],
    ]);
  });

  it('may create with the very tags that its document writes', () => {
    const [document] = allOf(template, 'AWS::SSM::Document');
    const create = document?.Properties.Content.mainSteps.find((step: any) => step.name === 'CreateFlowLog');
    const [{ ResourceType, Tags }] = create.inputs.TagSpecifications;
    expect(ResourceType).toBe('vpc-flow-log');
    expect(Tags.map(({ Key }: any) => Key)).toEqual(tagged['ForAllValues:StringEquals']['aws:TagKeys']);
    expect(Tags[0].Value).toBe('all-traffic');
  });

  it('is assumed only by executions of this account and Region', () => {
    template.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: {
        Statement: [
          {
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Principal: { Service: 'ssm.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
              ArnLike: {
                'aws:SourceArn': {
                  'Fn::Join': [
                    '',
                    [
                      'arn:',
                      { Ref: 'AWS::Partition' },
                      ':ssm:',
                      { Ref: 'AWS::Region' },
                      ':',
                      { Ref: 'AWS::AccountId' },
                      ':automation-execution/*',
                    ],
                  ],
                },
              },
            },
          },
        ],
      },
    });
  });
});
