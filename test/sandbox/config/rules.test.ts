import {
  type ComplianceType,
  DeleteEvaluationResultsCommand,
  DescribeComplianceByConfigRuleCommand,
  DescribeComplianceByResourceCommand,
  DescribeConfigRuleEvaluationStatusCommand,
  DescribeConfigRulesCommand,
  GetComplianceDetailsByConfigRuleCommand,
  PutEvaluationsCommand,
  StartConfigRulesEvaluationCommand,
} from '@aws-sdk/client-config-service';
import type { ConfigRule } from '../../../sandbox/config/state';
import { type OpenEndpoint, openEndpoint, START } from '../endpoint';
import { recorded } from './recorded';
import { ruleWithToken } from './rule';

/** Rules beside the one that has a token. */
function addRules(
  { sandbox }: OpenEndpoint,
  names: readonly string[],
  others: Partial<ConfigRule> = {},
): void {
  const { rule } = ruleWithToken(sandbox);
  for (const name of names)
    sandbox.home.config.rules.set(name, {
      ...rule,
      name,
      arn: `${rule.arn}-${name}`,
      results: new Map(),
      ...others,
    });
}

async function put(
  { config }: OpenEndpoint,
  results: Readonly<Record<string, ComplianceType>>,
  ResultToken = 'token',
): Promise<void> {
  const Evaluations = Object.entries(results).map(([ComplianceResourceId, type]) => ({
    ComplianceResourceType: 'AWS::EC2::VPC',
    ComplianceResourceId,
    ComplianceType: type,
    OrderingTimestamp: START,
  }));
  await config.send(new PutEvaluationsCommand({ Evaluations, ResultToken }));
}

const numbered = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `rule-${index}`);

describe('DescribeConfigRules', () => {
  test('shows a rule as it was deployed', async () => {
    const opened = await openEndpoint();
    addRules(opened, ['full'], {
      description: 'Flow logs',
      resourceTypes: ['AWS::EC2::VPC'],
      sourceDetails: [
        { messageType: 'ConfigurationItemChangeNotification', frequency: undefined },
        { messageType: 'ScheduledNotification', frequency: 'Six_Hours' },
      ],
    });
    const { ConfigRules } = await opened.config.send(
      new DescribeConfigRulesCommand({ ConfigRuleNames: ['full'] }),
    );
    expect(ConfigRules).toEqual([
      {
        ConfigRuleName: 'full',
        ConfigRuleArn: expect.stringContaining(':config-rule/'),
        ConfigRuleId: 'config-rule-abc',
        Description: 'Flow logs',
        Scope: { ComplianceResourceTypes: ['AWS::EC2::VPC'] },
        Source: {
          Owner: 'CUSTOM_LAMBDA',
          SourceIdentifier: 'arn:aws:lambda:eu-central-1:111122223333:function:judge',
          SourceDetails: [
            { EventSource: 'aws.config', MessageType: 'ConfigurationItemChangeNotification' },
            {
              EventSource: 'aws.config',
              MessageType: 'ScheduledNotification',
              MaximumExecutionFrequency: 'Six_Hours',
            },
          ],
        },
        InputParameters: '{}',
        ConfigRuleState: 'ACTIVE',
        EvaluationModes: [{ Mode: 'DETECTIVE' }],
      },
    ]);
  });

  test('pages, shows no rule twice, and knows no proactive ones', async () => {
    const opened = await openEndpoint();
    addRules(opened, numbered(26));
    const first = await opened.config.send(new DescribeConfigRulesCommand({}));
    expect(first.ConfigRules).toHaveLength(25);
    const second = await opened.config.send(new DescribeConfigRulesCommand({ NextToken: first.NextToken }));
    const names = [...(first.ConfigRules ?? []), ...(second.ConfigRules ?? [])].map(
      ({ ConfigRuleName }) => ConfigRuleName,
    );
    expect(names).toEqual(['rule', ...numbered(26)]);
    expect(second.NextToken).toBeUndefined();
    const Filters = { EvaluationMode: 'PROACTIVE' as const };
    expect(await opened.config.send(new DescribeConfigRulesCommand({ Filters }))).toMatchObject({
      ConfigRules: [],
    });
  });
});

