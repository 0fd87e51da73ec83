import {
  ConfigServiceClient,
  DescribeConfigRulesCommand,
  DescribeRemediationConfigurationsCommand,
} from '@aws-sdk/client-config-service';
import { GetDocumentCommand, SSMClient } from '@aws-sdk/client-ssm';
import { mockClient } from 'aws-sdk-client-mock';
import { discover } from '../../../fleet/deployed/discover';
import { documentOf } from '../../runbook/builders';

const ROLE = 'arn:aws:iam::111122223333:role/automation';
const DESCRIPTION =
  'Every VPC has flow logs that meet the requirement all-traffic, and EC2 reports no delivery failure.';

function stage() {
  const clients = {
    config: new ConfigServiceClient({ region: 'eu-west-1' }),
    ssm: new SSMClient({ region: 'eu-west-1' }),
  };
  const config = mockClient(clients.config);
  const ssm = mockClient(clients.ssm);
  config.on(DescribeRemediationConfigurationsCommand).resolves({ RemediationConfigurations: [] });
  return { clients, config, ssm };
}

const rule = (name: string, given: object = {}) => ({
  ConfigRuleName: name,
  ConfigRuleArn: `arn:aws:config:eu-west-1:111122223333:config-rule/${name}`,
  Description: DESCRIPTION,
  Source: { Owner: 'CUSTOM_LAMBDA' as const, SourceIdentifier: 'arn:function' },
  InputParameters: '{"maxAggregationInterval":"60"}',
  ...given,
});

const remediation = (ConfigRuleName: string, given: object = {}) => ({
  ConfigRuleName,
  TargetType: 'SSM_DOCUMENT' as const,
  TargetId: 'document',
  Automatic: true,
  MaximumAutomaticAttempts: 3,
  RetryAttemptSeconds: 600,
  Parameters: {
    VpcId: { ResourceValue: { Value: 'RESOURCE_ID' as const } },
    AutomationAssumeRole: { StaticValue: { Values: [ROLE] } },
  },
  ...given,
});

const awsError = (name: string) => Object.assign(new Error('said AWS'), { name });

test('a rule of ours is read with its parameters, its remediation and its document', async () => {
  const { clients, config, ssm } = stage();
  config.on(DescribeConfigRulesCommand).resolves({ ConfigRules: [rule('ours')] });
  config
    .on(DescribeRemediationConfigurationsCommand)
    .resolves({ RemediationConfigurations: [remediation('ours')] });
  ssm.on(GetDocumentCommand, { Name: 'document' }).resolves({ Content: JSON.stringify(documentOf()) });
  const { requirements, doubts } = await discover(clients);
  expect(doubts).toEqual([]);
  expect(requirements).toEqual([
    {
      name: 'all-traffic',
      ruleName: 'ours',
      ruleArn: 'arn:aws:config:eu-west-1:111122223333:config-rule/ours',
      functionArn: 'arn:function',
      parameters: expect.objectContaining({ maxAggregationInterval: 60, trafficType: 'ALL' }),
      remediation: {
        mode: 'automatic',
        documentName: 'document',
        automationRoleArn: ROLE,
        maximumAutomaticAttempts: 3,
        retryAttemptSeconds: 600,
        document: expect.objectContaining({ requirement: 'all-traffic', destinationType: 's3' }),
      },
    },
  ]);
});

test('every page of rules is read, and remediations are asked for 25 rules at a time', async () => {
  const { clients, config } = stage();
  const names = Array.from({ length: 30 }, (_, index) => `rule-${index}`);
  const page = (from: number, to: number) => names.slice(from, to).map((name) => rule(name));
  config
    .on(DescribeConfigRulesCommand)
    .resolvesOnce({ ConfigRules: page(0, 25), NextToken: 'more' })
    .resolvesOnce({ ConfigRules: page(25, 30) });
  const { requirements } = await discover(clients);
  expect(requirements.map(({ ruleName }) => ruleName)).toEqual(names);
  const asked = config.commandCalls(DescribeRemediationConfigurationsCommand);
  expect(asked.map(({ args }) => args[0].input.ConfigRuleNames?.length)).toEqual([25, 5]);
});

test('a rule that only observes has no document, and is told by its description', async () => {
  const { clients, config } = stage();
  config.on(DescribeConfigRulesCommand).resolves({ ConfigRules: [rule('ours')] });
  const { requirements } = await discover(clients);
  expect(requirements[0]).toMatchObject({ name: 'all-traffic', remediation: { mode: 'observe' } });
});

test('a rule whose description somebody changed is told by its document', async () => {
  const { clients, config, ssm } = stage();
  config
    .on(DescribeConfigRulesCommand)
    .resolves({ ConfigRules: [rule('ours', { Description: 'flow logs' })] });
  config
    .on(DescribeRemediationConfigurationsCommand)
    .resolves({ RemediationConfigurations: [remediation('ours')] });
  ssm.on(GetDocumentCommand).resolves({ Content: JSON.stringify(documentOf({ name: 'production' })) });
  expect((await discover(clients)).requirements[0]).toMatchObject({ name: 'production' });
});

