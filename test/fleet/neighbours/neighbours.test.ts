import {
  ConfigServiceClient,
  DescribeConfigRulesCommand,
  DescribeConfigurationRecordersCommand,
} from '@aws-sdk/client-config-service';
import {
  DescribeFlowLogsCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { mockClient } from 'aws-sdk-client-mock';
import type { FleetClients } from '../../../fleet/aws/clients';
import { NEIGHBOURS } from '../../../fleet/neighbours/checks';
import { examineNeighbours } from '../../../fleet/neighbours/neighbours';
import { PERMISSIONS } from '../../../fleet/neighbours/permissions';
import { rolesByAccount } from '../../../fleet/neighbours/roles';
import { PLACE, VPC_ID } from '../../policy/builders';
import { deployed, NOW } from '../prune/builders';

const awsError = (name: string) => Object.assign(new Error('said AWS'), { name, $metadata: {} });

/** An account with one VPC and nobody beside us. */
function account() {
  const clients = {
    config: new ConfigServiceClient({}),
    ec2: new EC2Client({}),
    iam: new IAMClient({}),
  } as unknown as FleetClients;
  const mocks = {
    config: mockClient(clients.config),
    ec2: mockClient(clients.ec2),
    iam: mockClient(clients.iam),
  };
  mocks.config
    .on(DescribeConfigRulesCommand)
    .resolves({ ConfigRules: [] })
    .on(DescribeConfigurationRecordersCommand)
    .resolves({ ConfigurationRecorders: [{ name: 'default' }] });
  mocks.ec2
    .on(DescribeVpcsCommand)
    .resolves({ Vpcs: [{ VpcId: VPC_ID, OwnerId: PLACE.accountId }] })
    .on(DescribeFlowLogsCommand)
    .resolves({ FlowLogs: [] })
    .on(DescribeSubnetsCommand)
    .resolves({ Subnets: [] });
  mocks.iam.on(GetRoleCommand).rejects(awsError('NoSuchEntityException'));
  const roles = rolesByAccount();
  const requirements = [deployed('all-traffic')];
  const examine = () =>
    examineNeighbours({ place: PLACE, clients }, { requirements, deployed: requirements, now: NOW, roles });
  return { mocks, examine };
}

const statuses = (findings: Awaited<ReturnType<typeof examineNeighbours>>) =>
  Object.fromEntries(findings.map(({ check, status }) => [check, status]));

test('where nobody stands beside us, each neighbour is said to be missing', async () => {
  const found = statuses(await account().examine());
  expect(Object.keys(found).sort()).toEqual(Object.keys(NEIGHBOURS).sort());
  expect(new Set(Object.values(found))).toEqual(new Set(['ok']));
});

test('rules are read to the last page', async () => {
  const { mocks, examine } = account();
  const Source = { Owner: 'AWS', SourceIdentifier: 'VPC_FLOW_LOGS_ENABLED' } as const;
  mocks.config
    .on(DescribeConfigRulesCommand)
    .resolves({ ConfigRules: [], NextToken: '2' })
    .on(DescribeConfigRulesCommand, { NextToken: '2' })
    .resolves({ ConfigRules: [{ ConfigRuleName: 'one', Source }] });
  expect(statuses(await examine())).toMatchObject({ 'managed-rule': 'note' });
});

type Mocks = ReturnType<typeof account>['mocks'];

const refused = awsError('AccessDeniedException');

test.each<[string, (mocks: Mocks) => unknown, readonly string[]]>([
  [
    'the rules',
    ({ config }) => config.on(DescribeConfigRulesCommand).rejects(refused),
    ['control-tower', 'managed-rule'],
  ],
  [
    'the recorder',
    ({ config }) => config.on(DescribeConfigurationRecordersCommand).rejects(refused),
    ['control-tower'],
  ],
  [
    'roles',
    ({ iam }) => iam.on(GetRoleCommand).rejects(refused),
    ['control-tower', 'flow-log-tagger', 'security-lake'],
  ],
  [
    'flow logs',
    ({ ec2 }) => ec2.on(DescribeFlowLogsCommand).rejects(refused),
    ['duplicates', 'flow-log-tagger', 'managed-rule', 'other-automation', 'telemetry-rule'],
  ],
])(
  'what depends on %s is unknown where they cannot be read, and nothing else',
  async (_, refuse, unknown) => {
    const { mocks, examine } = account();
    refuse(mocks);
    const findings = await examine();
    const cannotTell = findings.filter(({ status }) => status === 'unknown');
    expect(cannotTell.map(({ check }) => check).sort()).toEqual(unknown);
    for (const { finding } of cannotTell) expect(finding).toContain('said AWS');
  },
);

test('IAM is asked once for an account, however many Regions ask', async () => {
  const { mocks, examine } = account();
  await examine();
  const { length } = mocks.iam.calls();
  await examine();
  expect(mocks.iam.calls()).toHaveLength(length);
});

test('nothing is called but what its permissions say, and all of that is', async () => {
  const { mocks, examine } = account();
  await examine();
  const called = Object.entries(mocks).flatMap(([service, mock]) =>
    mock
      .calls()
      .map(({ args: [command] }) => `${service}:${command.constructor.name.replace(/Command$/, '')}`),
  );
  expect([...new Set(called)].sort()).toEqual(PERMISSIONS.map(({ action }) => action).sort());
});