describe('StartConfigRulesEvaluation', () => {
  const start = (...ConfigRuleNames: string[]) => new StartConfigRulesEvaluationCommand({ ConfigRuleNames });

  test('tells each rule of the last known state, runs its schedule, and leaves the next run as it was', async () => {
    const { addRule, told, advance, config, ruleName } = await recorded({ frequency: 'One_Hour' });
    addRule();
    await advance(10);
    told();
    await advance(1800);
    await config.send(start(ruleName()));
    const { ConfigRules: [rule] = [] } = await config.send(new DescribeConfigRulesCommand({}));
    expect(rule?.ConfigRuleState).toBe('EVALUATING');
    await advance(60);
    expect(told().map(({ messageType }) => messageType)).toEqual([
      'ConfigurationItemChangeNotification',
      'ScheduledNotification',
    ]);
    await advance(1800);
    expect(told().map(({ messageType }) => messageType)).toEqual(['ScheduledNotification']);
    const { ConfigRules: [later] = [] } = await config.send(new DescribeConfigRulesCommand({}));
    expect(later?.ConfigRuleState).toBe('ACTIVE');
  });

  test('does not record again: what Config has not seen yet is not told', async () => {
    const { addRule, told, advance, config, ruleName, sandbox, VpcId } = await recorded({});
    addRule();
    await advance(10);
    told();
    const vpc = sandbox.home.vpcs.get(VpcId);
    if (vpc) vpc.tags = { changed: 'since' };
    await config.send(start(ruleName()));
    await advance(10);
    expect(told().map(({ configurationItem }) => configurationItem.tags)).toEqual([{}]);
  });

  test('is taken once a minute, whatever the rules', async () => {
    const opened = await openEndpoint();
    addRules(opened, ['other']);
    await opened.config.send(start('rule'));
    await opened.sandbox.advance(59);
    for (const name of ['rule', 'other'])
      await expect(opened.config.send(start(name))).rejects.toMatchObject({ name: 'LimitExceededException' });
    await opened.sandbox.advance(1);
    await expect(opened.config.send(start('other'))).resolves.toBeDefined();
  });

  test.each([
    ['a rule that is not there', ['rule', 'other'], 'NoSuchConfigRuleException'],
    ['26 rules', numbered(26), 'ValidationException'],
    ['no rule', [], 'InvalidParameterValueException'],
  ])('refuses %s, and starts nothing', async (_, names, code) => {
    const opened = await openEndpoint();
    addRules(opened, []);
    await expect(opened.config.send(start(...names))).rejects.toMatchObject({ name: code });
    await expect(opened.config.send(start('rule'))).resolves.toBeDefined();
  });
});

describe('DeleteEvaluationResults', () => {
  test('leaves a rule without results', async () => {
    const opened = await openEndpoint();
    ruleWithToken(opened.sandbox);
    await put(opened, { 'vpc-1': 'COMPLIANT' });
    await opened.config.send(new DeleteEvaluationResultsCommand({ ConfigRuleName: 'rule' }));
    const details = new GetComplianceDetailsByConfigRuleCommand({ ConfigRuleName: 'rule' });
    expect(await opened.config.send(details)).toMatchObject({ EvaluationResults: [] });
  });

  test('refuses a rule that is not there', async () => {
    const { config } = await openEndpoint();
    const command = new DeleteEvaluationResultsCommand({ ConfigRuleName: 'rule' });
    await expect(config.send(command)).rejects.toMatchObject({ name: 'NoSuchConfigRuleException' });
  });
});

describe('PutEvaluations', () => {
  test('with the token of a rule that was deleted is refused', async () => {
    const opened = await openEndpoint();
    const { rule } = ruleWithToken(opened.sandbox);
    opened.sandbox.home.config.rules.delete(rule.name);
    await expect(put(opened, { 'vpc-1': 'COMPLIANT' })).rejects.toMatchObject({
      name: 'NoSuchConfigRuleException',
    });
  });
});

describe('the compliance of a rule', () => {
  const count = (CappedCount: number, CapExceeded = false) => ({
    ComplianceType: 'NON_COMPLIANT',
    ComplianceContributorCount: { CappedCount, CapExceeded },
  });

  test.each<[string, Readonly<Record<string, ComplianceType>>, object]>([
    ['without results', {}, { ComplianceType: 'INSUFFICIENT_DATA' }],
    ['with nothing that applies', { 'vpc-1': 'NOT_APPLICABLE' }, { ComplianceType: 'INSUFFICIENT_DATA' }],
    [
      'with compliant resources',
      { 'vpc-1': 'COMPLIANT', 'vpc-2': 'NOT_APPLICABLE' },
      { ComplianceType: 'COMPLIANT' },
    ],
    [
      'with non-compliant ones among them',
      { 'vpc-1': 'COMPLIANT', 'vpc-2': 'NON_COMPLIANT', 'vpc-3': 'NON_COMPLIANT' },
      count(2),
    ],
    [
      'with more of them than are counted',
      Object.fromEntries(numbered(26).map((id) => [id, 'NON_COMPLIANT' as const])),
      count(25, true),
    ],
  ])('%s', async (_, results, Compliance) => {
    const opened = await openEndpoint();
    ruleWithToken(opened.sandbox);
    await put(opened, results);
    const answer = await opened.config.send(new DescribeComplianceByConfigRuleCommand({}));
    expect(answer.ComplianceByConfigRules).toEqual([{ ConfigRuleName: 'rule', Compliance }]);
  });

  test('is shown of the rules and the kinds that are asked for', async () => {
    const opened = await openEndpoint();
    addRules(opened, ['other']);
    await put(opened, { 'vpc-1': 'COMPLIANT' });
    const names = async (input: object) => {
      const answer = await opened.config.send(new DescribeComplianceByConfigRuleCommand(input));
      return answer.ComplianceByConfigRules?.map(({ ConfigRuleName }) => ConfigRuleName);
    };
    expect(await names({})).toEqual(['rule', 'other']);
    expect(await names({ ComplianceTypes: ['INSUFFICIENT_DATA'] })).toEqual(['other']);
    expect(await names({ ConfigRuleNames: ['rule'] })).toEqual(['rule']);
  });

  test.each([
    ['a rule that is not there', { ConfigRuleNames: ['x'] }, 'NoSuchConfigRuleException'],
    ['NOT_APPLICABLE', { ComplianceTypes: ['NOT_APPLICABLE' as const] }, 'InvalidParameterValueException'],
    ['a token that it did not give out', { NextToken: 'x' }, 'InvalidNextTokenException'],
  ])('is not shown of %s', async (_, input, code) => {
    const { config } = await openEndpoint();
    const command = new DescribeComplianceByConfigRuleCommand(input);
    await expect(config.send(command)).rejects.toMatchObject({ name: code });
  });
});

