/** One flow log of ours, whatever else happens meanwhile. */
import { StartAutomationExecutionCommand } from '@aws-sdk/client-ssm';
import { NO_FAULTS } from '../../sandbox/faults';
import { ApiError } from '../../sandbox/wire/api-error';
import { applying, ourRequest, type Rule, stand } from './played-destination';
import { DESTINATIONS } from './played-destinations';
import { type Change, HOUR, MINUTE, type Rehearsal, Rehearsal as Steps } from './rehearsal';
import { remediationOf } from './template-changes';

/** Only a person starts executions, so that they can be counted. */
const manual: Change = (template) => {
  remediationOf(template)['Automatic'] = false;
};

const READINGS = ['destination', 'configuration'] as const;

const requestOf = async (rehearsal: Rehearsal) => {
  const [execution] = await rehearsal.executions();
  const step = execution?.StepExecutions?.find(({ StepName }) => StepName === 'CreateFlowLog');
  return step?.Inputs ?? {};
};

/** Somebody starts the document a second after somebody else. */
async function startTwo(rehearsal: Rehearsal, vpcId: string): Promise<void> {
  const DocumentName = rehearsal.refs('AWS::SSM::Document')[0];
  const [rule] = rehearsal.sandbox.home.config.rules.values();
  const role = rule?.remediation?.parameters['AutomationAssumeRole'];
  const AutomationAssumeRole = role?.kind === 'static' ? [...role.values] : [];
  for (let count = 0; count < 2; count += 1) {
    const Parameters = { VpcId: [vpcId], AutomationAssumeRole };
    await rehearsal.ssm.send(new StartAutomationExecutionCommand({ DocumentName, Parameters }));
    await rehearsal.advance(1);
  }
}

const statuses = async (rehearsal: Rehearsal) =>
  (await rehearsal.executions()).map(({ AutomationExecutionStatus }) => AutomationExecutionStatus);

