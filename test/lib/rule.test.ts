import { Match, type Template } from 'aws-cdk-lib/assertions';
import { MaximumExecutionFrequency } from 'aws-cdk-lib/aws-config';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { type FlowLogsComplianceProps, LogDestination } from '../../lib';
import { SCHEDULES } from '../../lib/app-settings';
import { parseParameters } from '../../policy';
import { RETENTION_DAYS } from '../../runbook';
import { allOf, deployed, deployedFromContext, onlyOf, REPOSITORY_CONTEXT, resourcesOf } from './deployed';

const RULE = 'AWS::Config::ConfigRule';

describe('the rule', () => {
  let template: Template;
  beforeAll(() => {
    template = deployed();
  });

  it('listens to changes, oversized changes and a six-hour schedule', () => {
    template.hasResourceProperties(RULE, {
      Source: {
        Owner: 'CUSTOM_LAMBDA',
        SourceDetails: [
          { EventSource: 'aws.config', MessageType: 'ConfigurationItemChangeNotification' },
          { EventSource: 'aws.config', MessageType: 'OversizedConfigurationItemChangeNotification' },
          {
            EventSource: 'aws.config',
            MessageType: 'ScheduledNotification',
            MaximumExecutionFrequency: 'Six_Hours',
          },
        ],
      },
    });
  });

  it.each([
    [
      'changes-and-schedule',
      ['AWS::EC2::VPC', 'AWS::EC2::FlowLog'],
      [
        'ConfigurationItemChangeNotification',
        'OversizedConfigurationItemChangeNotification',
        'ScheduledNotification',
      ],
    ],
    [
      'flow-logs-and-schedule',
      ['AWS::EC2::FlowLog'],
      [
        'ConfigurationItemChangeNotification',
        'OversizedConfigurationItemChangeNotification',
        'ScheduledNotification',
      ],
    ],
    ['schedule-only', undefined, ['ScheduledNotification']],
  ] as const)(
    'listens to what triggers asks for, and never to changes of any type: %s',
    (triggers, types, messages) => {
      const { Scope, Source } = onlyOf(deployed({ triggers }), RULE).Properties;
      expect(Scope?.ComplianceResourceTypes).toEqual(types);
      expect(Source.SourceDetails.map((detail: { MessageType: string }) => detail.MessageType)).toEqual(
        messages,
      );
    },
  );

  it('has its name put out, which the AWS CLI asks for', () => {
    const [ruleId] = Object.keys(template.findResources(RULE));
    template.hasOutput('*', {
      Value: { Ref: ruleId },
      Description: Match.stringLikeRegexp('requirement all-traffic'),
    });
  });

  it('sees flow logs as well as VPCs, so that a deleted flow log is noticed', () => {
    template.hasResourceProperties(RULE, {
      Scope: { ComplianceResourceTypes: ['AWS::EC2::VPC', 'AWS::EC2::FlowLog'] },
    });
  });

  it('is made once Config may invoke the function, and only Config of this account may', () => {
    const [permissionId] = Object.keys(template.findResources('AWS::Lambda::Permission'));
    expect(onlyOf(template, RULE).DependsOn).toEqual([permissionId]);
    template.hasResourceProperties('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      Principal: 'config.amazonaws.com',
      SourceAccount: { Ref: 'AWS::AccountId' },
      SourceArn: Match.absent(),
    });
  });

  it('has a description that Config accepts, for the longest name too', () => {
    const long = deployed({ requirements: [{ name: 'a'.repeat(40) }] });
    expect(onlyOf(long, RULE).Properties.Description.length).toBeLessThanOrEqual(256);
  });

  it('follows the schedule of the settings', () => {
    deployed({ schedule: 'One_Hour' }).hasResourceProperties(RULE, {
      Source: {
        SourceDetails: Match.arrayWith([Match.objectLike({ MaximumExecutionFrequency: 'One_Hour' })]),
      },
    });
  });

  it.each([
    ['nothing', {}, {}],
    ['text', { trafficType: 'REJECT', exemptTagKey: 'exempt until' }, { trafficType: 'REJECT' }],
    [
      'numbers and flags',
      { maxAggregationInterval: 60, includeDefaultVpcs: false },
      { includeDefaultVpcs: false },
    ],
    [
      'lists',
      { requiredFields: ['vpc-id', 'flow-direction'] },
      { requiredFields: ['vpc-id', 'flow-direction'] },
    ],
    ['tags', { scopeTags: 'Environment=Prod|staging,Tier=web' }, {}],
  ] as const)('carries parameters that parse back to what was asked for: %s', (_, parameters, expected) => {
    const carried = onlyOf(deployed({ requirements: [{ name: 'named', parameters }] }), RULE).Properties;
    const parsed = parseParameters(carried.InputParameters);
    expect(parsed).toEqual(parseParameters(parameters));
    expect(parsed).toMatchObject({ ok: true, value: expected });
  });

  it("lets the repository's own deployment exempt VPCs by tag", () => {
    const { Properties } = onlyOf(deployedFromContext(REPOSITORY_CONTEXT), RULE);
    expect(Properties.InputParameters).toEqual({ exemptTagKey: 'flow-logs-exempt-until' });
  });
});

