import { type Change, HOUR, MINUTE, type Rehearsal, type RehearsalOptions, rehearse } from './rehearsal';
import { AUTOMATION_ROLE, documentOf, forbid, remediationOf, stepOf } from './template-changes';

/** Nobody remediates but the test. */
const byHand = ({ change, ...options }: RehearsalOptions): Promise<Rehearsal> =>
  rehearse({
    ...options,
    change: (template) => {
      remediationOf(template)['Automatic'] = false;
      change?.(template);
    },
  });

describe('a step of the document', () => {
  async function failingCreation(
    change: Change,
  ): Promise<{ rehearsal: Rehearsal; steps: string[]; failure: string }> {
    const rehearsal = await byHand({
      change: (template) => {
        forbid(template, AUTOMATION_ROLE, 'ec2:CreateFlowLogs');
        change(template);
      },
    });
    const execution = await rehearsal.remediate(await rehearsal.createVpc());
    expect(execution.AutomationExecutionStatus).toBe('Failed');
    const steps = execution.StepExecutions?.map(({ StepName = '' }) => StepName) ?? [];
    return { rehearsal, steps, failure: execution.FailureMessage ?? '' };
  }

  test('onFailure step:WaitForEc2 of CreateFlowLog: the judge has the last word', async () => {
    const { steps, failure } = await failingCreation(() => undefined);
    expect(steps.at(-1)).toBe('Fail');
    expect(failure).toMatch(/^Fail: .*no flow log/);
  });

  test('onFailure Abort of CreateFlowLog: the execution fails at that step', async () => {
    const { steps, failure } = await failingCreation((template) => {
      stepOf(template, 'CreateFlowLog')['onFailure'] = 'Abort';
    });
    expect(steps.at(-1)).toBe('CreateFlowLog');
    expect(failure).toContain('UnauthorizedOperation');
  });

  test('onFailure Continue of CreateFlowLog: the next step in the list runs', async () => {
    const { steps } = await failingCreation((template) => {
      stepOf(template, 'CreateFlowLog')['onFailure'] = 'Continue';
    });
    expect(steps[steps.indexOf('CreateFlowLog') + 1]).toBe('WaitForEc2');
  });

  test.each([
    [false, 'Success'],
    [true, 'Failed'],
  ])(
    'isCritical %s of CreateFlowLog: an execution that ends covered after it failed is a %s',
    async (isCritical, status) => {
      const rehearsal = await byHand({
        change: (template) => {
          stepOf(template, 'CreateFlowLog')['isCritical'] = isCritical;
          // EC2 shows flow logs that late that the judge does not know of the one that is in the way.
          stepOf(template, 'CreateFlowLog')['inputs'].LogDestination = 'arn:aws:s3:::own-logs';
        },
        delays: { flowLogVisible: 8 * MINUTE },
        assumptions: { alreadyExistsCompares: 'destination' },
      });
      const vpcId = await rehearsal.createVpc();
      await rehearsal.createFlowLog(vpcId);
      await rehearsal.advance(150);
      const execution = await rehearsal.remediate(vpcId);
      const created = execution.StepExecutions?.find(({ StepName }) => StepName === 'CreateFlowLog');
      expect(created).toMatchObject({
        StepStatus: 'Failed',
        FailureMessage: expect.stringMatching(/^FlowLogAlreadyExists/),
      });
      expect(execution.StepExecutions?.at(-1)?.StepName).toBe('EndCovered');
      expect(execution.AutomationExecutionStatus).toBe(status);
    },
  );

  test.each([
    ['PT300S', 300],
    ['PT1H', 3600],
    ['PT0S', 0],
  ])('Duration %s of Settle: the flow log comes that much later', async (Duration, seconds) => {
    const rehearsal = await byHand({
      change: (template) => {
        Object.assign(stepOf(template, 'Settle'), { timeoutSeconds: 7200, inputs: { Duration } });
      },
    });
    const execution = await rehearsal.remediate(await rehearsal.createVpc());
    await rehearsal.advance(HOUR);
    const { StepExecutions = [] } = await rehearsal.execution(execution.AutomationExecutionId ?? '');
    const [settle] = StepExecutions.filter(({ StepName }) => StepName === 'Settle');
    const taken = (settle?.ExecutionEndTime?.getTime() ?? 0) - (settle?.ExecutionStartTime?.getTime() ?? 0);
    expect(taken).toBe(seconds * 1000);
  });

  test('a timeoutSeconds below the Duration of Settle: the execution times out, and nothing is created', async () => {
    const rehearsal = await byHand({
      change: (template) => {
        stepOf(template, 'Settle')['timeoutSeconds'] = 30;
      },
    });
    const vpcId = await rehearsal.createVpc();
    const execution = await rehearsal.remediate(vpcId);
    expect(execution.AutomationExecutionStatus).toBe('TimedOut');
    expect(execution.FailureMessage).toBe('Settle: timed out after 30 s');
    expect(await rehearsal.ours(vpcId)).toEqual([]);
  });

  test('a branch that lacks its choice: the Default is taken', async () => {
    const rehearsal = await byHand({
      change: (template) => {
        const { inputs } = stepOf(template, 'BranchOnJudgement');
        inputs.Choices = inputs.Choices.filter((choice: any) => choice.Contains !== 'DECISION_CREATE');
      },
    });
    const execution = await rehearsal.remediate(await rehearsal.createVpc());
    expect(execution.StepExecutions?.map(({ StepName }) => StepName)).toEqual([
      ...['JudgeVpc', 'BranchOnJudgement', 'JudgeFinally', 'BranchFinally', 'Fail'],
    ]);
    expect(execution.AutomationExecutionStatus).toBe('Failed');
  });

  test('a maxAttempts of JudgeVpc: the judge is asked that often while it may not be', async () => {
    const rehearsal = await byHand({
      change: (template) => {
        forbid(template, AUTOMATION_ROLE, 'lambda:InvokeFunction');
        stepOf(template, 'JudgeVpc')['maxAttempts'] = 2;
      },
    });
    const execution = await rehearsal.remediate(await rehearsal.createVpc());
    expect(execution.StepExecutions?.map(({ StepName }) => StepName)).toEqual(['JudgeVpc']);
    expect(rehearsal.story.filter((line) => line.includes('JudgeVpc failed'))).toHaveLength(2);
  });
});

describe('the parameters of the document', () => {
  test('allowedPattern: an execution whose parameter does not match does not start', async () => {
    const rehearsal = await byHand({
      change: (template) => {
        documentOf(template)['parameters'].VpcId.allowedPattern = '^vpc-never$';
      },
    });
    await expect(rehearsal.remediate(await rehearsal.createVpc())).rejects.toMatchObject({
      name: 'InvalidAutomationExecutionParametersException',
      message: expect.stringContaining('^vpc-never$'),
    });
  });

  test('assumeRole: without one the execution fails, since Config passes no permissions of its own', async () => {
    const rehearsal = await byHand({
      change: (template) => {
        delete documentOf(template)['assumeRole'];
      },
    });
    const execution = await rehearsal.remediate(await rehearsal.createVpc());
    expect(execution.AutomationExecutionStatus).toBe('Failed');
    expect(execution.FailureMessage).toContain('names no assumeRole');
  });
});
