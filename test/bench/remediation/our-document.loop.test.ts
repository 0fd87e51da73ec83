import { remediateAtOnce } from '../../../bench/remediation/many-vpcs';
import { remediateCoveredVpc, remediateNewVpc } from '../../../bench/remediation/our-document';
import { onlyStackOf } from '../../../tools/synthesize';
import { ASSEMBLY } from '../../assembly';

const shipped = () => onlyStackOf(ASSEMBLY);

test('as shipped, a new VPC is judged twice before and once after its flow log is created', async () => {
  const { calls, flowLogs, scriptSeconds } = await remediateNewVpc(shipped());
  expect(calls).toEqual({ Invoke: 3, DescribeVpcs: 3, DescribeFlowLogs: 3, CreateFlowLogs: 1 });
  expect({ flowLogs, scriptSeconds }).toEqual({ flowLogs: 1, scriptSeconds: 0 });
});

test('a VPC that somebody covered is judged once, and left as it is', async () => {
  const { calls, flowLogs, flowLogAfter } = await remediateCoveredVpc(shipped());
  expect(calls).toEqual({ Invoke: 1, DescribeVpcs: 1, DescribeFlowLogs: 1 });
  expect({ flowLogs, flowLogAfter }).toEqual({ flowLogs: 1, flowLogAfter: undefined });
});

test('VPCs that lack a flow log all at once get one each, within the limits of AWS', async () => {
  const played = await remediateAtOnce(shipped(), 60);
  expect(played).toMatchObject({
    executions: 60,
    failed: 0,
    uncovered: 0,
    surplus: 0,
    eventsGivenUp: 0,
    atOnce: 6,
  });
  expect(played.throttled).toBeGreaterThan(0);
});
