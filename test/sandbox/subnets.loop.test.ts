import { SUBNETS_ASSEMBLY } from '../assembly';
import { MINUTE, type Rehearsal, rehearse } from './rehearsal';
import { EXECUTION_ROLE, forbid } from './template-changes';

const deployed = () => rehearse({ assembly: SUBNETS_ASSEMBLY });

const flowLogOfSubnet = (rehearsal: Rehearsal, subnetId: string) =>
  rehearsal.createFlowLog(subnetId, { ResourceType: 'Subnet' });

async function verdict(rehearsal: Rehearsal, vpcId: string): Promise<string> {
  await rehearsal.advance(2 * MINUTE);
  const shown = await rehearsal.result(vpcId);
  return `${shown?.type}: ${shown?.annotation}`;
}

/** What each invocation logged, in order. */
const invocations = ({ sandbox }: Rehearsal): readonly Record<string, unknown>[] =>
  [...sandbox.home.logGroups.values()].flatMap((group) => group.lines.map((line) => JSON.parse(line)));

describe('with acceptSubnetCoverage', () => {
  test('a VPC follows its subnets: covered, a new one, its flow log, and one that is deleted', async () => {
    const rehearsal = await deployed();
    const vpcId = await rehearsal.createVpc();
    const first = await rehearsal.createSubnet(vpcId, '10.0.1.0/24');
    const flowLogId = await flowLogOfSubnet(rehearsal, first);
    expect(await verdict(rehearsal, vpcId)).toBe(
      'COMPLIANT: 1 of 1 subnets covered; the VPC itself: no flow log',
    );

    const second = await rehearsal.createSubnet(vpcId, '10.0.2.0/24');
    expect(await verdict(rehearsal, vpcId)).toBe(
      `NON_COMPLIANT: 1 of 2 subnets covered, ${second}: no flow log; the VPC itself: no flow log`,
    );

    await flowLogOfSubnet(rehearsal, second);
    expect(await verdict(rehearsal, vpcId)).toMatch(/^COMPLIANT: 2 of 2 subnets covered/);

    await rehearsal.deleteFlowLog(flowLogId);
    expect(await verdict(rehearsal, vpcId)).toMatch(
      new RegExp(`^NON_COMPLIANT: 1 of 2 subnets covered, ${first}: no flow log`),
    );
    expect(rehearsal.failureQueue).toEqual([]);
  });

  test('an interface that comes costs an invocation, and neither a call nor an evaluation', async () => {
    const rehearsal = await deployed();
    const vpcId = await rehearsal.createVpc();
    const subnetId = await rehearsal.createSubnet(vpcId);
    await rehearsal.advance(2 * MINUTE);
    const before = invocations(rehearsal).length;
    await rehearsal.createInterface(subnetId);
    const { calls } = rehearsal.sandbox.world.trace;
    const callsBefore = calls.length;
    await rehearsal.advance(2 * MINUTE);
    const byTheFunction = calls.slice(callsBefore).filter(({ action }) => /^(ec2|config):/.test(action));
    expect(byTheFunction).toEqual([]);
    expect(invocations(rehearsal).slice(before)).toEqual([
      expect.objectContaining({ outcome: 'judged', trigger: 'change', apiCalls: {}, reported: 0 }),
    ]);
  });

  test('a document that a person starts creates the flow log of the VPC', async () => {
    const rehearsal = await deployed();
    const vpcId = await rehearsal.createVpc();
    await rehearsal.createSubnet(vpcId);
    expect(await verdict(rehearsal, vpcId)).toMatch(/^NON_COMPLIANT: 0 of 1 subnets covered/);
    expect((await rehearsal.remediate(vpcId)).AutomationExecutionStatus).toBe('Success');
    expect(await verdict(rehearsal, vpcId)).toMatch(/^COMPLIANT: fl-\w+ captures ALL/);
  });

  test('no verdict is given without the permission to read subnets', async () => {
    const rehearsal = await rehearse({
      assembly: SUBNETS_ASSEMBLY,
      change: (template) => forbid(template, EXECUTION_ROLE, 'ec2:DescribeSubnets'),
    });
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(10 * MINUTE);
    expect(await rehearsal.compliance(vpcId)).toBe('not judged');
    expect(rehearsal.failureQueue.length).toBeGreaterThan(0);
  });
});
