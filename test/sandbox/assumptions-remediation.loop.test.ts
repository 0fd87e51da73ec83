import type { AutomationExecution } from '@aws-sdk/client-ssm';
import type { Assumptions } from '../../sandbox/assumptions';
import { type Change, HOUR, MINUTE, rehearse } from './rehearsal';
import { AUTOMATION_ROLE, bucketPolicyOf, roleOf, statementsOf, stepOf } from './template-changes';

const stepNamed = (execution: AutomationExecution | undefined, name: string) =>
  execution?.StepExecutions?.find(({ StepName }) => StepName === name);

/** A remedy for the answer, as the column of the page names it. */
const allow =
  (action: string): Change =>
  (template) => {
    const [policy] = roleOf(template, AUTOMATION_ROLE)['Policies'];
    policy.PolicyDocument.Statement.push({ Effect: 'Allow', Action: action, Resource: '*' });
  };

const trustAnySource: Change = (template) => {
  const [statement] = roleOf(template, AUTOMATION_ROLE)['AssumeRolePolicyDocument'].Statement;
  delete statement.Condition;
};

interface Blocked {
  readonly assumptions: Partial<Assumptions>;
  /** Where the execution says so. */
  readonly step: string | undefined;
  readonly says: RegExp;
  readonly remedy?: Change;
}

const takeRecordsWithoutAcl: Change = (template) => {
  for (const { Condition } of bucketPolicyOf(template)['Statement']) {
    const { 's3:x-amz-acl': acl, ...others } = Condition.StringEquals ?? {};
    if (acl)
      Object.assign(Condition, { StringEquals: others, StringEqualsIfExists: { 's3:x-amz-acl': acl } });
  }
};

const BLOCKED: readonly Blocked[] = [
  {
    assumptions: { deliverySendsAcl: false },
    step: 'Fail',
    says: /flow logs are not in place: .*no flow log/,
    remedy: takeRecordsWithoutAcl,
  },
  {
    assumptions: { automationNamesItsSource: false },
    step: undefined,
    says: /trust policy does not allow/,
    remedy: trustAnySource,
  },
  {
    assumptions: { creationReadsBucketPolicy: true },
    step: 'CreateFlowLog',
    says: /UnauthorizedOperation: .*s3:GetBucketPolicy/,
    remedy: allow('s3:GetBucketPolicy'),
  },
  {
    assumptions: { creationDeletesLogDelivery: true },
    step: 'CreateFlowLog',
    says: /UnauthorizedOperation: .*logs:DeleteLogDelivery/,
    remedy: allow('logs:DeleteLogDelivery'),
  },
  {
    assumptions: { inputPayloadTextsParsed: true },
    step: 'Fail',
    says: /ruleParameters/,
  },
  {
    assumptions: { documentKeepsTypes: false },
    step: 'CreateFlowLog',
    says: /ParamValidationError: .*(PerHourPartition|MaxAggregationInterval)/,
  },
];

describe.each(BLOCKED)('under $assumptions', ({ assumptions, step, says, remedy }) => {
  test('nothing is created, the execution says why, and Config gives up on the VPC', async () => {
    const rehearsal = await rehearse({ assumptions });
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(3 * HOUR);
    const [first] = await rehearsal.executions();
    const message = step === undefined ? first?.FailureMessage : stepNamed(first, step)?.FailureMessage;
    expect(first?.AutomationExecutionStatus).toBe('Failed');
    expect(message).toMatch(says);
    expect(await rehearsal.flowLogsOf(vpcId)).toEqual([]);
    expect(await rehearsal.compliance(vpcId)).toBe('NON_COMPLIANT');
    expect(await rehearsal.exceptions()).toEqual([vpcId]);
  });

  if (remedy)
    test('what the page proposes makes it good', async () => {
      const rehearsal = await rehearse({ assumptions, change: remedy });
      const vpcId = await rehearsal.createVpc();
      await rehearsal.advance(HOUR);
      expect(await rehearsal.ours(vpcId)).toHaveLength(1);
      expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
    });
});

