import { PutEvaluationsCommand } from '@aws-sdk/client-config-service';
import { DeleteSubnetCommand } from '@aws-sdk/client-ec2';
import { SCHEDULE_ASSEMBLY, SUBNETS_ASSEMBLY } from '../assembly';
import { HOUR, MINUTE, OWN_BUCKET, openSandbox, type Rehearsal, rehearse } from './rehearsal';

const NEXT_SWEEP = 7 * HOUR;

/** A VPC with a flow log of somebody's own, judged COMPLIANT. */
async function coveredVpc(rehearsal: Rehearsal): Promise<string> {
  const vpcId = await rehearsal.createVpc();
  await rehearsal.createFlowLog(vpcId);
  await rehearsal.advance(5 * MINUTE);
  expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
  return vpcId;
}

/** Puts a verdict with a token that Config handed out, as of some seconds before now. */
async function put(rehearsal: Rehearsal, vpcId: string, type: 'COMPLIANT' | 'NON_COMPLIANT', ago: number) {
  const { home, world } = rehearsal.sandbox;
  const evaluation = {
    ComplianceResourceType: 'AWS::EC2::VPC',
    ComplianceResourceId: vpcId,
    ComplianceType: type,
    OrderingTimestamp: new Date(world.scheduler.now().getTime() - ago * 1000),
  };
  const ResultToken = [...home.config.tokens.keys()].at(-1);
  await rehearsal.config.send(new PutEvaluationsCommand({ ResultToken, Evaluations: [evaluation] }));
}

describe('an evaluation that is not newer than the stored one', () => {
  test.each([
    ['dropped', 'COMPLIANT'],
    ['stored', 'NON_COMPLIANT'],
  ] as const)('olderEvaluation %s: it leaves %s until the next sweep', async (olderEvaluation, shown) => {
    const rehearsal = await rehearse({ assumptions: { olderEvaluation } });
    const vpcId = await coveredVpc(rehearsal);
    await put(rehearsal, vpcId, 'NON_COMPLIANT', HOUR);
    await rehearsal.advance(HOUR);
    expect(await rehearsal.compliance(vpcId)).toBe(shown);
    await rehearsal.advance(NEXT_SWEEP);
    expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
  });

  test.each([
    ['stored', 'NON_COMPLIANT'],
    ['dropped', 'COMPLIANT'],
  ] as const)('equalEvaluation %s: it leaves %s until the next sweep', async (equalEvaluation, shown) => {
    const rehearsal = await rehearse({ assumptions: { equalEvaluation } });
    const vpcId = await coveredVpc(rehearsal);
    await put(rehearsal, vpcId, 'COMPLIANT', 0);
    await put(rehearsal, vpcId, 'NON_COMPLIANT', 0);
    await rehearsal.advance(HOUR);
    expect(await rehearsal.compliance(vpcId)).toBe(shown);
    await rehearsal.advance(NEXT_SWEEP);
    expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
  });
});

