import { HOUR, MINUTE, rehearse } from './rehearsal';

const TAG = 'flow-logs-exempt-until';

describe('a VPC', () => {
  test('whose exemption comes and goes is judged at once, each time', async () => {
    const rehearsal = await rehearse();
    const vpcId = await rehearsal.createVpc();
    await rehearsal.createFlowLog(vpcId);
    await rehearsal.advance(HOUR);
    await rehearsal.tag(vpcId, TAG, '2027-02-01');
    await rehearsal.advance(2 * MINUTE);
    expect(await rehearsal.compliance(vpcId)).toBe('NOT_APPLICABLE');
    await rehearsal.untag(vpcId, TAG);
    await rehearsal.advance(2 * MINUTE);
    expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
  });

  test('is not covered by a flow log of its subnet, which is another resource', async () => {
    const rehearsal = await rehearse();
    const vpcId = await rehearsal.createVpc();
    const subnetId = await rehearsal.createSubnet(vpcId);
    await rehearsal.createFlowLog(subnetId, { ResourceType: 'Subnet' });
    await rehearsal.advance(2 * MINUTE);
    expect(await rehearsal.compliance(vpcId)).toBe('NON_COMPLIANT');
    await rehearsal.advance(HOUR);
    expect(await rehearsal.ours(vpcId)).toHaveLength(1);
    expect(await rehearsal.flowLogsOf(subnetId)).toHaveLength(1);
  });
});

test('the metrics of the function are those of its log lines, in virtual time', async () => {
  const rehearsal = await rehearse();
  await rehearsal.createVpc();
  await rehearsal.advance(2 * MINUTE);
  const { metrics, logGroups } = rehearsal.sandbox.home;
  const lines = [...logGroups.values()].flatMap((group) => group.lines);
  const named = lines.flatMap((line) =>
    (JSON.parse(line)._aws?.CloudWatchMetrics ?? []).flatMap((directive: any) => directive.Metrics),
  );
  expect(named.length).toBeGreaterThan(0);
  expect(metrics).toHaveLength(named.length);
  expect(new Set(metrics.map(({ time }) => time.toISOString().slice(0, 13)))).toEqual(
    new Set(['2027-01-04T08']),
  );
});
