import { observing } from '../../../bench/remediation/observed-calls';
import { tally } from '../../../bench/remediation/remediated';
import { type MadeCall, NO_FAULTS } from '../../../sandbox/faults';
import { World } from '../../../sandbox/world';

test('operations are counted by name', () => {
  expect(tally([])).toEqual({});
  expect(tally(['Invoke', 'DescribeVpcs', 'Invoke'])).toEqual({ Invoke: 2, DescribeVpcs: 1 });
});

test('a call is on record with its caller and its time, and answered as before', async () => {
  const world = new World({ start: new Date('2027-01-04T08:00:00Z') });
  const seen: object[] = [];
  const faults = observing(NO_FAULTS, (call) => seen.push(call));
  const call: MadeCall = {
    service: 'ec2',
    operation: 'DescribeVpcs',
    input: { MaxResults: 5 },
    accessKeyId: '111122223333',
    sessionToken: undefined,
    region: 'eu-central-1',
    caller: { kind: 'administrator', accountId: '111122223333' },
  };
  await expect(faults.call(world, call, (input) => Promise.resolve({ input }))).resolves.toEqual({
    input: { MaxResults: 5 },
  });
  expect(seen).toEqual([
    { operation: 'DescribeVpcs', byAdministrator: true, time: new Date('2027-01-04T08:00:00Z') },
  ]);
});