describe('an assumption changes the remediation', () => {
  test.each([
    ['soon', 3],
    ['late', 1],
  ] as const)(
    'failedRemediationRetries %s: within two hours there are %i attempts',
    async (failedRemediationRetries, attempts) => {
      const rehearsal = await rehearse({ assumptions: { failedRemediationRetries } });
      const bucket = rehearsal.sandbox.world.bucket(`arn:aws:s3:::${rehearsal.refs('AWS::S3::Bucket')[0]}`);
      if (bucket) bucket.policy = undefined;
      await rehearsal.createVpc();
      await rehearsal.advance(2 * HOUR);
      expect(await rehearsal.executions()).toHaveLength(attempts);
      await rehearsal.advance(5 * HOUR);
      expect(await rehearsal.executions()).toHaveLength(3);
      expect(await rehearsal.exceptions()).toHaveLength(1);
    },
  );

  test.each([
    [false, 0],
    [true, 1],
  ])(
    'succeededRemediationCounts %s: a VPC that was restored three times within the window has %i exceptions',
    async (succeededRemediationCounts, exceptions) => {
      const rehearsal = await rehearse({ assumptions: { succeededRemediationCounts } });
      const vpcId = await rehearsal.createVpc();
      for (let time = 1; time <= 3; time += 1) {
        await rehearsal.advance(HOUR);
        expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
        const [flowLogId] = await rehearsal.ours(vpcId);
        if (time < 3) await rehearsal.deleteFlowLog(flowLogId);
      }
      expect(await rehearsal.executions()).toHaveLength(3);
      expect(await rehearsal.exceptions()).toHaveLength(exceptions);
    },
  );

  test.each([
    ['down', 1],
    ['up', 2],
  ] as const)('ratesRound %s: of fifteen VPCs, ten per cent are %i at once', async (ratesRound, atOnce) => {
    const rehearsal = await rehearse({ assumptions: { ratesRound }, delays: { remediation: 120 } });
    for (let count = 0; count < 15; count += 1) await rehearsal.createVpc();
    await rehearsal.advance(4 * MINUTE);
    expect(await rehearsal.executions()).toHaveLength(atOnce);
  });

  test.each([
    [true, '"DECISION_CREATE'],
    [false, 'DECISION_CREATE'],
  ])('payloadKeepsQuotes %s: the word is found all the same', async (payloadKeepsQuotes, beginning) => {
    const rehearsal = await rehearse({ assumptions: { payloadKeepsQuotes } });
    const execution = await rehearsal.remediate(await rehearsal.createVpc());
    const [payload] = stepNamed(execution, 'JudgeVpc')?.Outputs?.['Payload'] ?? [];
    expect(payload?.startsWith(beginning)).toBe(true);
    expect(execution.AutomationExecutionStatus).toBe('Success');
  });

  test.each([
    [true, 'Success'],
    [false, 'Failed'],
  ])(
    'absentKeyMeetsAllValues %s: a document that tagged nothing would end in %s',
    async (absentKeyMeetsAllValues, status) => {
      const rehearsal = await rehearse({
        assumptions: { absentKeyMeetsAllValues },
        change: (template) => {
          delete stepOf(template, 'CreateFlowLog')['inputs'].TagSpecifications;
          for (const { Condition } of statementsOf(roleOf(template, AUTOMATION_ROLE)))
            if (Condition) delete Condition.StringEquals;
        },
      });
      const execution = await rehearsal.remediate(await rehearsal.createVpc());
      expect(execution.AutomationExecutionStatus).toBe(status);
    },
  );

  test.each([
    [false, 1],
    [true, 4],
  ])(
    'succeededRemediationRepeats %s: with no new verdict, there are at least %i executions and one flow log',
    async (succeededRemediationRepeats, executions) => {
      const assumptions = { succeededRemediationRepeats, tokenTakesOtherResources: false };
      const rehearsal = await rehearse({ assumptions });
      await rehearsal.advance(MINUTE);
      const vpcId = await rehearsal.createVpc();
      await rehearsal.advance(HOUR);
      const all = await rehearsal.executions();
      expect(Math.min(all.length, 4)).toBe(executions);
      expect(new Set(all.map(({ AutomationExecutionStatus }) => AutomationExecutionStatus))).toEqual(
        new Set(['Success']),
      );
      expect(await rehearsal.ours(vpcId)).toHaveLength(1);
    },
  );
});
