import { PutRemediationExceptionsCommand } from '@aws-sdk/client-config-service';
import { ApiError } from '../../../sandbox/wire/api-error';
import { MIXED_ASSEMBLY, SUBNETS_ASSEMBLY } from '../../assembly';
import {
  HOUR,
  MINUTE,
  type MutableTemplate,
  openSandbox,
  type Rehearsal,
  rehearse,
} from '../../sandbox/rehearsal';
import { type Ended, flowLogs } from '../command-line';
import { OperatorCalls } from './played-commands';

interface Stage {
  readonly rehearsal: Rehearsal;
  readonly calls: OperatorCalls;
}

const PRODUCTION = { Environment: 'production' };

const manual = ({ Resources }: MutableTemplate): void => {
  for (const { Type, Properties } of Object.values(Resources))
    if (Type === 'AWS::Config::RemediationConfiguration') Properties['Automatic'] = false;
};

/** Only the schedule judges, as in an estate in which sweeps are what matters. */
const scheduleOnly = (template: MutableTemplate): void => {
  manual(template);
  for (const { Type, Properties } of Object.values(template.Resources))
    if (Type === 'AWS::Config::ConfigRule')
      Properties['Source'].SourceDetails = Properties['Source'].SourceDetails.filter(
        ({ MessageType }: any) => MessageType === 'ScheduledNotification',
      );
};

/** VPCs without flow logs that Config has judged, under a remediation that a person starts. */
async function stage(
  count: number,
  assembly = SUBNETS_ASSEMBLY,
  tags = {},
  change = manual,
): Promise<Stage & { readonly vpcIds: string[] }> {
  const calls = new OperatorCalls();
  const rehearsal = await rehearse({ assembly, change, faults: calls });
  const vpcIds: string[] = [];
  for (let index = 0; index < count; index += 1) vpcIds.push(await rehearsal.createVpc(tags));
  await rehearsal.advance(10 * MINUTE);
  calls.made.length = 0;
  return { rehearsal, calls, vpcIds };
}

/** In the Region of the sandbox, which sleeps by letting its time pass. */
const backfill = (
  { rehearsal }: Pick<Stage, 'rehearsal'>,
  args: readonly string[] = [],
  sleeping: () => void = () => undefined,
  interrupted = new AbortController().signal,
): Promise<Ended> =>
  flowLogs(
    ['backfill', '--regions', rehearsal.sandbox.place.region, ...args],
    rehearsal.sandbox,
    {},
    {
      interrupted,
      sleep: async (milliseconds) => {
        sleeping();
        await rehearsal.advance(milliseconds / 1000);
      },
    },
  );

const oursOf = async ({ rehearsal }: Stage, vpcIds: readonly string[]): Promise<readonly number[]> => {
  const counts: number[] = [];
  for (const vpcId of vpcIds) counts.push((await rehearsal.ours(vpcId)).length);
  return counts;
};

