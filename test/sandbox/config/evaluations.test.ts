import {
  type Evaluation,
  GetComplianceDetailsByConfigRuleCommand,
  type GetComplianceDetailsByConfigRuleCommandInput,
  PutEvaluationsCommand,
} from '@aws-sdk/client-config-service';
import { openEndpoint, START } from '../endpoint';
import { ruleWithToken } from './rule';

const evaluation = (others: Partial<Evaluation> = {}): Evaluation => ({
  ComplianceResourceType: 'AWS::EC2::VPC',
  ComplianceResourceId: 'vpc-0123456789abcdef0',
  ComplianceType: 'COMPLIANT',
  Annotation: 'covered',
  OrderingTimestamp: START,
  ...others,
});

const put = (Evaluations: Evaluation[], ResultToken = 'token', TestMode?: boolean) =>
  new PutEvaluationsCommand({ Evaluations, ResultToken, TestMode });

describe('PutEvaluations', () => {
  test.each<[string, Partial<Evaluation>, string]>([
    ['an empty annotation', { Annotation: '' }, 'ValidationException'],
    ['an annotation of 257 characters', { Annotation: 'x'.repeat(257) }, 'ValidationException'],
    ['no resource', { ComplianceResourceId: undefined }, 'ValidationException'],
    ['no time', { OrderingTimestamp: undefined }, 'ValidationException'],
    ['no compliance', { ComplianceType: undefined }, 'ValidationException'],
    ['INSUFFICIENT_DATA', { ComplianceType: 'INSUFFICIENT_DATA' }, 'InvalidParameterValueException'],
    ['another resource type', { ComplianceResourceType: 'AWS::EC2::FlowLog' }, 'NotModelled'],
  ])('with %s takes nothing', async (_, wrong, code) => {
    const { config, sandbox } = await openEndpoint();
    const { rule, token } = ruleWithToken(sandbox);
    await expect(config.send(put([evaluation(), evaluation(wrong)], token))).rejects.toMatchObject({
      name: code,
    });
    expect(rule.results.size).toBe(0);
  });

  test.each([
    [100, true],
    [101, false],
  ])('of %i evaluations is taken: %s', async (count, taken) => {
    const { config, sandbox } = await openEndpoint();
    const { rule, token } = ruleWithToken(sandbox);
    const many = Array.from({ length: count }, (_, index) =>
      evaluation({ ComplianceResourceId: `vpc-${String(index).padStart(17, '0')}` }),
    );
    const answer = config.send(put(many, token));
    if (taken) await expect(answer).resolves.toMatchObject({ FailedEvaluations: [] });
    else await expect(answer).rejects.toMatchObject({ name: 'ValidationException' });
    expect(rule.results.size).toBe(taken ? count : 0);
  });

  test('with a token that was not given out is refused', async () => {
    const { config, sandbox } = await openEndpoint();
    ruleWithToken(sandbox);
    await expect(config.send(put([evaluation()], 'other'))).rejects.toMatchObject({
      name: 'InvalidResultTokenException',
    });
  });

  test('in test mode takes any token and stores nothing', async () => {
    const { config, sandbox } = await openEndpoint();
    const { rule } = ruleWithToken(sandbox);
    await config.send(put([evaluation()], 'TESTMODE', true));
    expect(rule.results.size).toBe(0);
  });

  test('keeps the result with the newest ordering timestamp, whichever comes last', async () => {
    const { config, sandbox } = await openEndpoint();
    const { rule, token } = ruleWithToken(sandbox);
    const at = (seconds: number, Annotation: string) =>
      put([evaluation({ OrderingTimestamp: new Date(START.getTime() + seconds * 1000), Annotation })], token);
    for (const command of [at(10, 'ten'), at(20, 'twenty'), at(15, 'fifteen'), at(20, 'twenty again')])
      await config.send(command);
    expect([...rule.results.values()].map(({ annotation }) => annotation)).toEqual(['twenty again']);
    expect(rule.timeline.map(({ annotation }) => annotation)).toEqual(['ten', 'twenty', 'twenty again']);
  });
});

describe('GetComplianceDetailsByConfigRule', () => {
  async function withResults() {
    const opened = await openEndpoint();
    const { token } = ruleWithToken(opened.sandbox);
    const types = ['COMPLIANT', 'NON_COMPLIANT', 'NOT_APPLICABLE'] as const;
    const many = Array.from({ length: 12 }, (_, index) =>
      evaluation({ ComplianceResourceId: `vpc-${index}`, ComplianceType: types[index % 3] }),
    );
    await opened.config.send(put(many, token));
    return opened;
  }

  const ask = (input: Partial<GetComplianceDetailsByConfigRuleCommandInput>) =>
    new GetComplianceDetailsByConfigRuleCommand({ ConfigRuleName: 'rule', ...input });

  test.each([
    [undefined, 10],
    [0, 10],
    [5, 5],
    [100, 12],
  ])('with Limit %p shows a page of %i', async (Limit, size) => {
    const { config } = await withResults();
    const { EvaluationResults = [], NextToken } = await config.send(ask({ Limit }));
    expect(EvaluationResults).toHaveLength(size);
    expect(NextToken === undefined).toBe(size === 12);
  });

  test('shows every result once, page by page', async () => {
    const { config } = await withResults();
    const ids: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const answer = await config.send(ask({ Limit: 5, NextToken }));
      const results = answer.EvaluationResults ?? [];
      ids.push(
        ...results.map((each) => each.EvaluationResultIdentifier?.EvaluationResultQualifier?.ResourceId),
      );
      NextToken = answer.NextToken;
    } while (NextToken);
    expect(ids).toEqual(Array.from({ length: 12 }, (_, index) => `vpc-${index}`));
  });

  test('shows the compliance types that are asked for', async () => {
    const { config } = await withResults();
    const { EvaluationResults = [] } = await config.send(ask({ ComplianceTypes: ['NON_COMPLIANT'] }));
    expect(EvaluationResults.map(({ ComplianceType }) => ComplianceType)).toEqual(
      Array(4).fill('NON_COMPLIANT'),
    );
  });

  test.each<[string, Partial<GetComplianceDetailsByConfigRuleCommandInput>, string]>([
    ['a rule that is not there', { ConfigRuleName: 'other' }, 'NoSuchConfigRuleException'],
    ['a token that it did not give out', { NextToken: '1e3' }, 'InvalidNextTokenException'],
    ['a limit of 101', { Limit: 101 }, 'ValidationException'],
    ['INSUFFICIENT_DATA', { ComplianceTypes: ['INSUFFICIENT_DATA'] }, 'InvalidParameterValueException'],
  ])('refuses %s', async (_, input, code) => {
    const { config } = await withResults();
    await expect(config.send(ask(input))).rejects.toMatchObject({ name: code });
  });
});
