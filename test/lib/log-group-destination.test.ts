import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { FlowLogsCompliance, LogDestination, type RequirementProps } from '../../lib';
import { allOf, deployed, functionCode, newApp, onlyOf, outputsOf, rendered, resourcesOf } from './deployed';

const LOG_GROUP = 'arn:aws:logs:eu-west-1:111122223333:log-group:/network/flow-logs';
const ROLE = 'arn:aws:iam::111122223333:role/network/delivery';
const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef';

type Props = Parameters<typeof LogDestination.cloudWatchLogs>[0];

const requirement = (name: string, props: Props = {}, others: Partial<RequirementProps> = {}) => ({
  name,
  destination: LogDestination.cloudWatchLogs(props),
  ...others,
});
const delivering = (props: Props = {}, others: Partial<RequirementProps> = {}): Template =>
  deployed({ requirements: [requirement('all-traffic', props, others)] });

/** Those of flow logs, without the log of the function. */
const logGroupsOf = (template: Template) =>
  Object.entries(resourcesOf(template)).filter(
    ([id, { Type }]) => Type === 'AWS::Logs::LogGroup' && !id.includes('RuleFunction'),
  );
const deliveryRolesOf = (template: Template) =>
  Object.entries(resourcesOf(template)).filter(
    ([, { Type, Properties }]) =>
      Type === 'AWS::IAM::Role' &&
      JSON.stringify(Properties.AssumeRolePolicyDocument).includes('vpc-flow-logs.'),
  );
const createdBy = (template: Template) =>
  allOf(template, 'AWS::SSM::Document').map(
    ({ Properties }) =>
      rendered(Properties.Content).mainSteps.find(({ name }: any) => name === 'CreateFlowLog').inputs,
  );

