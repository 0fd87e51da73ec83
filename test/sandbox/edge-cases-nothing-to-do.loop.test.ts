/** A VPC that needs no flow log of ours, whoever starts the document on it: success, and no change anywhere. */
import { CreateDefaultVpcCommand } from '@aws-sdk/client-ec2';
import { applying, ourRequest, type PlayedDestination, type Rule, stand } from './played-destination';
import { BUCKET, DESTINATIONS, EXISTING_BUCKET } from './played-destinations';
import { type Change, HOUR, MINUTE, type Rehearsal, Rehearsal as Steps } from './rehearsal';
import { documentOf, remediationOf, ruleOf } from './template-changes';

/** Parameters of the rule, which stand in its document as well. */
const withParameters =
  (parameters: Readonly<Record<string, string>>): Change =>
  (template) => {
    remediationOf(template)['Automatic'] = false;
    const rule = ruleOf(template);
    rule['InputParameters'] = { ...rule['InputParameters'], ...parameters };
    for (const { inputs } of documentOf(template)['mainSteps']) {
      const payload = inputs.InputPayload;
      if (!payload?.ruleParameters) continue;
      payload.ruleParameters = JSON.stringify({ ...JSON.parse(payload.ruleParameters), ...parameters });
    }
  };

interface Untouched {
  readonly change?: Change;
  readonly make: (rehearsal: Rehearsal) => Promise<string>;
  readonly end?: 'EndCovered' | 'EndNothingToDo';
}

/** The document is started by hand on the VPC, and again. */
const leavesAlone =
  ({ change = withParameters({}), make, end = 'EndNothingToDo' }: Untouched) =>
  async (destination: PlayedDestination): Promise<void> => {
    const rehearsal = await stand(destination, { change });
    const vpcId = await make(rehearsal);
    const before = rehearsal.sandbox.world.protectedState();
    for (let count = 0; count < 2; count += 1) {
      const execution = await rehearsal.remediate(vpcId);
      expect(execution.AutomationExecutionStatus).toBe('Success');
      expect(Steps.steps(execution)).toEqual(['JudgeVpc', 'BranchOnJudgement', end]);
    }
    expect(rehearsal.sandbox.world.protectedState()).toBe(before);
  };