const RULES: readonly Rule[] = [
  {
    rule: 'a VPC without flow logs gets one, which is tagged with the requirement and the execution, and is verified',
    async play(destination) {
      const rehearsal = await stand(destination);
      const vpcId = await rehearsal.createVpc();
      await rehearsal.advance(HOUR);
      const [execution, ...others] = await rehearsal.executions();
      expect(others).toEqual([]);
      expect(execution && Steps.steps(execution)).toContain('JudgeCreated');
      const [flowLog, ...more] = await rehearsal.flowLogsOf(vpcId);
      expect(more).toEqual([]);
      expect(flowLog?.LogDestinationType ?? 'cloud-watch-logs').toBe(destination.type);
      expect(flowLog?.Tags).toEqual([
        { Key: 'vpc-flow-logs-compliance:requirement', Value: 'all-traffic' },
        { Key: 'vpc-flow-logs-compliance:execution', Value: execution?.AutomationExecutionId },
      ]);
      expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
    },
  },
  {
    rule: 'the request names the execution as its token, and of role, log group and options what its destination takes',
    async play(destination) {
      const rehearsal = await stand(destination);
      await rehearsal.createVpc();
      await rehearsal.advance(HOUR);
      const request = await requestOf(rehearsal);
      const [execution] = await rehearsal.executions();
      expect(request['ClientToken']).toContain(execution?.AutomationExecutionId);
      expect(request).not.toHaveProperty('LogGroupName');
      expect('DeliverLogsPermissionArn' in request).toBe(destination.type === 'cloud-watch-logs');
      expect('DestinationOptions' in request).toBe(destination.type === 's3');
      expect(request['LogDestination']).not.toContain('AWSLogs');
      expect(request['LogDestination']).not.toMatch(/:\*"?$/);
    },
  },
  {
    rule: 'a second execution finds the VPC covered and changes nothing',
    async play(destination) {
      const rehearsal = await stand(destination, { change: manual });
      const vpcId = await rehearsal.createVpc();
      await rehearsal.remediate(vpcId);
      const before = rehearsal.sandbox.world.protectedState();
      const second = await rehearsal.remediate(vpcId);
      expect(Steps.steps(second)).toEqual(['JudgeVpc', 'BranchOnJudgement', 'EndCovered']);
      expect(second.AutomationExecutionStatus).toBe('Success');
      expect(rehearsal.sandbox.world.protectedState()).toBe(before);
    },
  },
  {
    rule: 'two executions at once leave one flow log of ours, and both succeed, whatever AlreadyExists compares',
    async play(destination) {
      for (const alreadyExistsCompares of READINGS) {
        const rehearsal = await stand(destination, {
          change: manual,
          assumptions: { alreadyExistsCompares },
        });
        const vpcId = await rehearsal.createVpc();
        await startTwo(rehearsal, vpcId);
        await rehearsal.advance(HOUR);
        expect(await rehearsal.ours(vpcId)).toHaveLength(1);
        expect(await statuses(rehearsal)).toEqual(['Success', 'Success']);
      }
    },
  },
  {
    rule: 'an answer that is lost on its way is asked for again with the same token, and creates once',
    async play(destination) {
      let lost = 0;
      const rehearsal = await stand(destination, {
        faults: {
          ...NO_FAULTS,
          async call(_world, { operation, input }, perform) {
            const answer = await perform(input);
            if (operation !== 'CreateFlowLogs' || lost > 0) return answer;
            lost += 1;
            throw new ApiError('InternalError', 'An internal error has occurred', 500);
          },
        },
      });
      const vpcId = await rehearsal.createVpc();
      await rehearsal.advance(HOUR);
      expect(lost).toBe(1);
      expect(await rehearsal.ours(vpcId)).toHaveLength(1);
      expect(await statuses(rehearsal)).toEqual(['Success']);
    },
  },
  {
    rule: 'where an equal flow log came a moment before, AlreadyExists is judged again, and succeeds',
    async play(destination) {
      for (const alreadyExistsCompares of READINGS) {
        const rehearsal = await stand(destination, {
          change: manual,
          assumptions: { alreadyExistsCompares },
          delays: { flowLogVisible: 60 },
        });
        const vpcId = await rehearsal.createVpc();
        const execution = rehearsal.remediate(vpcId);
        rehearsal.sandbox.world.scheduler.after(5 * MINUTE - 10, async () => {
          await rehearsal.createFlowLog(vpcId, ourRequest(rehearsal));
        });
        const { AutomationExecutionStatus, StepExecutions = [] } = await execution;
        const step = StepExecutions.find(({ StepName }) => StepName === 'CreateFlowLog');
        expect(step?.FailureMessage).toContain('FlowLogAlreadyExists');
        expect(AutomationExecutionStatus).toBe('Success');
        expect(await rehearsal.flowLogsOf(vpcId)).toHaveLength(1);
      }
    },
  },
  {
    rule: 'where an equal flow log fails to deliver, nothing is created and the cause is told',
    async play(destination) {
      const rehearsal = await stand(destination, { change: manual });
      const vpcId = await rehearsal.createVpc();
      const theirs = await rehearsal.createFlowLog(vpcId, ourRequest(rehearsal));
      destination.breakDelivery(rehearsal);
      await rehearsal.advance(HOUR);
      const { AutomationExecutionStatus, FailureMessage } = await rehearsal.remediate(vpcId);
      expect(AutomationExecutionStatus).toBe('Failed');
      expect(FailureMessage).toMatch(new RegExp(`${theirs} already delivers to .* fails: Access error`));
      expect(FailureMessage).toMatch(/nothing was created, (repair|see that)/);
      expect(await rehearsal.flowLogsOf(vpcId)).toHaveLength(1);
    },
  },
  {
    rule: "where another's flow log to the same place does not cover, it stays, and is told of if EC2 takes no second one",
    async play(destination) {
      for (const alreadyExistsCompares of READINGS) {
        const rehearsal = await stand(destination, {
          change: manual,
          assumptions: { alreadyExistsCompares },
        });
        const vpcId = await rehearsal.createVpc();
        const request = { ...ourRequest(rehearsal), TrafficType: 'REJECT' as const };
        const theirs = await rehearsal.createFlowLog(vpcId, request);
        await rehearsal.advance(MINUTE);
        const { AutomationExecutionStatus, FailureMessage } = await rehearsal.remediate(vpcId);
        const ids = (await rehearsal.flowLogsOf(vpcId)).map(({ FlowLogId }) => FlowLogId);
        expect(ids).toContain(theirs);
        if (alreadyExistsCompares === 'configuration') {
          expect(AutomationExecutionStatus).toBe('Success');
          expect(ids).toHaveLength(2);
        } else {
          expect(AutomationExecutionStatus).toBe('Failed');
          expect(FailureMessage).toContain(`${theirs} captures REJECT, ALL is required`);
          expect(ids).toEqual([theirs]);
        }
      }
    },
  },
];

describe.each(DESTINATIONS)('to $name', (destination) => {
  test.each(applying(RULES, destination))('$rule', ({ play }) => play(destination));
});