describe('the compliance of a resource', () => {
  async function twoRules() {
    const opened = await openEndpoint();
    addRules(opened, ['other']);
    const { tokens } = opened.sandbox.home.config;
    tokens.set('other token', {
      ruleName: 'other',
      messageType: 'ScheduledNotification',
      invokedTime: START,
    });
    await put(opened, { 'vpc-1': 'COMPLIANT', 'vpc-2': 'NON_COMPLIANT', 'vpc-3': 'NOT_APPLICABLE' });
    await put(
      opened,
      { 'vpc-1': 'COMPLIANT', 'vpc-2': 'NON_COMPLIANT', 'vpc-4': 'NON_COMPLIANT' },
      'other token',
    );
    const ask = async (input: object = {}) => {
      const answer = await opened.config.send(new DescribeComplianceByResourceCommand(input));
      return answer.ComplianceByResources?.map(
        ({ ResourceId, Compliance }) =>
          `${ResourceId} ${Compliance?.ComplianceType} ${Compliance?.ComplianceContributorCount?.CappedCount ?? ''}`,
      );
    };
    return { ...opened, ask };
  }

  test('is that of all rules together, and counts the rules that it fails', async () => {
    const { ask } = await twoRules();
    expect(await ask()).toEqual([
      'vpc-1 COMPLIANT ',
      'vpc-2 NON_COMPLIANT 2',
      'vpc-3 INSUFFICIENT_DATA ',
      'vpc-4 NON_COMPLIANT 1',
    ]);
    expect(await ask({ ResourceType: 'AWS::EC2::VPC', ResourceId: 'vpc-2' })).toEqual([
      'vpc-2 NON_COMPLIANT 2',
    ]);
    expect(await ask({ ResourceType: 'AWS::EC2::Subnet' })).toEqual([]);
    expect(await ask({ ComplianceTypes: ['COMPLIANT'] })).toEqual(['vpc-1 COMPLIANT ']);
    expect(await ask({ Limit: 1 })).toEqual(['vpc-1 COMPLIANT ']);
  });

  test('is not shown of an id without its type', async () => {
    const { ask } = await twoRules();
    await expect(ask({ ResourceId: 'vpc-2' })).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
    });
  });
});

describe('DescribeConfigRuleEvaluationStatus', () => {
  test('tells of a rule that was invoked and has reported', async () => {
    const opened = await openEndpoint();
    addRules(opened, ['silent']);
    await put(opened, { 'vpc-1': 'COMPLIANT' });
    const { ConfigRulesEvaluationStatus = [] } = await opened.config.send(
      new DescribeConfigRuleEvaluationStatusCommand({}),
    );
    const [reported, silent] = ConfigRulesEvaluationStatus;
    expect(reported).toMatchObject({
      FirstEvaluationStarted: true,
      LastSuccessfulInvocationTime: START,
      LastSuccessfulEvaluationTime: START,
    });
    expect(silent).toMatchObject({ ConfigRuleName: 'silent', FirstEvaluationStarted: false });
    expect(silent).not.toHaveProperty('LastSuccessfulEvaluationTime');
  });

  test('refuses the name of a rule that is not there', async () => {
    const { config } = await openEndpoint();
    await expect(
      config.send(new DescribeConfigRuleEvaluationStatusCommand({ ConfigRuleNames: ['other'] })),
    ).rejects.toMatchObject({ name: 'NoSuchConfigRuleException' });
  });
});
