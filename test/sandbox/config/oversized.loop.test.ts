import { HOUR, MINUTE, rehearse } from '../rehearsal';

describe('with items that are larger than Config delivers', () => {
  test('the loop closes all the same: the function reads them from history', async () => {
    const rehearsal = await rehearse({ itemLimitBytes: 100 });
    const vpcId = await rehearsal.createVpc();
    await rehearsal.advance(2 * MINUTE);
    expect(await rehearsal.compliance(vpcId)).toBe('NON_COMPLIANT');
    await rehearsal.advance(HOUR);
    expect(await rehearsal.ours(vpcId)).toHaveLength(1);
    expect(await rehearsal.compliance(vpcId)).toBe('COMPLIANT');
    await rehearsal.deleteFlowLog((await rehearsal.ours(vpcId))[0]);
    await rehearsal.advance(2 * MINUTE);
    expect(await rehearsal.compliance(vpcId)).toBe('NON_COMPLIANT');
    await rehearsal.deleteVpc(vpcId);
    await rehearsal.advance(2 * MINUTE);
    expect(await rehearsal.compliance(vpcId)).toBe('NOT_APPLICABLE');
    expect(rehearsal.failureQueue).toEqual([]);
  });
});