const RULES: readonly Rule[] = [
  {
    rule: 'a VPC that another account shares',
    play: leavesAlone({ make: (rehearsal) => rehearsal.sharedVpc() }),
  },
  {
    rule: 'a VPC that is exempt by its tag',
    play: leavesAlone({
      make: (rehearsal) => rehearsal.createVpc({ 'flow-logs-exempt-until': '2027-02-01' }),
    }),
  },
  {
    rule: 'a default VPC, where default VPCs are not judged',
    play: leavesAlone({
      change: withParameters({ includeDefaultVpcs: 'false' }),
      async make({ ec2 }) {
        const { Vpc } = await ec2.send(new CreateDefaultVpcCommand({}));
        return Vpc?.VpcId ?? '';
      },
    }),
  },
  {
    rule: 'a VPC without the tags of the scope',
    play: leavesAlone({
      change: withParameters({ scopeTags: 'Environment=production' }),
      make: (rehearsal) => rehearsal.createVpc({ Environment: 'sandbox' }),
    }),
  },
  {
    rule: 'a VPC that is gone',
    play: leavesAlone({
      async make(rehearsal) {
        const vpcId = await rehearsal.createVpc();
        await rehearsal.deleteVpc(vpcId);
        return vpcId;
      },
    }),
  },
  {
    rule: 'a VPC that a flow log of its owner covers already',
    notFor: {
      'a log group of the stack': 'its owner delivers to a bucket, which is no log group',
      'an existing log group': 'its owner delivers to a bucket, which is no log group',
      'a stream': 'its owner delivers to a bucket, which is no stream',
    },
    play: leavesAlone({
      async make(rehearsal) {
        const vpcId = await rehearsal.createVpc();
        await rehearsal.createFlowLog(vpcId);
        await rehearsal.advance(MINUTE);
        return vpcId;
      },
      end: 'EndCovered',
    }),
  },
  {
    rule: 'a VPC that Config still takes for non-compliant, though its flow log came meanwhile',
    async play(destination) {
      const rehearsal = await stand(destination, { delays: { recording: 30 * MINUTE } });
      const vpcId = await rehearsal.createVpc();
      await rehearsal.advance(20 * MINUTE);
      const [flowLog] = await rehearsal.ours(vpcId);
      expect(await rehearsal.compliance(vpcId)).toBe('NON_COMPLIANT');
      const execution = await rehearsal.remediate(vpcId);
      expect(Steps.steps(execution)).toEqual(['JudgeVpc', 'BranchOnJudgement', 'EndCovered']);
      expect(await rehearsal.ours(vpcId)).toEqual([flowLog]);
    },
  },
  {
    rule: 'a VPC whose owner creates the flow log while the document waits',
    async play(destination) {
      const rehearsal = await stand(destination);
      const vpcId = await rehearsal.createVpc();
      await rehearsal.advance(4 * MINUTE);
      const own = await rehearsal.createFlowLog(vpcId, ourRequest(rehearsal));
      await rehearsal.advance(HOUR);
      expect((await rehearsal.flowLogsOf(vpcId)).map(({ FlowLogId }) => FlowLogId)).toEqual([own]);
      const [execution] = await rehearsal.executions();
      expect(execution && Steps.steps(execution).at(-1)).toBe('EndCovered');
    },
  },
  {
    rule: 'a VPC that goes while the document waits',
    async play(destination) {
      const rehearsal = await stand(destination);
      const vpcId = await rehearsal.createVpc();
      await rehearsal.advance(4 * MINUTE);
      await rehearsal.deleteVpc(vpcId);
      await rehearsal.advance(HOUR);
      const [execution, ...others] = await rehearsal.executions();
      expect(others).toEqual([]);
      expect(execution?.AutomationExecutionStatus).toBe('Success');
      expect(execution && Steps.steps(execution).at(-1)).toBe('EndNothingToDo');
      expect(await rehearsal.exceptions()).toEqual([]);
    },
  },
  {
    rule: 'the policy of a bucket that others made',
    notFor: {
      'a bucket of the stack': 'its policy is made with it, before the first flow log',
      'a log group of the stack': 'a log group has no policy of its own',
      'an existing log group': 'a log group has no policy of its own',
      'a stream': 'a stream has no policy of its own',
    },
    async play(destination) {
      const rehearsal = await stand(destination);
      const before = JSON.stringify(EXISTING_BUCKET.bucket(rehearsal).policy);
      const vpcId = await rehearsal.createVpc();
      await rehearsal.advance(HOUR);
      expect(await rehearsal.ours(vpcId)).toHaveLength(1);
      expect(JSON.stringify(EXISTING_BUCKET.bucket(rehearsal).policy)).toBe(before);
    },
  },
];

describe.each(DESTINATIONS)('to $name, is left alone:', (destination) => {
  test.each(applying(RULES, destination))('$rule', ({ play }) => play(destination));
});

test('every file option of the settings reaches the flow log: format, Hive partitions and hours', async () => {
  const rehearsal = await stand(BUCKET, {
    change: (template) => {
      for (const { inputs } of documentOf(template)['mainSteps'])
        if (inputs.DestinationOptions)
          inputs.DestinationOptions = {
            FileFormat: 'parquet',
            HiveCompatiblePartitions: true,
            PerHourPartition: true,
          };
    },
  });
  const vpcId = await rehearsal.createVpc();
  await rehearsal.advance(HOUR);
  const [flowLog] = await rehearsal.flowLogsOf(vpcId);
  expect(flowLog?.DestinationOptions).toEqual({
    FileFormat: 'parquet',
    HiveCompatiblePartitions: true,
    PerHourPartition: true,
  });
});
