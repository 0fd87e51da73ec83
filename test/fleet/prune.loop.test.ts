import { MINUTE, type MutableTemplate, type Rehearsal, rehearse } from '../sandbox/rehearsal';
import { type Ended, flowLogs } from './command-line';

/** The stack after an upgrade: it asks for shorter intervals than the flow logs have that it created before. */
function shorterIntervals(template: MutableTemplate): void {
  for (const { Type, Properties } of Object.values(template.Resources)) {
    if (Type === 'AWS::Config::ConfigRule') Properties['InputParameters'].maxAggregationInterval = '60';
    if (Type !== 'AWS::SSM::Document') continue;
    for (const { inputs } of Properties['Content'].mainSteps) {
      if (inputs.Api === 'CreateFlowLogs') inputs.MaxAggregationInterval = 60;
      const payload = inputs.InputPayload;
      if (payload?.ruleParameters)
        payload.ruleParameters = JSON.stringify({
          ...JSON.parse(payload.ruleParameters),
          maxAggregationInterval: '60',
        });
    }
  }
}

const prune = (rehearsal: Rehearsal, ...flags: readonly string[]): Promise<Ended> =>
  flowLogs(['prune', ...flags], rehearsal.sandbox);

/** A flow log as an execution created it before the upgrade, in a former format's folder of the stack's bucket. */
function createFormer(
  rehearsal: Rehearsal,
  vpcId: string,
  { requirement = 'all-traffic', folder = '00000000', execution = '-2222-3333-4444-555555555555' } = {},
): Promise<string | undefined> {
  const [bucket] = rehearsal.refs('AWS::S3::Bucket');
  return rehearsal.createFlowLog(vpcId, {
    LogDestination: `arn:aws:s3:::${bucket}/${requirement}/${folder}/`,
    TagSpecifications: [
      {
        ResourceType: 'vpc-flow-log',
        Tags: [
          { Key: 'vpc-flow-logs-compliance:requirement', Value: requirement },
          { Key: 'vpc-flow-logs-compliance:execution', Value: `${folder}${execution}` },
        ],
      },
    ],
  });
}

/** A VPC with a former flow log of ours, one of its owner's, and the one that replaces ours. */
async function upgraded() {
  const rehearsal = await rehearse({ change: shorterIntervals });
  const vpcId = await rehearsal.createVpc();
  const former = await createFormer(rehearsal, vpcId);
  const foreign = await rehearsal.createFlowLog(vpcId);
  await rehearsal.minutesUntil(async () => (await rehearsal.ours(vpcId)).length === 2);
  const present = (await rehearsal.ours(vpcId)).find((id) => id !== former);
  return { rehearsal, vpcId, former, foreign, present };
}

const idsOf = async (rehearsal: Rehearsal, vpcId: string) =>
  (await rehearsal.flowLogsOf(vpcId)).map(({ FlowLogId }) => FlowLogId).sort();

