import type { Template } from 'aws-cdk-lib/assertions';
import { KINDS } from '../../conformance/variants';
import { allOf, deployed, deployedFromContext, rendered } from './deployed';

/**
 * Every action that a role of ours may have, and whether it takes resources: a synthesized template with a misspelt
 * action deploys, and fails in the first emergency. Those of Config, Lambda, SQS and CreateLogDelivery are by the Service
 * Authorization Reference; EC2's and those of log streams are as AWS's own managed policies grant them
 * (AWSObservabilityAdminTelemetryEnablementServiceRolePolicy, AWSLambdaBasicExecutionRole).
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
const ACTIONS: Readonly<Record<string, 'takes resources' | 'takes none'>> = {
  'config:GetComplianceDetailsByConfigRule': 'takes resources',
  'config:DescribeRemediationExceptions': 'takes none',
  'config:GetResourceConfigHistory': 'takes none',
  'config:PutEvaluations': 'takes none',
  'config:PutRemediationExceptions': 'takes none',
  'ec2:CreateFlowLogs': 'takes resources',
  'ec2:CreateTags': 'takes resources',
  'ec2:DescribeFlowLogs': 'takes none',
  'ec2:DescribeSubnets': 'takes none',
  'ec2:DescribeVpcs': 'takes none',
  'firehose:TagDeliveryStream': 'takes resources',
  'iam:CreateServiceLinkedRole': 'takes resources',
  'iam:PassRole': 'takes resources',
  'lambda:InvokeFunction': 'takes resources',
  'logs:CreateLogDelivery': 'takes none',
  'logs:CreateLogStream': 'takes resources',
  'logs:DescribeLogGroups': 'takes resources',
  'logs:DescribeLogStreams': 'takes resources',
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

/** Of every kind of template that fits any place. */
const templates = KINDS.filter(({ place }) => place === undefined).map(({ flowLogs }) =>
  deployedFromContext(flowLogs),
);
const everyStatement = templates.flatMap(statementsOf);

describe('the roles, whatever the settings are,', () => {
  it('hold only actions that exist, and each of these in some template', () => {
    const held = new Set(everyStatement.flatMap(({ actions }) => actions));
    expect([...held].sort()).toEqual(Object.keys(ACTIONS).sort());
  });

  it('hold any resource only for actions that take none', () => {
    const anywhere = everyStatement
      .filter(({ resource }) => resource === '*')
      .flatMap(({ actions }) => actions);
    expect([...new Set(anywhere)].sort()).toEqual(
      Object.keys(ACTIONS).filter((action) => ACTIONS[action] === 'takes none'),
    );
  });

  it('hold wildcards within an ARN only of this account and Region, but for the streams of a log group', () => {
    const wild = everyStatement
      .map(({ resource }) => resource)
      .filter((each) => each !== '*' && each.includes('*') && !/:log-group:[^*]+:\*$/.test(each));
    expect([...new Set(wild)].sort()).toEqual([
      'arn:aws:config:eu-west-1:111122223333:config-rule/*',
      'arn:aws:ec2:eu-west-1:111122223333:vpc-flow-log/*',
      'arn:aws:ec2:eu-west-1:111122223333:vpc/*',
      'arn:aws:logs:eu-west-1:111122223333:log-group:*',
    ]);
  });

  it('never delete, and never write bucket policies', () => {
    const actions = everyStatement.flatMap((each) => each.actions);
    expect(
      actions.filter((action) =>
        /:(Delete|Put(?!Evaluations|LogEvents|RemediationExceptions))|\*/.test(action),
      ),
    ).toEqual([]);
  });

  it('pass on the delivery role alone, and to flow logs alone', () => {
    const passing = everyStatement.filter(({ actions }) => actions.includes('iam:PassRole'));
    for (const { role, resource, condition } of passing) {
      expect(role).toBe('JudgeAndCreate');
      expect(resource).toMatch(/^<FlowLogsDeliveryRole\w+\.Arn>$|:role\/network\/flow-logs-delivery$/);
      expect(condition).toEqual({ StringEquals: { 'iam:PassedToService': 'vpc-flow-logs.amazonaws.com' } });
    }
    expect(passing).not.toEqual([]);
  });

  it('carry no managed policies', () => {
    for (const each of templates) {
      for (const { Properties } of allOf(each, 'AWS::IAM::Role'))
        expect(Properties).not.toHaveProperty('ManagedPolicyArns');
      each.resourceCountIs('AWS::IAM::ManagedPolicy', 0);
      each.resourceCountIs('AWS::IAM::Policy', 0);
    }
  });

  it('may hold back remediation only where a requirement caps it', () => {
    const actionsFor = (settings: object) =>
      statementsOf(deployedFromContext({ requirements: [{ name: 'a', parameters: settings }] })).flatMap(
        ({ actions }) => actions,
      );
    const exceptions = ['config:DescribeRemediationExceptions', 'config:PutRemediationExceptions'];
    expect(actionsFor({ maxRemediationsPerSweep: 10 })).toEqual(expect.arrayContaining(exceptions));
    expect(actionsFor({}).filter((action) => exceptions.includes(action))).toEqual([]);
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
