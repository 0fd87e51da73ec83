import {
  ConfigServiceClient,
  DescribeRemediationExecutionStatusCommand,
  GetComplianceDetailsByConfigRuleCommand,
} from '@aws-sdk/client-config-service';
import {
  CreateVpcCommand,
  DeleteFlowLogsCommand,
  DescribeFlowLogsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import {
  DescribeAutomationExecutionsCommand,
  GetAutomationExecutionCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { type Served, type ServeOptions, serve } from '../../../sandbox/serve/serve';
import type { Snapshot } from '../../../sandbox/serve/snapshot';
import { ASSEMBLY, MANUAL_ASSEMBLY } from '../../assembly';

const START = new Date('2027-01-04T08:00:00Z');

/** A sandbox that was left up, and what the AWS CLI would use of it. */
class Visit {
  readonly ec2: EC2Client;
  readonly config: ConfigServiceClient;
  readonly ssm: SSMClient;

  constructor(readonly served: Served) {
    const settings = { ...served.sandbox.administrator(), maxAttempts: 1 };
    this.ec2 = new EC2Client(settings);
    this.config = new ConfigServiceClient(settings);
    this.ssm = new SSMClient(settings);
  }

  get rule(): { readonly ConfigRuleName: string } {
    return { ConfigRuleName: [...this.served.sandbox.home.config.rules.keys()][0] ?? '' };
  }

  async verdict(): Promise<string | undefined> {
    const details = await this.config.send(new GetComplianceDetailsByConfigRuleCommand(this.rule));
    return details.EvaluationResults?.[0]?.ComplianceType;
  }

  async flowLogIds(): Promise<readonly string[]> {
    const { FlowLogs = [] } = await this.ec2.send(new DescribeFlowLogsCommand({}));
    return FlowLogs.map(({ FlowLogId = '' }) => FlowLogId);
  }

  async state(): Promise<Snapshot> {
    const answer = await fetch(`${this.served.sandbox.endpointUrl}/_sandbox/state`);
    return (await answer.json()) as Snapshot;
  }
}

/** Nothing but looking makes time pass here: the sandbox's clock runs by itself. */
async function comes(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

const visits: Visit[] = [];

async function visit(
  options: { readonly speed: number } & Partial<Pick<ServeOptions, 'assembly' | 'estate' | 'withEstate'>>,
): Promise<Visit> {
  const served = await serve({
    assembly: ASSEMBLY,
    start: START,
    elapsed: () => performance.now(),
    ...options,
  });
  const made = new Visit(served);
  visits.push(made);
  return made;
}

afterEach(async () => {
  for (const { served, ec2, config, ssm } of visits.splice(0)) {
    for (const client of [ec2, config, ssm]) client.destroy();
    await served.stop();
  }
});

test('a new VPC is judged, remediated and judged again, and a deleted flow log comes back', async () => {
  const here = await visit({ speed: 600 });
  const { Vpc } = await here.ec2.send(new CreateVpcCommand({ CidrBlock: '10.9.0.0/16' }));
  await comes(async () => (await here.verdict()) === 'NON_COMPLIANT');
  await comes(async () => (await here.verdict()) === 'COMPLIANT');
  const [created = ''] = await here.flowLogIds();
  const statuses = await here.config.send(new DescribeRemediationExecutionStatusCommand(here.rule));
  expect(statuses.RemediationExecutionStatuses?.map(({ State }) => State)).toEqual(['SUCCEEDED']);
  const executions = await here.ssm.send(new DescribeAutomationExecutionsCommand({}));
  const [AutomationExecutionId = ''] = (executions.AutomationExecutionMetadataList ?? []).map(
    (execution) => execution.AutomationExecutionId ?? '',
  );
  const execution = await here.ssm.send(new GetAutomationExecutionCommand({ AutomationExecutionId }));
  expect(execution.AutomationExecution?.Parameters?.['VpcId']).toEqual([Vpc?.VpcId]);
  expect(execution.AutomationExecution?.AutomationExecutionStatus).toBe('Success');

  await here.ec2.send(new DeleteFlowLogsCommand({ FlowLogIds: [created] }));
  await comes(async () => (await here.flowLogIds()).some((id) => id !== created));
  await comes(async () => (await here.verdict()) === 'COMPLIANT');
  expect(await here.flowLogIds()).toEqual([expect.not.stringMatching(created)]);
});

test('the page follows what happens, in every account and Region that is called', async () => {
  const here = await visit({ speed: 600 });
  const { sandbox } = here.served;
  const neighbour = new EC2Client({ ...sandbox.administrator('444455556666'), region: 'us-east-1' });
  await neighbour.send(new CreateVpcCommand({ CidrBlock: '10.1.0.0/16' }));
  neighbour.destroy();
  const { Vpc } = await here.ec2.send(new CreateVpcCommand({ CidrBlock: '10.9.0.0/16' }));
  await comes(async () => (await here.state()).vpcs.standing['COMPLIANT'] === 1);
  const state = await here.state();
  expect(state.vpcs.shown.map(({ id, accountId, region }) => [id === Vpc?.VpcId, accountId, region])).toEqual(
    [
      [true, '111122223333', 'eu-central-1'],
      [false, '444455556666', 'us-east-1'],
    ],
  );
  expect(state.executions.shown.map(({ vpcId, status }) => [vpcId, status])).toEqual([
    [Vpc?.VpcId, 'Success'],
  ]);
  expect(state.executions.shown[0]?.steps.map(({ name }) => name)).toContain('CreateFlowLog');
  expect(state.queues.map(({ messages }) => messages)).toEqual([0]);
  expect(state.calls.shown.map(({ action }) => action)).toContain('ec2:CreateFlowLogs');
  const page = await fetch(sandbox.endpointUrl);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('with the ten VPCs, nine are there from the start', async () => {
  const here = await visit({ speed: 600, withEstate: true });
  expect((await here.state()).vpcs.total).toBe(9);
  await comes(async () => (await here.state()).vpcs.standing['NOT_JUDGED'] === 0);
});

test('with the estate, 31 VPCs and four rules are there from the start, and today is today', async () => {
  const here = await visit({ speed: 60, estate: true, assembly: MANUAL_ASSEMBLY });
  const { vpcs, rules } = await here.state();
  // Six of them are of another account of the organization.
  expect([vpcs.total, vpcs.standing, rules.length]).toEqual([
    37,
    { COMPLIANT: 8, NON_COMPLIANT: 23, NOT_JUDGED: 6, NOT_APPLICABLE: 0 },
    4,
  ]);
  const { scheduler } = here.served.sandbox.world;
  expect(scheduler.now().getTime()).toBeGreaterThanOrEqual(START.getTime());
});

test('virtual time keeps to real time as its speed says, and no longer once it was stopped', async () => {
  let real = 0;
  const served = await serve({ assembly: ASSEMBLY, start: START, elapsed: () => real, speed: 100 });
  const { scheduler } = served.sandbox.world;
  const passed = (): number => (scheduler.now().getTime() - START.getTime()) / 1000;
  expect(passed()).toBe(0);
  real = 1234;
  await comes(() => Promise.resolve(passed() >= 123.4));
  expect(passed()).toBe(123.4);
  await served.stop();
  real = 99_999;
  await served.stop();
  expect(passed()).toBe(123.4);
  await expect(fetch(served.sandbox.endpointUrl)).rejects.toThrow('fetch failed');
});

test('a fault of the sandbox itself ends it', async () => {
  const { served } = await visit({ speed: 600 });
  visits.length = 0;
  served.sandbox.world.scheduler.after(1, () => {
    throw new Error('planted');
  });
  await expect(served.ended).rejects.toThrow('planted');
  await expect(fetch(served.sandbox.endpointUrl)).rejects.toThrow('fetch failed');
});