const TRUST = {
  Effect: 'Allow',
  Principal: { Service: 'vpc-flow-logs.amazonaws.com' },
  Action: 'sts:AssumeRole',
  Condition: {
    StringEquals: { 'aws:SourceAccount': '111122223333' },
    ArnLike: { 'aws:SourceArn': 'arn:aws:ec2:eu-west-1:111122223333:vpc-flow-log/*' },
  },
};
const policyFor = (logGroupArn: string) => [
  {
    Effect: 'Allow',
    Action: ['logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    Resource: `${logGroupArn}:*`,
  },
  {
    Effect: 'Allow',
    Action: 'logs:DescribeLogGroups',
    Resource: 'arn:aws:logs:eu-west-1:111122223333:log-group:*',
  },
];
const withoutSids = (statements: readonly any[]) => statements.map(({ Sid: _, ...statement }) => statement);

describe('the log group of the stack', () => {
  it('is kept for a year, and its records for longer or shorter where that is said', () => {
    const retention = (props: Props) => logGroupsOf(delivering(props))[0]?.[1].Properties.RetentionInDays;
    expect(retention({})).toBe(365);
    expect(retention({ retentionDays: 30 })).toBe(30);
  });

  it('is one for each requirement', () => {
    const template = deployed({ requirements: [requirement('first'), requirement('second')] });
    expect(logGroupsOf(template)).toHaveLength(2);
    expect(new Set(createdBy(template).map(({ LogDestination: arn }) => arn)).size).toBe(2);
  });

  it.each<readonly [string, Props, Partial<RequirementProps>]>([
    ['its fields', { fields: ['version'] }, {}],
    ['its type of traffic', {}, { parameters: { trafficType: 'REJECT' } }],
    ['its interval', {}, { parameters: { maxAggregationInterval: 60 } }],
  ])('is another one when the requirement changes %s, and so is the role of that one', (_, props, others) => {
    const before = delivering();
    const after = delivering(props, others);
    const idsOf = (template: Template) =>
      [...logGroupsOf(template), ...deliveryRolesOf(template)].map(([id]) => id);
    expect(idsOf(after)).toHaveLength(2);
    for (const id of idsOf(before)) expect(idsOf(after)).not.toContain(id);
  });

  it('stays when nothing is changed that flow logs are created with', () => {
    const idsOf = (template: Template) => logGroupsOf(template).map(([id]) => id);
    const changed = delivering(
      { retentionDays: 30, kmsKeyArn: KEY },
      { parameters: { scopeTags: 'a=b' }, remediation: { mode: 'manual' } },
    );
    expect(idsOf(changed)).toEqual(idsOf(delivering()));
  });

  it('is named by an output without the :* that EC2 does not take, and so is the role', () => {
    const template = delivering();
    const [[groupId] = []] = logGroupsOf(template);
    const [[roleId] = []] = deliveryRolesOf(template);
    expect(outputsOf(template).map(({ Value, Description }) => [rendered(Value), Description])).toEqual([
      [
        `arn:aws:logs:eu-west-1:111122223333:log-group:<${groupId}>`,
        expect.stringContaining('as logGroupArn'),
      ],
      [`<${roleId}.Arn>`, expect.stringContaining('as deliveryRoleArn')],
    ]);
  });

  it('does not exist where remediation only observes', () =>
    expect(logGroupsOf(delivering({}, { remediation: { mode: 'observe' } }))).toEqual([]));

  it('is made before the first flow log, and so is the role', () => {
    const template = delivering();
    const { DependsOn } = onlyOf(template, 'AWS::Config::RemediationConfiguration');
    expect(DependsOn).toEqual(
      expect.arrayContaining([...logGroupsOf(template), ...deliveryRolesOf(template)].map(([id]) => id)),
    );
  });
});

describe('the delivery role of the stack', () => {
  it('is assumed by flow logs of this account and Region, and writes to its group alone', () => {
    const template = delivering();
    const [[groupId] = []] = logGroupsOf(template);
    const [[, role] = [], ...others] = deliveryRolesOf(template);
    expect(others).toEqual([]);
    const { AssumeRolePolicyDocument, Policies } = rendered(role?.Properties);
    expect(AssumeRolePolicyDocument.Statement).toEqual([TRUST]);
    expect(Policies.flatMap(({ PolicyDocument }: any) => withoutSids(PolicyDocument.Statement))).toEqual(
      policyFor(`arn:aws:logs:eu-west-1:111122223333:log-group:<${groupId}>`),
    );
  });

  // It would bring back a log group that somebody deleted, without retention and without a key.
  it('makes no log group', () =>
    expect(JSON.stringify(delivering().toJSON())).not.toContain('CreateLogGroup'));

  it('is passed on to flow logs by the automation role, and nothing else is', () => {
    const template = delivering();
    const [[roleId] = []] = deliveryRolesOf(template);
    const statements = allOf(template, 'AWS::IAM::Role')
      .flatMap(({ Properties }) => Properties.Policies)
      .flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
    const passing = statements.filter(({ Action }) => String(Action).includes('PassRole'));
    expect(rendered(withoutSids(passing))).toEqual([
      {
        Effect: 'Allow',
        Action: 'iam:PassRole',
        Resource: `<${roleId}.Arn>`,
        Condition: { StringEquals: { 'iam:PassedToService': 'vpc-flow-logs.amazonaws.com' } },
      },
    ]);
    expect(JSON.stringify(statements)).not.toContain('CreateLogDelivery');
  });

  it('is one for an existing log group, whoever delivers to it', () => {
    const requirements = ['first', 'second'].map((name) => requirement(name, { logGroupArn: LOG_GROUP }));
    expect(deliveryRolesOf(deployed({ requirements }))).toHaveLength(1);
  });

  it('is another one for another existing log group: flow logs to the former one still use theirs', () => {
    const idsOf = (logGroupArn: string) => deliveryRolesOf(delivering({ logGroupArn })).map(([id]) => id);
    expect(idsOf(`${LOG_GROUP}-2`)).not.toEqual(idsOf(LOG_GROUP));
    expect(idsOf(`${LOG_GROUP}:*`)).toEqual(idsOf(LOG_GROUP));
  });
});

describe('an existing log group', () => {
  it('is left alone', () => expect(logGroupsOf(delivering({ logGroupArn: LOG_GROUP }))).toEqual([]));

  it('receives the flow logs, by an existing role', () =>
    expect(createdBy(delivering({ logGroupArn: `${LOG_GROUP}:*`, deliveryRoleArn: ROLE }))).toMatchObject([
      { LogDestination: LOG_GROUP, DeliverLogsPermissionArn: ROLE },
    ]));

  it('may be one of the app', () => {
    const stack = new Stack(newApp(), 'Own');
    const logGroup = new LogGroup(stack, 'Mine');
    const requirements = [requirement('all-traffic', { logGroup })];
    new FlowLogsCompliance(stack, 'FlowLogs', { functionCode, requirements });
    const [{ LogDestination: arn }] = createdBy(Template.fromStack(stack));
    expect(arn).toMatch(/^arn:aws:logs:eu-west-1:111122223333:log-group:<Mine\w+>$/);
  });

  it('may be one that the app imports', () => {
    const stack = new Stack(newApp(), 'Own');
    const logGroup = LogGroup.fromLogGroupName(stack, 'Theirs', '/theirs');
    new FlowLogsCompliance(stack, 'FlowLogs', {
      functionCode,
      requirements: [requirement('a', { logGroup })],
    });
    expect(createdBy(Template.fromStack(stack))).toMatchObject([
      { LogDestination: 'arn:aws:logs:eu-west-1:111122223333:log-group:/theirs' },
    ]);
  });
});

describe('an existing delivery role', () => {
  it('has what its trust policy and its policy need put out, and is left alone', () => {
    const template = delivering({ logGroupArn: LOG_GROUP, deliveryRoleArn: ROLE });
    expect(deliveryRolesOf(template)).toEqual([]);
    const [trust, policy, ...others] = outputsOf(template);
    expect(others).toEqual([]);
    expect(trust.Description).toContain('trust policy of the role network/delivery');
    expect(JSON.parse(rendered(trust.Value))).toEqual([TRUST]);
    expect(JSON.parse(rendered(policy.Value))).toEqual(policyFor(LOG_GROUP));
  });

  it('may write to a log group of the stack', () => {
    const template = delivering({ deliveryRoleArn: ROLE });
    const [[groupId] = []] = logGroupsOf(template);
    const policy = outputsOf(template).find(({ Description }) =>
      Description.startsWith('A policy of the role'),
    );
    expect(JSON.parse(rendered(policy.Value))).toEqual(
      policyFor(`arn:aws:logs:eu-west-1:111122223333:log-group:<${groupId}>`),
    );
  });

  it('for two log groups has the statements of both put out', () => {
    const requirements = [LOG_GROUP, `${LOG_GROUP}-2`].map((logGroupArn, index) =>
      requirement(`r${index}`, { logGroupArn, deliveryRoleArn: ROLE }),
    );
    const values = outputsOf(deployed({ requirements }))
      .map(({ Value }) => rendered(Value))
      .join();
    expect(values).toContain(`"${LOG_GROUP}:*"`);
    expect(values).toContain(`"${LOG_GROUP}-2:*"`);
  });

  it('of the app gets what it needs', () => {
    const stack = new Stack(newApp(), 'Own');
    const deliveryRole = new Role(stack, 'Mine', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
    const requirements = [requirement('a', { logGroupArn: LOG_GROUP, deliveryRole })];
    new FlowLogsCompliance(stack, 'FlowLogs', { functionCode, requirements });
    const template = Template.fromStack(stack);
    const [[id, role] = []] = deliveryRolesOf(template);
    expect(id).toMatch(/^Mine/);
    expect(withoutSids(rendered(role?.Properties.AssumeRolePolicyDocument.Statement))).toContainEqual(TRUST);
    const { PolicyDocument } = onlyOf(template, 'AWS::IAM::Policy').Properties;
    expect(withoutSids(rendered(PolicyDocument.Statement))).toEqual(policyFor(LOG_GROUP));
    const [policyId] = Object.keys(template.findResources('AWS::IAM::Policy'));
    expect(onlyOf(template, 'AWS::Config::RemediationConfiguration').DependsOn).toContain(policyId);
  });
});

describe('a key of the log group', () => {
  const STATEMENT = {
    Effect: 'Allow',
    Principal: { Service: 'logs.eu-west-1.amazonaws.com' },
    Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
    Resource: '*',
    Condition: {
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:eu-west-1:111122223333:log-group:*',
      },
    },
  };

  it('that exists has the statement that its policy needs put out', () => {
    const template = delivering({ kmsKeyArn: KEY });
    expect(logGroupsOf(template)[0]?.[1].Properties.KmsKeyId).toBe(KEY);
    const output = outputsOf(template).find(({ Description }) => Description.includes('the key 01234567'));
    expect(output.Description).toContain('before the first deployment');
    expect(JSON.parse(rendered(output.Value))).toEqual([STATEMENT]);
  });

  it('of the app has the statement added to its policy', () => {
    const stack = new Stack(newApp(), 'Own');
    const encryptionKey = new Key(stack, 'Mine');
    new FlowLogsCompliance(stack, 'FlowLogs', {
      functionCode,
      requirements: [requirement('a', { encryptionKey })],
    });
    const template = Template.fromStack(stack);
    const { KeyPolicy } = onlyOf(template, 'AWS::KMS::Key').Properties;
    expect(withoutSids(rendered(KeyPolicy.Statement))).toContainEqual(STATEMENT);
    expect(outputsOf(template).filter(({ Description }) => Description.includes('key'))).toEqual([]);
  });
});

describe('a log group, a role and a key', () => {
  const stack = new Stack();
  it.each<readonly [string, Props, string]>([
    [
      'a log group',
      { logGroup: new LogGroup(stack, 'Group'), logGroupArn: LOG_GROUP },
      'both logGroup and logGroupArn',
    ],
    [
      'a role',
      { deliveryRole: Role.fromRoleArn(stack, 'Role', ROLE), deliveryRoleArn: ROLE },
      'both deliveryRole and deliveryRoleArn',
    ],
    ['a key', { encryptionKey: new Key(stack, 'Key'), kmsKeyArn: KEY }, 'both encryptionKey and kmsKeyArn'],
    [
      'a key of an existing log group',
      { encryptionKey: new Key(stack, 'Other'), logGroupArn: LOG_GROUP },
      'encryptionKey with an existing log group',
    ],
  ])('are named in one way only: %s', (_, props, message) =>
    expect(() => LogDestination.cloudWatchLogs(props)).toThrow(message),
  );
});
