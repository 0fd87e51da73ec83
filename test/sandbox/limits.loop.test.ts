/** What the README names as limits, so that nobody finds them first: each test shows one, and how it ends. */
import { HOUR, MINUTE, rehearse } from './rehearsal';

const TAG = 'flow-logs-exempt-until';

test('a sweep that runs before EC2 shows a new flow log outlasts the verdict on its creation, until the next sweep', async () => {
  const rehearsal = await rehearse({ delays: { flowLogVisible: 100 } });
  const vpcId = await rehearsal.createVpc({ [TAG]: '2027-01-04' });
  await rehearsal.advance(6 * HOUR - 80);
  await rehearsal.untag(vpcId, TAG);
  await rehearsal.createFlowLog(vpcId);

  await rehearsal.advance(80 + 10 * MINUTE);
  expect(await rehearsal.compliance(vpcId)).toBe('NON_COMPLIANT');
  expect(await rehearsal.ours(vpcId)).toEqual([]);

  await rehearsal.advance(6 * HOUR);
  expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
  expect(await rehearsal.ours(vpcId)).toEqual([]);
});