test.each([
  ['an AWS managed rule', rule('theirs', { Source: { Owner: 'AWS' } }), undefined],
  ['a rule with another description', rule('theirs', { Description: `${DESCRIPTION} Or so.` }), undefined],
  ['a rule whose document is none of ours', rule('theirs', { Description: 'x' }), '{"mainSteps":[]}'],
])('%s is not ours', async (_, theirs, content) => {
  const { clients, config, ssm } = stage();
  config.on(DescribeConfigRulesCommand).resolves({ ConfigRules: [theirs] });
  if (content !== undefined)
    config
      .on(DescribeRemediationConfigurationsCommand)
      .resolves({ RemediationConfigurations: [remediation('theirs')] });
  ssm.on(GetDocumentCommand).resolves({ Content: content ?? '' });
  await expect(discover(clients)).resolves.toEqual({ requirements: [], doubts: [] });
});

test.each(['InvalidDocument', 'InvalidDocumentVersion', 'AccessDeniedException'])(
  'a document that cannot be read because of %s is named with the cause',
  async (name) => {
    const { clients, config, ssm } = stage();
    config.on(DescribeConfigRulesCommand).resolves({ ConfigRules: [rule('ours')] });
    config
      .on(DescribeRemediationConfigurationsCommand)
      .resolves({ RemediationConfigurations: [remediation('ours')] });
    ssm.on(GetDocumentCommand).rejects(awsError(name));
    const [found] = (await discover(clients)).requirements;
    expect(found?.remediation).toMatchObject({
      document: { unreadable: `ssm:GetDocument answers ${name}: said AWS` },
    });
  },
);

test.each([
  ['config:DescribeConfigRules', DescribeConfigRulesCommand],
  ['config:DescribeRemediationConfigurations', DescribeRemediationConfigurationsCommand],
  ['ssm:GetDocument', GetDocumentCommand],
] as const)('nothing is concluded when %s fails', async (action, command) => {
  const { clients, config, ssm } = stage();
  config.on(DescribeConfigRulesCommand).resolves({ ConfigRules: [rule('ours')] });
  config
    .on(DescribeRemediationConfigurationsCommand)
    .resolves({ RemediationConfigurations: [remediation('ours')] });
  const failing = action.startsWith('ssm') ? ssm : config;
  failing.on(command as never).rejects(awsError('ThrottlingException'));
  await expect(discover(clients)).rejects.toThrow(`${action} failed: ThrottlingException: said AWS`);
});

test.each([
  ['no JSON', { InputParameters: 'x' }, 'its InputParameters are no JSON'],
  ['an unknown parameter', { InputParameters: '{"colour":"red"}' }, 'its parameters cannot be read: colour'],
])('a rule of ours with %s is a doubt, and no requirement', async (_, given, problem) => {
  const { clients, config } = stage();
  config.on(DescribeConfigRulesCommand).resolves({ ConfigRules: [rule('ours', given)] });
  await expect(discover(clients)).resolves.toEqual({
    requirements: [],
    doubts: [{ ruleName: 'ours', problem: expect.stringContaining(problem) }],
  });
});

test('a rule that shares the function of ours is a doubt, whatever its description says', async () => {
  const { clients, config } = stage();
  const edited = rule('edited', { Description: 'flow logs' });
  config.on(DescribeConfigRulesCommand).resolves({ ConfigRules: [edited, rule('ours')] });
  const { requirements, doubts } = await discover(clients);
  expect(requirements.map(({ ruleName }) => ruleName)).toEqual(['ours']);
  expect(doubts).toEqual([
    { ruleName: 'edited', problem: expect.stringContaining('a function of ours judges for it') },
  ]);
});

test.each([
  ['document', [{ ruleName: 'x', problem: expect.stringContaining('AccessDeniedException') }]],
  ['AWS-OfAmazon', []],
])(
  'a rule with another description, whose document %s may not be read, may be ours',
  async (name, expected) => {
    const { clients, config, ssm } = stage();
    config.on(DescribeConfigRulesCommand).resolves({ ConfigRules: [rule('x', { Description: 'x' })] });
    config
      .on(DescribeRemediationConfigurationsCommand)
      .resolves({ RemediationConfigurations: [remediation('x', { TargetId: name })] });
    ssm.on(GetDocumentCommand).rejects(awsError('AccessDeniedException'));
    await expect(discover(clients)).resolves.toEqual({ requirements: [], doubts: expected });
  },
);

test.each([
  ['config:DescribeConfigRules', DescribeConfigRulesCommand],
  ['config:DescribeRemediationConfigurations', DescribeRemediationConfigurationsCommand],
] as const)('an answer of %s without a list is no empty list', async (action, command) => {
  const { clients, config } = stage();
  config.on(DescribeConfigRulesCommand).resolves({ ConfigRules: [rule('ours')] });
  config.on(command as never).resolves({} as never);
  await expect(discover(clients)).rejects.toThrow(`${action} answered with no list`);
});

test('a rule whose document creates for another requirement is a doubt', async () => {
  const { clients, config, ssm } = stage();
  config.on(DescribeConfigRulesCommand).resolves({ ConfigRules: [rule('ours')] });
  config
    .on(DescribeRemediationConfigurationsCommand)
    .resolves({ RemediationConfigurations: [remediation('ours')] });
  ssm.on(GetDocumentCommand).resolves({ Content: JSON.stringify(documentOf({ name: 'other' })) });
  const { doubts } = await discover(clients);
  expect(doubts[0]?.problem).toBe('its description names all-traffic, its document creates for other');
});
