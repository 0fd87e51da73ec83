import {
  remediateCoveredVpcAsPublished,
  remediateNewVpcAsPublished,
} from '../../../bench/remediation/published-runbook';

/** The sandbox shows a flow log after 10 s: it is looked for at once, after 5 s and after 10. */
const CALLS = { CreateLogGroup: 1, DescribeLogGroups: 1, CreateFlowLogs: 1, DescribeFlowLogs: 3 };

test('the published runbook makes a log group, then a flow log, and looks until it is ACTIVE', async () => {
  const played = await remediateNewVpcAsPublished(120);
  expect(played).toMatchObject({ calls: CALLS, steps: 1, startedAfter: 120, flowLogs: 1 });
  // The execution begins, the group is made and looked for, and then comes the flow log.
  expect(played.flowLogAfter).toBe(120 + 1 + 2);
  expect(played.scriptSeconds).toBe(played.seconds - 1);
});

test('a VPC that somebody covered gets a second flow log by it', async () => {
  await expect(remediateCoveredVpcAsPublished()).resolves.toMatchObject({ calls: CALLS, flowLogs: 2 });
});
