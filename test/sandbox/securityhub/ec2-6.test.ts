import {
  CreateFlowLogsCommand,
  CreateVpcCommand,
  DeleteFlowLogsCommand,
  DeleteVpcCommand,
  type TrafficType,
} from '@aws-sdk/client-ec2';
import {
  type AwsSecurityFinding,
  type AwsSecurityFindingFilters,
  EnableSecurityHubCommand,
  GetFindingsCommand,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import type { SandboxOptions } from '../../../sandbox/sandbox';
import { BUCKET, type OpenEndpoint, openEndpoint, START } from '../endpoint';

const FIRST_CHECK = 1500;
const PERIOD = 43_200;

interface Hub extends OpenEndpoint {
  readonly hub: SecurityHubClient;
  readonly findings: (Filters?: AwsSecurityFindingFilters) => Promise<readonly AwsSecurityFinding[]>;
  readonly vpc: (traffic?: TrafficType) => Promise<string>;
}

const clients: SecurityHubClient[] = [];

afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
});

async function openHub(options: Partial<SandboxOptions> = {}): Promise<Hub> {
  const opened = await openEndpoint(options);
  const hub = new SecurityHubClient({ ...opened.sandbox.administrator(), maxAttempts: 1 });
  clients.push(hub);
  const flowLog = (vpcId: string, TrafficType: TrafficType) =>
    opened.ec2.send(
      new CreateFlowLogsCommand({
        ...{ ResourceType: 'VPC', ResourceIds: [vpcId], TrafficType },
        ...{ LogDestinationType: 's3', LogDestination: BUCKET },
      }),
    );
  return {
    ...{ ...opened, hub },
    findings: async (Filters = {}) => {
      const { Findings = [] } = await hub.send(new GetFindingsCommand({ Filters, MaxResults: 100 }));
      return Findings;
    },
    vpc: async (traffic) => {
      const { Vpc } = await opened.ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
      const vpcId = Vpc?.VpcId ?? '';
      if (traffic) await flowLog(vpcId, traffic);
      return vpcId;
    },
  };
}

async function enabledHub(options: Partial<SandboxOptions> = {}): Promise<Hub> {
  const opened = await openHub(options);
  await opened.hub.send(new EnableSecurityHubCommand({}));
  return opened;
}

const equals = (Value: string) => [{ Value, Comparison: 'EQUALS' as const }];

test('Security Hub that is not enabled is told by its own error', async () => {
  const { findings } = await openHub();
  await expect(findings()).rejects.toMatchObject({
    name: 'InvalidAccessException',
    message: 'Account 111122223333 is not subscribed to AWS Security Hub',
    $metadata: { httpStatusCode: 401 },
  });
});

test.each([
  [undefined, 'FAILED', 'NEW'],
  ['ACCEPT', 'FAILED', 'NEW'],
  ['REJECT', 'PASSED', 'RESOLVED'],
  ['ALL', 'PASSED', 'RESOLVED'],
] as const)('a VPC whose flow log captures %s has %s', async (traffic, Status, workflow) => {
  const { vpc, findings, sandbox } = await enabledHub();
  const vpcId = await vpc(traffic);
  await expect(findings()).resolves.toEqual([]);
  await sandbox.advance(FIRST_CHECK);
  const checkedAt = new Date(START.getTime() + FIRST_CHECK * 1000).toISOString();
  await expect(findings()).resolves.toMatchObject([
    {
      Id: expect.stringMatching(
        /^arn:aws:securityhub:eu-central-1:111122223333:security-control\/EC2\.6\/finding\/[0-9a-f-]{36}$/,
      ),
      GeneratorId: 'security-control/EC2.6',
      ProductArn: 'arn:aws:securityhub:eu-central-1::product/aws/securityhub',
      Compliance: { Status, SecurityControlId: 'EC2.6' },
      Resources: [{ Type: 'AwsEc2Vpc', Id: `arn:aws:ec2:eu-central-1:111122223333:vpc/${vpcId}` }],
      Workflow: { Status: workflow },
      RecordState: 'ACTIVE',
      CreatedAt: checkedAt,
      UpdatedAt: checkedAt,
    },
  ]);
});