describe('flow-logs prune, after an upgrade', () => {
  test('lists the former flow log once EC2 reports that the new one delivers, and deletes nothing', async () => {
    const { rehearsal, vpcId, former, foreign, present } = await upgraded();
    const early = await prune(rehearsal, '--all');
    expect(early.out).toContain('EC2 does not report yet that the newer flow logs deliver');
    expect(early.code).toBe(0);

    await rehearsal.advance(30 * MINUTE);
    const { code, out, error } = await prune(rehearsal);
    expect(out).toMatch(new RegExp(`${former} +${vpcId} +all-traffic .* superseded`));
    expect(out).toContain(`${present} captures ALL to arn:aws:s3:::`);
    expect(out).toContain('2 flow logs with our tag, 1 of them needed, 1 superseded: nothing was deleted');
    expect([code, error]).toEqual([2, '']);
    expect(await idsOf(rehearsal, vpcId)).toEqual([former, foreign, present].sort());
  });

  test('--apply deletes it alone, the VPC stays covered, and a second run finds nothing', async () => {
    const { rehearsal, vpcId, former, foreign, present } = await upgraded();
    await rehearsal.advance(30 * MINUTE);
    const { code, out } = await prune(rehearsal, '--apply');
    expect(out).toContain(`1 deleted: ${former}`);
    expect(out).toContain('judged again: 1 VPCs stand as before');
    expect(code).toBe(0);
    await rehearsal.advance(30 * MINUTE);
    expect(await idsOf(rehearsal, vpcId)).toEqual([foreign, present].sort());
    expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
    expect((await prune(rehearsal)).code).toBe(0);
  });

  test('judges by what is left, also while EC2 lists what was deleted', async () => {
    const rehearsal = await rehearse({
      change: shorterIntervals,
      assumptions: { deletedFlowLogListed: 'for minutes' },
    });
    const vpcId = await rehearsal.createVpc();
    const former = await createFormer(rehearsal, vpcId);
    await rehearsal.minutesUntil(async () => (await rehearsal.ours(vpcId)).length === 2);
    await rehearsal.advance(30 * MINUTE);
    const { code, out } = await prune(rehearsal, '--apply');
    expect(out).toContain(`1 deleted: ${former}`);
    expect(code).toBe(0);
  });

  test('leaves what somebody tagged by hand, and what other VPCs have', async () => {
    const { rehearsal, vpcId, former } = await upgraded();
    const byHand = await createFormer(rehearsal, vpcId, { execution: ' by hand', folder: '22222222' });
    await rehearsal.advance(30 * MINUTE);
    const elsewhere = await prune(rehearsal, '--vpc', 'vpc-00000000000000000', '--apply');
    expect(elsewhere.out).toContain('0 deleted');
    const { out } = await prune(rehearsal, '--apply');
    expect(out).toMatch(new RegExp(`${byHand} .* not-ours`));
    const left = await idsOf(rehearsal, vpcId);
    expect(left).toContain(byHand);
    expect(left).not.toContain(former);
  });

  test('a renamed requirement is listed apart, and deleted when it is named', async () => {
    const { rehearsal, vpcId, former } = await upgraded();
    const renamed = await createFormer(rehearsal, vpcId, { requirement: 'old-name', folder: '33333333' });
    // Its successor must be newer: here it comes last.
    const successor = await rehearsal.createFlowLog(vpcId, {
      MaxAggregationInterval: 60,
      LogDestination: 'arn:aws:s3:::own-logs/successor',
    });
    await rehearsal.advance(30 * MINUTE);
    const listed = await prune(rehearsal);
    expect(listed.out).toMatch(new RegExp(`${renamed} .* not-deployed`));
    expect(listed.out).toContain('no requirement old-name is deployed here: give --requirement old-name');
    const applied = await prune(rehearsal, '--requirement', 'old-name', '--apply');
    expect(applied.out).toContain(`1 deleted: ${renamed}`);
    const left = await idsOf(rehearsal, vpcId);
    expect(left).toEqual(expect.arrayContaining([former, successor]));
    expect(left).not.toContain(renamed);
  });

  test('names no flow log of a VPC that is exempt, whatever covers it', async () => {
    const { rehearsal, vpcId, former } = await upgraded();
    await rehearsal.advance(30 * MINUTE);
    const inAMonth = new Date(rehearsal.sandbox.world.scheduler.now().getTime() + 30 * 86_400_000)
      .toISOString()
      .slice(0, 10);
    await rehearsal.tag(vpcId, 'flow-logs-exempt-until', inAMonth);
    const { code, out } = await prune(rehearsal, '--all');
    expect(out).toMatch(new RegExp(`${former} .* needed`));
    expect(out).toContain(`exempt until ${inAMonth}`);
    expect(code).toBe(0);
  });

  test('writes JSON alone to standard output', async () => {
    const { rehearsal, former } = await upgraded();
    await rehearsal.advance(30 * MINUTE);
    const { code, out } = await prune(rehearsal, '--format', 'json');
    const { outcome, regions } = JSON.parse(out);
    expect([code, outcome, regions[0].region]).toEqual([2, 'to-do', 'eu-central-1']);
    expect(regions[0].flowLogs[0]).toMatchObject({ flowLogId: former, standing: 'superseded' });
  });
});
