import { DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { PutKeyPolicyCommand } from '@aws-sdk/client-kms';
import type { CheckId } from '../../../fleet/preflight';
import { LOG_GROUP_ASSEMBLY } from '../../assembly';
import { policyText } from './place';
import { findPlanted, OURS, type Plant, THEIRS } from './planted';

const LOGS = 'logs.eu-central-1.amazonaws.com';

const describeGroups = { Effect: 'Allow', Action: 'logs:DescribeLogGroups', Resource: '*' };
const onStreams = (Resource: string) => ({
  Effect: 'Allow',
  Action: ['logs:CreateLogStream', 'logs:PutLogEvents', 'logs:DescribeLogStreams'],
  Resource,
});

test.each<[string, CheckId[], Plant]>([
  [
    'another service',
    ['delivery-role-trust'],
    (each) => each.trust(each.deliveryRole, 'ec2.amazonaws.com', OURS),
  ],
  [
    'another account',
    ['delivery-role-trust'],
    (each) => each.trust(each.deliveryRole, 'vpc-flow-logs.amazonaws.com', THEIRS),
  ],
  [
    'every account',
    ['delivery-role-source'],
    (each) => each.trust(each.deliveryRole, 'vpc-flow-logs.amazonaws.com'),
  ],
  [
    'the group without :*',
    ['delivery-role-policy'],
    (each) => each.allowDelivery(describeGroups, onStreams(each.logGroupArn)),
  ],
  [
    'another group',
    ['delivery-role-policy'],
    (each) => each.allowDelivery(describeGroups, onStreams(`${each.logGroupArn}-2:*`)),
  ],
  [
    'an explicit denial',
    ['delivery-role-policy'],
    (each) => each.allowDelivery(describeGroups, onStreams('*'), { ...onStreams('*'), Effect: 'Deny' }),
  ],
  [
    'the creation of groups',
    ['delivery-role-create'],
    (each) =>
      each.allowDelivery(describeGroups, onStreams('*'), {
        ...describeGroups,
        Action: 'logs:CreateLogGroup',
      }),
  ],
  [
    'no group',
    ['log-group'],
    ({ clients, logGroup }) => clients.logs.send(new DeleteLogGroupCommand({ logGroupName: logGroup })),
  ],
  [
    'a key that was closed later',
    ['log-group-key'],
    async (each) => {
      const KeyId = await each.makeKey(LOGS);
      await each.encryptGroup(KeyId);
      const account = {
        Effect: 'Allow',
        Principal: { AWS: '111122223333' },
        Action: 'kms:*',
        Resource: '*',
      };
      await each.clients.kms.send(new PutKeyPolicyCommand({ KeyId, Policy: policyText(account) }));
    },
  ],
])('in the delivery role or the log group: %s', async (_, checks, plant) => {
  await findPlanted(LOG_GROUP_ASSEMBLY, plant, checks);
});

test('the group without :* is named as what it is', async () => {
  const [problem] = await findPlanted(
    LOG_GROUP_ASSEMBLY,
    (each) => each.allowDelivery(describeGroups, onStreams(each.logGroupArn)),
    ['delivery-role-policy'],
  );
  expect(problem?.remedy).toContain('without :* at the end');
});

test('a flow log of ours that fails, with what keeps it out', async () => {
  const problems = await findPlanted(
    LOG_GROUP_ASSEMBLY,
    async (each) => {
      await each.makeCoveredVpc();
      await each.allowDelivery(describeGroups);
      await each.rehearsal.advance(3600);
    },
    ['delivery-role-policy', 'flow-log-delivery'],
  );
  expect(problems.map(({ finding }) => finding).join()).toContain('Access error');
});