describe('the function', () => {
  let template: Template;
  beforeAll(() => {
    template = deployed();
  });

  it('runs on a current runtime with structured logs of its own', () => {
    const [logGroupId] = Object.keys(template.findResources('AWS::Logs::LogGroup'));
    template.hasResourceProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      MemorySize: 512,
      Timeout: 300,
      LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'INFO', LogGroup: { Ref: logGroupId } },
    });
    template.hasResourceProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
  });

  const actionsOf = (props: FlowLogsComplianceProps): readonly string[] => {
    const [role] = allOf(deployed(props), 'AWS::IAM::Role').filter(({ Properties }) =>
      Properties.Description.includes('judges'),
    );
    return role?.Properties.Policies[0].PolicyDocument.Statement.flatMap(
      ({ Action }: { Action: string | string[] }) => Action,
    );
  };

  it.each([
    ['ec2:DescribeSubnets', 'a requirement accepts subnet coverage', { acceptSubnetCoverage: true }, true],
    ['ec2:DescribeSubnets', 'none does', {}, false],
  ])('may call %s exactly when %s', (action, _, parameters, allowed) => {
    expect(actionsOf({ requirements: [{ name: 'a', parameters }] }).includes(action)).toBe(allowed);
  });

  it.each([
    ['changes-and-schedule', true],
    ['flow-logs-and-schedule', true],
    ['schedule-only', false],
  ] as const)(
    'may read the history of resources only where changes ask for it: %s %s',
    (triggers, allowed) => {
      expect(actionsOf({ triggers }).includes('config:GetResourceConfigHistory')).toBe(allowed);
    },
  );

  it('takes nothing from the concurrency of the account', () => {
    expect(onlyOf(template, 'AWS::Lambda::Function').Properties).not.toHaveProperty(
      'ReservedConcurrentExecutions',
    );
  });

  it('keeps its log as long as the settings say', () => {
    deployed({ logRetentionDays: 365 }).hasResourceProperties('AWS::Logs::LogGroup', {
      RetentionInDays: 365,
    });
  });

  it('hands events that it gave up to an encrypted queue that keeps them for two weeks', () => {
    const [queueId] = Object.keys(template.findResources('AWS::SQS::Queue'));
    template.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 21600,
      DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': [queueId, 'Arn'] } } },
    });
    template.hasResourceProperties('AWS::SQS::Queue', {
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 1209600,
    });
    template.hasResourceProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: [
          Match.objectLike({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        ],
      },
    });
  });
});

describe('the alarms', () => {
  it.each([
    ['Errors', { Threshold: 3, Period: 900, Statistic: 'Sum' }],
    ['AsyncEventAge', { Threshold: 900_000, Period: 300, Statistic: 'Maximum' }],
    ['ApproximateNumberOfMessagesVisible', { Threshold: 1, Period: 300, Statistic: 'Maximum' }],
  ])('watch %s, and quiet is no alarm', (MetricName, properties) => {
    deployed().hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName,
      ...properties,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      AlarmDescription: Match.stringLikeRegexp('[.]'),
      AlarmActions: Match.absent(),
    });
  });

  it('all notify the topic, when one is named', () => {
    const topic = 'arn:aws:sns:eu-west-1:111122223333:security';
    const alarms = deployed({ alarmTopicArn: topic }).findResources('AWS::CloudWatch::Alarm');
    const actions = Object.values(alarms).map(({ Properties }) => Properties.AlarmActions);
    expect(actions).toEqual([[topic], [topic], [topic]]);
  });
});

describe('the tables', () => {
  it('know the schedules that CDK knows', () => {
    expect([...SCHEDULES].sort()).toEqual(Object.values(MaximumExecutionFrequency).sort());
  });

  it('know the retention periods that CDK knows, all but the endless one', () => {
    const days = Object.values(RetentionDays).filter((value) => typeof value === 'number');
    expect([...RETENTION_DAYS]).toEqual(
      days.filter((value) => value !== RetentionDays.INFINITE).sort((a, b) => a - b),
    );
  });
});

describe('the name of a rule', () => {
  const nameOf = (name: string): string =>
    onlyOf(deployed({ requirements: [{ name, destination: LogDestination.s3() }] }), RULE).Properties
      .ConfigRuleName;

  it('tells the requirement', () => {
    expect(nameOf('all-traffic')).toContain('all-traffic');
  });

  it.each(['a', 'all-traffic', 'x'.repeat(40)])('is one that every operation of Config takes: %s', (name) => {
    expect(nameOf(name)).toMatch(/^[A-Za-z0-9_-]{1,64}$/);
  });

  it('is another in each requirement, also where it is cut', () => {
    const [one, other] = ['a', 'b'].map((end) => `${'x'.repeat(39)}${end}`);
    expect(nameOf(one ?? '')).not.toBe(nameOf(other ?? ''));
  });
});

it('gives nothing but the rule a physical name, so that Regions and redeployments never clash', () => {
  const names: Readonly<Record<string, string>> = {
    'AWS::CloudWatch::Alarm': 'AlarmName',
    'AWS::IAM::Role': 'RoleName',
    'AWS::Lambda::Function': 'FunctionName',
    'AWS::Logs::LogGroup': 'LogGroupName',
    'AWS::S3::Bucket': 'BucketName',
    'AWS::SQS::Queue': 'QueueName',
    'AWS::SSM::Document': 'Name',
  };
  for (const { Type, Properties } of Object.values(resourcesOf(deployed())))
    if (Type !== 'AWS::Config::ConfigRule') expect(Properties).not.toHaveProperty(names[Type] ?? 'Name');
});
