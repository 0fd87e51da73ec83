/** What EC2 does not create is told with its cause, is no success, is tried no more than told, and deletes nothing. */
import { DeleteRemediationExceptionsCommand } from '@aws-sdk/client-config-service';
import type { AutomationExecution } from '@aws-sdk/client-ssm';
import { applying, type PlayedDestination, type Rule, stand } from './played-destination';
import { DESTINATIONS } from './played-destinations';
import { type Change, HOUR, MINUTE, type Rehearsal } from './rehearsal';
import { AUTOMATION_ROLE, forbid, remediationOf } from './template-changes';

const ATTEMPTS = 3;

const manual: Change = (template) => {
  remediationOf(template)['Automatic'] = false;
};

const stepNamed = ({ StepExecutions = [] }: AutomationExecution, name: string) =>
  StepExecutions.find(({ StepName }) => StepName === name);

/** Config gave up after as many attempts as it is told, and starts no more. */
async function gaveUpOn(rehearsal: Rehearsal, vpcId: string): Promise<readonly AutomationExecution[]> {
  await rehearsal.advance(3 * HOUR);
  const executions = await rehearsal.executions();
  expect(executions).toHaveLength(ATTEMPTS);
  for (const { AutomationExecutionStatus } of executions) expect(AutomationExecutionStatus).toBe('Failed');
  expect(await rehearsal.exceptions()).toEqual([vpcId]);
  await rehearsal.advance(7 * HOUR);
  expect(await rehearsal.executions()).toHaveLength(ATTEMPTS);
  expect(await rehearsal.compliance(vpcId)).toBe('NON_COMPLIANT');
  return executions;
}

/** What EC2 answers with where it does not take the destination. */
const REFUSALS: Readonly<Record<PlayedDestination['type'], RegExp>> = {
  s3: /Access Denied for LogDestination/,
  'cloud-watch-logs': /Unable to assume given IAM role/,
  'kinesis-data-firehose': /Access Denied for LogDestination/,
};

