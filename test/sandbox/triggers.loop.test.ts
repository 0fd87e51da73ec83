import { FLOW_LOGS_ASSEMBLY, SCHEDULE_ASSEMBLY } from '../assembly';
import { HOUR, MINUTE, rehearse } from './rehearsal';
import { ruleOf } from './template-changes';

test('a rule that listens to the schedule alone judges and remediates at the next sweep', async () => {
  const rehearsal = await rehearse({ assembly: SCHEDULE_ASSEMBLY });
  await rehearsal.advance(HOUR);
  const vpcId = await rehearsal.createVpc();
  await rehearsal.advance(HOUR);
  expect(await rehearsal.compliance(vpcId)).toBe('not judged');
  await rehearsal.advance(6 * HOUR);
  expect(await rehearsal.ours(vpcId)).toHaveLength(1);
  await rehearsal.advance(6 * HOUR);
  expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
  expect(rehearsal.failureQueue).toEqual([]);
});

test('a rule that listens to flow logs hears of no new VPC, and reports on VPCs when a flow log comes or goes', async () => {
  const rehearsal = await rehearse({ assembly: FLOW_LOGS_ASSEMBLY });
  await rehearsal.advance(HOUR);
  const vpcId = await rehearsal.createVpc();
  await rehearsal.advance(10 * MINUTE);
  expect(await rehearsal.compliance(vpcId)).toBe('not judged');
  const flowLogId = await rehearsal.createFlowLog(vpcId);
  await rehearsal.advance(10 * MINUTE);
  expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
  await rehearsal.deleteFlowLog(flowLogId);
  await rehearsal.advance(2 * MINUTE);
  expect(await rehearsal.compliance(vpcId)).toBe('NON_COMPLIANT');
});

test('a rule that listens to changes without saying of what hears of VPCs all the same', async () => {
  const rehearsal = await rehearse({
    change: (template) => {
      delete ruleOf(template)['Scope'];
    },
  });
  const vpcId = await rehearsal.createVpc();
  await rehearsal.advance(2 * MINUTE);
  expect(await rehearsal.compliance(vpcId)).toBe('NON_COMPLIANT');
});