describe('what Config tells and takes', () => {
  test.each([
    [false, 'not judged'],
    [true, 'NOT_APPLICABLE'],
  ])(
    'participantRecordsSharedVpcs %s: a shared VPC is %s before the next sweep',
    async (participantRecordsSharedVpcs, shown) => {
      const rehearsal = await rehearse({ assumptions: { participantRecordsSharedVpcs } });
      await rehearsal.advance(MINUTE);
      const vpcId = await rehearsal.sharedVpc();
      await rehearsal.advance(HOUR);
      expect(await rehearsal.compliance(vpcId)).toBe(shown);
      await rehearsal.advance(NEXT_SWEEP);
      expect(await rehearsal.compliance(vpcId)).toBe('NOT_APPLICABLE');
    },
  );

  test.each([
    ['at once', 'NON_COMPLIANT'],
    ['with its first schedule', 'not judged'],
  ] as const)('newRuleRuns %s: a VPC of before is %s until then', async (newRuleRuns, shown) => {
    const rehearsal = await openSandbox({ assumptions: { newRuleRuns } });
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(HOUR);
    rehearsal.deploy();
    await rehearsal.advance(MINUTE);
    expect(await rehearsal.compliance(vpcId)).toBe(shown);
    await rehearsal.advance(NEXT_SWEEP);
    expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
  });

  test.each([
    [true, 'NOT_APPLICABLE'],
    [false, 'COMPLIANT'],
  ])(
    'resultsHaveOrderingTimestamp %s: a VPC whose deletion was never told stays %s',
    async (resultsHaveOrderingTimestamp, shown) => {
      const rehearsal = await rehearse({ assumptions: { resultsHaveOrderingTimestamp } });
      const vpcId = await coveredVpc(rehearsal);
      rehearsal.sandbox.home.vpcs.delete(vpcId);
      await rehearsal.advance(NEXT_SWEEP);
      expect(await rehearsal.compliance(vpcId)).toBe(shown);
    },
  );

  test.each([
    [true, 'COMPLIANT', 0],
    [false, 'NON_COMPLIANT', 1],
  ])(
    'tokenTakesOtherResources %s: after its remediation a VPC is %s until the next sweep',
    async (tokenTakesOtherResources, shown, failed) => {
      const rehearsal = await rehearse({ assumptions: { tokenTakesOtherResources } });
      const vpcId = await rehearsal.createVpc();
      await rehearsal.advance(HOUR);
      expect(await rehearsal.ours(vpcId)).toHaveLength(1);
      expect(await rehearsal.compliance(vpcId)).toBe(shown);
      expect(rehearsal.failureQueue).toHaveLength(failed);
      await rehearsal.advance(NEXT_SWEEP);
      expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
    },
  );

  test.each([
    [true, 0],
    [false, 1],
  ])(
    'tokenTakesCallsAtOnce %s: of sweeps of a hundred and one VPCs, %i end in the failure queue',
    async (tokenTakesCallsAtOnce, failed) => {
      const rehearsal = await openSandbox({ assumptions: { tokenTakesCallsAtOnce } });
      for (let count = 0; count <= 100; count += 1) await rehearsal.createVpc();
      rehearsal.deploy(undefined, SCHEDULE_ASSEMBLY);
      await rehearsal.advance(5 * MINUTE);
      expect(rehearsal.failureQueue).toHaveLength(failed);
      const [rule] = rehearsal.sandbox.home.config.rules.values();
      expect(rule?.results.size).toBe(failed === 0 ? 101 : 100);
    },
  );
});