/** The permission without which nothing can be created, and what its error names. */
const PERMISSIONS: Readonly<Record<PlayedDestination['type'], readonly (readonly [string, RegExp])[]>> = {
  s3: [['logs:CreateLogDelivery', /logs:CreateLogDelivery/]],
  'cloud-watch-logs': [['iam:PassRole', /iam:PassRole.*:role\//]],
  'kinesis-data-firehose': [
    ['logs:CreateLogDelivery', /logs:CreateLogDelivery/],
    ['firehose:TagDeliveryStream', /firehose:TagDeliveryStream.*deliverystream\/flow-logs/],
    ['iam:CreateServiceLinkedRole', /iam:CreateServiceLinkedRole.*AWSServiceRoleForLogDelivery/],
  ],
};

const RULES: readonly Rule[] = [
  {
    rule: 'a destination that EC2 refuses, as an entry in Unsuccessful or as an error, fails each attempt and creates nothing',
    async play(destination) {
      for (const badDestinationIs of ['unsuccessful', 'thrown'] as const) {
        const rehearsal = await stand(destination, { assumptions: { badDestinationIs } });
        destination.refuse(rehearsal);
        const vpcId = await rehearsal.createVpc();
        const [first] = await gaveUpOn(rehearsal, vpcId);
        expect(first?.FailureMessage).toMatch(/flow logs are not in place: .*no flow log/);
        expect(await rehearsal.flowLogsOf(vpcId)).toEqual([]);
      }
    },
  },
  {
    rule: 'what EC2 says of a destination that it refuses stands in the step that asked, as its error or its output',
    async play(destination) {
      for (const badDestinationIs of ['unsuccessful', 'thrown'] as const) {
        const rehearsal = await stand(destination, { change: manual, assumptions: { badDestinationIs } });
        destination.refuse(rehearsal);
        const execution = await rehearsal.remediate(await rehearsal.createVpc());
        const { Outputs, FailureMessage } = stepNamed(execution, 'CreateFlowLog') ?? {};
        expect(`${Outputs?.['Unsuccessful']} ${FailureMessage}`).toMatch(REFUSALS[destination.type]);
      }
    },
  },
  {
    rule: 'after 250 flow logs, the most that a VPC can have, it fails by the name of the quota and deletes none',
    async play(destination) {
      const rehearsal = await stand(destination);
      const vpcId = await rehearsal.createVpc();
      const theirs = await rehearsal.createFlowLog(vpcId, { TrafficType: 'REJECT' });
      const { flowLogs } = rehearsal.sandbox.home;
      const stored = flowLogs.get(theirs ?? '');
      if (!stored) throw new Error('the flow log is not stored');
      for (let count = 1; count < 250; count += 1) {
        const flowLogId = `fl-${String(count).padStart(17, '0')}`;
        const logDestination = `${stored.logDestination}/${count}/`;
        flowLogs.set(flowLogId, { ...stored, flowLogId, logDestination });
      }
      const [first] = await gaveUpOn(rehearsal, vpcId);
      expect(first && stepNamed(first, 'CreateFlowLog')?.FailureMessage).toContain('FlowLogsLimitExceeded');
      expect(flowLogs.size).toBe(250);
    },
  },
  {
    rule: 'a permission that the automation role lacks is named by the step that needs it, and so is its resource',
    async play(destination) {
      for (const [action, names] of PERMISSIONS[destination.type]) {
        const rehearsal = await stand(destination, {
          change: (template) => forbid(template, AUTOMATION_ROLE, action),
        });
        const vpcId = await rehearsal.createVpc();
        const [first] = await gaveUpOn(rehearsal, vpcId);
        const message = first && stepNamed(first, 'CreateFlowLog')?.FailureMessage;
        expect(message).toMatch(/UnauthorizedOperation|AccessDenied/);
        expect(message).toMatch(names);
        expect(await rehearsal.flowLogsOf(vpcId)).toEqual([]);
      }
    },
  },
  {
    rule: 'a role that cannot be assumed yet, being seconds old, is survived by a later attempt',
    notFor: {
      'a bucket of the stack': 'no role delivers to S3',
      'an existing bucket': 'no role delivers to S3',
      'a stream': 'the role that delivers to Firehose is linked to the service',
    },
    async play(destination) {
      const rehearsal = await stand(destination);
      destination.refuse(rehearsal);
      const vpcId = await rehearsal.createVpc();
      await rehearsal.advance(9 * MINUTE);
      destination.accept(rehearsal);
      await rehearsal.advance(HOUR);
      const executions = await rehearsal.executions();
      expect(executions[0] && stepNamed(executions[0], 'CreateFlowLog')?.FailureMessage).toContain(
        'Unable to assume given IAM role',
      );
      expect(executions.map(({ AutomationExecutionStatus }) => AutomationExecutionStatus)).toEqual([
        'Failed',
        'Success',
      ]);
      expect(await rehearsal.ours(vpcId)).toHaveLength(1);
      expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
      expect(await rehearsal.exceptions()).toEqual([]);
    },
  },
  {
    rule: 'an exception of Config is cleared by a person, and the VPC is remediated again',
    async play(destination) {
      const rehearsal = await stand(destination);
      destination.refuse(rehearsal);
      const vpcId = await rehearsal.createVpc();
      await gaveUpOn(rehearsal, vpcId);
      destination.accept(rehearsal);
      await rehearsal.config.send(
        new DeleteRemediationExceptionsCommand({
          ConfigRuleName: rehearsal.ruleName,
          ResourceKeys: [{ ResourceType: 'AWS::EC2::VPC', ResourceId: vpcId }],
        }),
      );
      await rehearsal.advance(HOUR);
      expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
      expect(await rehearsal.ours(vpcId)).toHaveLength(1);
    },
  },
];

describe.each(DESTINATIONS)('to $name', (destination) => {
  test.each(applying(RULES, destination))('$rule', ({ play }) => play(destination));
});