test('a flow log that comes or goes is seen with the next check, not before', async () => {
  const { vpc, findings, sandbox, ec2 } = await enabledHub();
  await vpc('ALL');
  await sandbox.advance(FIRST_CHECK);
  const FlowLogIds = [...sandbox.home.flowLogs.keys()];
  await ec2.send(new DeleteFlowLogsCommand({ FlowLogIds }));
  await sandbox.advance(PERIOD - 1);
  await expect(findings()).resolves.toMatchObject([{ Compliance: { Status: 'PASSED' } }]);
  await sandbox.advance(1);
  await expect(findings()).resolves.toMatchObject([
    { Compliance: { Status: 'FAILED' }, Workflow: { Status: 'NEW' } },
  ]);
});

test.each([
  [undefined, 'ARCHIVED'],
  ['days later', 'ACTIVE'],
] as const)('the finding of a VPC that is gone, archived %s, is %s', async (answer, state) => {
  const assumptions = answer ? { findingOfGoneVpcArchived: answer } : {};
  const { vpc, findings, sandbox, ec2 } = await enabledHub({ assumptions });
  const VpcId = await vpc();
  await sandbox.advance(FIRST_CHECK);
  await ec2.send(new DeleteVpcCommand({ VpcId }));
  await sandbox.advance(PERIOD);
  await expect(findings()).resolves.toMatchObject([{ RecordState: state }]);
  await sandbox.advance(3 * 86_400);
  await expect(findings({ RecordState: equals('ACTIVE') })).resolves.toEqual([]);
});

test.each([
  [true, FIRST_CHECK + PERIOD],
  [false, FIRST_CHECK],
])('a check that finds nothing new, and renews findings: %s', async (unchangedFindingUpdated, seconds) => {
  const { vpc, findings, sandbox } = await enabledHub({ assumptions: { unchangedFindingUpdated } });
  await vpc();
  await sandbox.advance(FIRST_CHECK + PERIOD);
  const at = (since: number) => new Date(START.getTime() + since * 1000).toISOString();
  await expect(findings()).resolves.toMatchObject([
    { UpdatedAt: at(seconds), LastObservedAt: at(FIRST_CHECK + PERIOD) },
  ]);
});

describe('GetFindings', () => {
  it.each<readonly [string, AwsSecurityFindingFilters, number]>([
    ['the control', { ComplianceSecurityControlId: equals('EC2.6') }, 3],
    ['another control', { ComplianceSecurityControlId: equals('EC2.2') }, 0],
    ['a status', { ComplianceStatus: equals('PASSED') }, 1],
    ['either of two statuses', { ComplianceStatus: [...equals('PASSED'), ...equals('FAILED')] }, 3],
    [
      'neither of two',
      {
        WorkflowStatus: [
          { Value: 'NEW', Comparison: 'NOT_EQUALS' },
          { Value: 'X', Comparison: 'NOT_EQUALS' },
        ],
      },
      1,
    ],
    ['a prefix', { GeneratorId: [{ Value: 'security-control/', Comparison: 'PREFIX' }] }, 3],
    ['two attributes at once', { RecordState: equals('ACTIVE'), ComplianceStatus: equals('FAILED') }, 2],
  ])('filters by %s', async (_, Filters, count) => {
    const { vpc, findings, sandbox } = await enabledHub();
    await Promise.all([vpc(), vpc(), vpc('ALL')]);
    await sandbox.advance(FIRST_CHECK);
    await expect(findings(Filters)).resolves.toHaveLength(count);
  });

  it('hands out pages, of ten where it is not told', async () => {
    const { vpc, hub, sandbox } = await enabledHub();
    for (let number = 0; number < 12; number += 1) await vpc();
    await sandbox.advance(FIRST_CHECK);
    const first = await hub.send(new GetFindingsCommand({}));
    const second = await hub.send(new GetFindingsCommand({ NextToken: first.NextToken }));
    expect([first.Findings?.length, second.Findings?.length, second.NextToken]).toEqual([10, 2, undefined]);
  });

  it('refuses by name what is not modelled', async () => {
    const { findings, hub } = await enabledHub();
    await expect(findings({ Keyword: [{ Value: 'x' }] })).rejects.toMatchObject({
      name: 'NotModelled',
      message: expect.stringContaining('Keyword'),
    });
    const SortCriteria = [{ Field: 'UpdatedAt', SortOrder: 'desc' as const }];
    await expect(hub.send(new GetFindingsCommand({ SortCriteria }))).rejects.toMatchObject({
      message: expect.stringContaining('SortCriteria'),
    });
  });
});