describe('what EC2 shows', () => {
  test.each([
    ['at once', 0, 2],
    ['after Config recorded it', 2, 5],
  ] as const)(
    'newVpcShown %s: a new VPC is judged after %i failures, within %i minutes, and remediated once',
    async (newVpcShown, failures, minutes) => {
      const rehearsal = await rehearse({ assumptions: { newVpcShown } });
      const vpcId = await rehearsal.createVpc();
      await rehearsal.advance(minutes * MINUTE);
      expect(await rehearsal.result(vpcId)).toEqual({ type: 'NON_COMPLIANT', annotation: 'no flow log' });
      const unshown = rehearsal.story.filter((line) => line.includes('the VPC that Config recorded'));
      expect(unshown).toHaveLength(failures);
      await rehearsal.advance(15 * MINUTE);
      expect(await rehearsal.ours(vpcId)).toHaveLength(1);
      expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
      await rehearsal.advance(NEXT_SWEEP);
      expect(await rehearsal.ours(vpcId)).toHaveLength(1);
      expect(await rehearsal.executions()).toHaveLength(1);
      expect(rehearsal.failureQueue).toEqual([]);
    },
  );

  test('newVpcShown after Config recorded it: nor does a flow log of the VPC make it gone', async () => {
    const rehearsal = await rehearse({ assumptions: { newVpcShown: 'after Config recorded it' } });
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(20);
    await rehearsal.createFlowLog(vpcId);
    await rehearsal.advance(5 * MINUTE);
    expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
    expect(rehearsal.failureQueue).toEqual([]);
  });

  test.each([
    ['later', 'COMPLIANT'],
    ['at once', 'NON_COMPLIANT'],
  ] as const)(
    'failedDeliveryReported %s: a flow log whose bucket was closed meanwhile leaves its VPC %s',
    async (failedDeliveryReported, shown) => {
      const rehearsal = await rehearse({ assumptions: { failedDeliveryReported } });
      const vpcId = await rehearsal.createVpc();
      await rehearsal.createFlowLog(vpcId);
      const bucket = rehearsal.sandbox.world.bucket(`arn:aws:s3:::${OWN_BUCKET}`);
      if (bucket) bucket.policy = undefined;
      await rehearsal.advance(2 * MINUTE);
      expect(await rehearsal.compliance(vpcId)).toBe(shown);
    },
  );

  test.each([
    ['not at all', 0],
    ['for minutes', 2],
  ] as const)(
    'deletedFlowLogListed %s: that the VPC is covered without it is said after %i failures',
    async (deletedFlowLogListed, failures) => {
      const rehearsal = await rehearse({ assumptions: { deletedFlowLogListed } });
      const vpcId = await rehearsal.createVpc();
      const deleted = await rehearsal.createFlowLog(vpcId);
      await rehearsal.createFlowLog(vpcId, { LogDestination: `arn:aws:s3:::${OWN_BUCKET}/other` });
      await rehearsal.advance(HOUR);
      await rehearsal.deleteFlowLog(deleted);
      await rehearsal.advance(5 * MINUTE);
      expect(
        rehearsal.story.filter((line) => /a flow log that Config recorded as deleted/.test(line)),
      ).toHaveLength(failures);
      expect((await rehearsal.result(vpcId))?.annotation).not.toContain(deleted);
      expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
      expect(rehearsal.failureQueue).toEqual([]);
    },
  );

  test.each([
    [true, 2],
    [false, 1],
  ])(
    'deletedSubnetKeepsFlowLogs %s: the VPC is judged by the subnets that it has',
    async (deletedSubnetKeepsFlowLogs, listed) => {
      const rehearsal = await rehearse({
        assembly: SUBNETS_ASSEMBLY,
        assumptions: { deletedSubnetKeepsFlowLogs },
      });
      const vpcId = await rehearsal.createVpc();
      const subnets = [
        await rehearsal.createSubnet(vpcId, '10.0.1.0/24'),
        await rehearsal.createSubnet(vpcId, '10.0.2.0/24'),
      ];
      for (const subnetId of subnets) await rehearsal.createFlowLog(subnetId, { ResourceType: 'Subnet' });
      await rehearsal.advance(5 * MINUTE);
      await rehearsal.ec2.send(new DeleteSubnetCommand({ SubnetId: subnets[0] }));
      await rehearsal.advance(5 * MINUTE);
      const flowLogs = await Promise.all(subnets.map((id) => rehearsal.flowLogsOf(id)));
      expect(flowLogs.flat()).toHaveLength(listed);
      expect((await rehearsal.result(vpcId))?.annotation).toMatch(/^1 of 1 subnets covered/);
    },
  );
});

describe('an answer without any items', () => {
  test('ec2AnswersEmptyLists false: a VPC without flow logs is neither judged nor remediated', async () => {
    const rehearsal = await rehearse({ assumptions: { ec2AnswersEmptyLists: false } });
    const bare = await rehearsal.createVpc();
    const covered = await coveredVpc(rehearsal);
    await rehearsal.advance(NEXT_SWEEP);
    expect(await rehearsal.compliance(bare)).toBe('not judged');
    expect(await rehearsal.flowLogsOf(bare)).toEqual([]);
    expect(await rehearsal.compliance(covered)).toBe('COMPLIANT');
    expect(rehearsal.failureQueue.join()).toContain('no list');
  });

  test('configAnswersEmptyLists false: what was put is stored, and the event ends in the failure queue', async () => {
    const rehearsal = await rehearse({ assumptions: { configAnswersEmptyLists: false } });
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(HOUR);
    expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
    expect(rehearsal.failureQueue.join()).toContain('without FailedEvaluations');
  });
});