describe('flow-logs backfill', () => {
  test('plans without a change, closes the gaps with --apply, and then finds nothing to do', async () => {
    const staged = await stage(3);
    const { calls, vpcIds } = staged;
    const planned = await backfill(staged);
    expect([planned.code, planned.error]).toEqual([2, '']);
    expect(planned.out).toContain('manual): 0 covered, 0 not applicable, 3 gaps, 3 to start');
    for (const vpcId of vpcIds) expect(planned.out).toMatch(new RegExp(`${vpcId} +start +`));
    expect(planned.out).toContain('3 to S3, 30 GB: delivery $7.50 a month, storage $0.69 for each month');
    expect(planned.out).toContain('once: 21 steps of Automation, $0.04');
    expect(planned.out).toContain('3 gaps, 3 to start; nothing was started: --apply does it');
    expect(calls.changing).toEqual([]);

    const applied = await backfill(staged, ['--apply']);
    expect(applied.out).toContain('3 started, 3 closed, 0 left');
    expect(applied.code).toBe(0);
    expect(calls.changing).toEqual(['StartRemediationExecution']);
    expect(await oursOf(staged, vpcIds)).toEqual([1, 1, 1]);

    calls.made.length = 0;
    const again = await backfill(staged, ['--apply']);
    expect(again.out).toContain('nothing to do');
    expect(again.code).toBe(0);
    expect(calls.changing).toEqual([]);
  });

  test('closes the gaps of several requirements, each through its own remediation', async () => {
    const staged = await stage(2, MIXED_ASSEMBLY, PRODUCTION);
    const applied = await backfill(staged, ['--apply', '--format', 'json']);
    expect(applied.code).toBe(0);
    const { outcome, regions } = JSON.parse(applied.out);
    expect(outcome).toBe('fine');
    const closed = regions[0].requirements.map((each: any) => [each.requirement, each.closed.length]);
    expect(closed.sort()).toEqual([
      ['all-traffic', 2],
      ['production', 2],
      ['rejects', 2],
    ]);
    expect(await oursOf(staged, staged.vpcIds)).toEqual([3, 3]);
  });

  test('--requirement and --vpc select, and --limit leaves the rest for the next run', async () => {
    const staged = await stage(3, MIXED_ASSEMBLY, PRODUCTION);
    const one = await backfill(staged, ['--apply', '--requirement', 'rejects', '--limit', '1']);
    expect(one.out).toContain('1 started, 1 closed, 2 left');
    expect(one.out).toContain('it is beyond --limit');
    expect(one.code).toBe(2);
    const [, second = ''] = [...staged.vpcIds].sort();
    const named = await backfill(staged, ['--apply', '--vpc', second]);
    expect(named.code).toBe(0);
    const counts = await oursOf(staged, staged.vpcIds);
    expect(counts.reduce((sum, each) => sum + each)).toBe(4);
  });

  test('goes on where calls are throttled, and starts nothing twice', async () => {
    const staged = await stage(5);
    staged.calls.throttled.set('StartRemediationExecution', 2).set('DescribeRemediationExecutionStatus', 3);
    const applied = await backfill(staged, ['--apply']);
    expect(applied.out).toContain('5 started, 5 closed, 0 left');
    expect(applied.code).toBe(0);
    expect(await staged.rehearsal.executions()).toHaveLength(5);
  });

  test('one VPC that cannot be remediated is left with the reason, and holds up no other', async () => {
    const staged = await stage(12);
    const [broken = '', ...others] = staged.vpcIds;
    const { calls } = staged;
    const usual = calls.call;
    calls.call = (world, call, perform) => {
      const isIts = call.operation === 'CreateFlowLogs' && JSON.stringify(call.input).includes(broken);
      if (isIts) return Promise.reject(new ApiError('FlowLogsLimitExceeded', 'too many flow logs', 400));
      return usual(world, call, perform);
    };
    const applied = await backfill(staged, ['--apply']);
    expect(applied.code).toBe(2);
    expect(applied.out).toContain('12 started, 11 closed, 1 left');
    expect(applied.out).toMatch(new RegExp(`left ${broken}: its execution failed: Fail: .*not in place`));
    expect(await oursOf(staged, [broken, ...others])).toEqual([0, ...others.map(() => 1)]);
  });

  test('interrupted, it says what is in flight; run again, it waits for that and starts only the rest', async () => {
    const staged = await stage(8);
    const stop = new AbortController();
    let slept = 0;
    const first = await backfill(
      staged,
      ['--apply', '--limit', '6'],
      () => {
        slept += 1;
        if (slept === 1) stop.abort();
      },
      stop.signal,
    );
    expect(first.out).toContain('interrupted: 6 in flight go on by themselves in AWS');
    expect(first.out).toContain('its execution is in flight and goes on by itself');
    expect(first.code).toBe(2);
    const second = await backfill(staged, ['--apply']);
    expect(second.out).toMatch(/: 2 started, \d closed, 0 left/);
    expect(second.code).toBe(0);
    expect(await staged.rehearsal.executions()).toHaveLength(8);
    expect(await oursOf(staged, staged.vpcIds)).toEqual(staged.vpcIds.map(() => 1));
  });

  test('closes 250 gaps by three calls that start', async () => {
    const staged = await stage(250, SUBNETS_ASSEMBLY, {}, scheduleOnly);
    await staged.rehearsal.advance(6 * HOUR);
    staged.calls.made.length = 0;
    const applied = await backfill(staged, ['--apply', '--poll-seconds', '60']);
    expect(applied.out).toContain('250 started, 250 closed, 0 left');
    expect(applied.code).toBe(0);
    expect(staged.calls.of('StartRemediationExecution')).toBe(3);
  }, 300_000);

  test('a VPC with a remediation exception is named with the way to end it, and not started', async () => {
    const staged = await stage(2);
    const { rehearsal, calls } = staged;
    const [held = '', other = ''] = staged.vpcIds;
    await rehearsal.config.send(
      new PutRemediationExceptionsCommand({
        ConfigRuleName: rehearsal.ruleName,
        ResourceKeys: [{ ResourceType: 'AWS::EC2::VPC', ResourceId: held }],
        Message: 'until the move \u001B[2J is done',
      }),
    );
    calls.made.length = 0;
    const applied = await backfill(staged, ['--apply']);
    expect(applied.code).toBe(2);
    expect(applied.out).toContain(
      `left ${held}: it has a remediation exception: until the move \uFFFD[2J is done`,
    );
    expect(applied.out).toContain(
      `flow-logs remediation retry --region eu-central-1 --rule ${rehearsal.ruleName} --vpc ${held} --apply`,
    );
    expect(applied.out).not.toContain('\u001B');
    expect(await oursOf(staged, [held, other])).toEqual([0, 1]);
  });

  test('where only a rule observes, it says how to have gaps closed, and calls nothing that changes', async () => {
    const calls = new OperatorCalls();
    const rehearsal = await rehearse({
      faults: calls,
      change: ({ Resources }) => {
        for (const [id, { Type }] of Object.entries(Resources))
          if (Type === 'AWS::Config::RemediationConfiguration') delete Resources[id];
      },
    });
    await rehearsal.createVpc();
    calls.made.length = 0;
    const applied = await backfill({ rehearsal }, ['--apply']);
    expect(applied.out).toContain('its rule only observes');
    expect(applied.code).toBe(2);
    expect(calls.changing).toEqual([]);
  });

  test('where nothing of ours is deployed, gaps are judged by flags, and how to deploy is said', async () => {
    const rehearsal = await openSandbox();
    const vpcId = await rehearsal.createVpc();
    const { code, out, error } = await backfill({ rehearsal }, ['--apply', '--traffic-type', 'REJECT']);
    expect(error).toBe('');
    expect(out).toMatch(new RegExp(`left ${vpcId}: no rule of ours for it is deployed here`));
    expect(out).toContain('npx cdk deploy');
    expect(out).toContain('StackSets');
    expect(code).toBe(2);
    await rehearsal.createFlowLog(vpcId);
    await rehearsal.advance(MINUTE);
    expect((await backfill({ rehearsal }, ['--traffic-type', 'REJECT'])).code).toBe(0);
  });

  test('where the document is gone, it says so, and how to have it again', async () => {
    const staged = await stage(1);
    staged.rehearsal.sandbox.home.documents.clear();
    const { code, out } = await backfill(staged, ['--apply']);
    expect(out).toMatch(
      /its Automation document \S+ cannot be read: ssm:GetDocument answers InvalidDocument/,
    );
    expect(out).toContain('allow ssm:GetDocument on it, or deploy the stack again');
    expect(staged.calls.changing).toEqual([]);
    expect(code).toBe(2);
  });
});
