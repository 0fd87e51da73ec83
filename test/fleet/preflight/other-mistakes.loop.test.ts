import { PutRemediationExceptionsCommand } from '@aws-sdk/client-config-service';
import { DeleteDeliveryStreamCommand, UntagDeliveryStreamCommand } from '@aws-sdk/client-firehose';
import { CreatePolicyCommand, PutRolePermissionsBoundaryCommand } from '@aws-sdk/client-iam';
import type { CheckId } from '../../../fleet/preflight';
import { ASSEMBLY, STREAM_ASSEMBLY } from '../../assembly';
import type { Deployment } from './deployment';
import { policyText } from './place';
import { findPlanted, OURS, type Plant, THEIRS } from './planted';

async function limit(deployment: Deployment, ...Action: readonly string[]): Promise<void> {
  const { clients } = deployment;
  const RoleName = await deployment.automationRole();
  const PolicyDocument = policyText({ Effect: 'Allow', Action, Resource: '*' });
  const { Policy } = await clients.iam.send(
    new CreatePolicyCommand({ PolicyName: 'boundary', PolicyDocument }),
  );
  const command = new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary: Policy?.Arn ?? '' });
  await clients.iam.send(command);
}

test.each<[string, CheckId[], Plant]>([
  [
    'a stopped recorder',
    ['recorder-on'],
    (each) =>
      each.answerInstead(
        'DescribeConfigurationRecorderStatusCommand',
        ({ ConfigurationRecordersStatus: [status] }) => {
          status.recording = false;
        },
      ),
  ],
  [
    'a failing recorder',
    ['recorder-status'],
    (each) =>
      each.answerInstead(
        'DescribeConfigurationRecorderStatusCommand',
        ({ ConfigurationRecordersStatus: [status] }) => {
          status.lastStatus = 'FAILURE';
        },
      ),
  ],
  [
    'a daily recorder',
    ['recorder-continuous', 'recorder-continuous'],
    (each) =>
      each.answerInstead(
        'DescribeConfigurationRecordersCommand',
        ({ ConfigurationRecorders: [recorder] }) => {
          recorder.recordingMode.recordingFrequency = 'DAILY';
        },
      ),
  ],
  [
    'a recorder without flow logs',
    ['recorder-types'],
    (each) =>
      each.answerInstead(
        'DescribeConfigurationRecordersCommand',
        ({ ConfigurationRecorders: [recorder] }) => {
          recorder.recordingGroup = {
            exclusionByResourceTypes: { resourceTypes: ['AWS::EC2::FlowLog'] },
            recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
          };
        },
      ),
  ],
  [
    'no delivery channel',
    ['delivery-channel'],
    (each) =>
      each.answerInstead('DescribeDeliveryChannelsCommand', (answer) => {
        answer.DeliveryChannels = [];
      }),
  ],
])('in the recorder: %s', async (_, checks, plant) => {
  await findPlanted(ASSEMBLY, plant, checks);
});

test.each<[string, CheckId[], Plant]>([
  [
    'another service',
    ['automation-role-trust'],
    async (each) => each.trust(await each.automationRole(), 'ec2.amazonaws.com', OURS),
  ],
  [
    'another account',
    ['automation-role-trust'],
    async (each) => each.trust(await each.automationRole(), 'ssm.amazonaws.com', THEIRS),
  ],
  [
    'every account',
    ['automation-role-source'],
    async (each) => each.trust(await each.automationRole(), 'ssm.amazonaws.com'),
  ],
  ['too narrow a boundary', ['automation-role-policy'], (each) => limit(each, 'lambda:*')],
  [
    'a boundary that keeps the function from it',
    ['automation-role-policy'],
    (each) => limit(each, 'ec2:*', 'logs:*', 'iam:*', 'firehose:*'),
  ],
])('in the automation role: %s', async (_, checks, plant) => {
  await findPlanted(ASSEMBLY, plant, checks);
});

test.each<[string, CheckId[], Plant]>([
  [
    'no stream',
    ['stream'],
    ({ clients }) =>
      clients.firehose.send(new DeleteDeliveryStreamCommand({ DeliveryStreamName: 'flow-logs' })),
  ],
  [
    'a stream that lost its tag',
    ['stream-tag'],
    async (each) => {
      await each.makeCoveredVpc();
      const DeliveryStreamName = 'flow-logs';
      await each.clients.firehose.send(
        new UntagDeliveryStreamCommand({ DeliveryStreamName, TagKeys: ['LogDeliveryEnabled'] }),
      );
    },
  ],
])('in the stream: %s', async (_, checks, plant) => {
  await findPlanted(STREAM_ASSEMBLY, plant, checks);
});

test('a VPC that Config gave up on', async () => {
  const [problem] = await findPlanted(
    ASSEMBLY,
    async ({ rehearsal, clients }) => {
      const ResourceId = await rehearsal.createVpc();
      await rehearsal.minutesUntil(async () => (await rehearsal.compliance(ResourceId)) === 'NON_COMPLIANT');
      await clients.config.send(
        new PutRemediationExceptionsCommand({
          ConfigRuleName: rehearsal.ruleName,
          ResourceKeys: [{ ResourceType: 'AWS::EC2::VPC', ResourceId }],
        }),
      );
    },
    ['remediation-exceptions'],
  );
  expect(problem?.finding).toMatch(/^1 VPC is a remediation exception: vpc-/);
});
