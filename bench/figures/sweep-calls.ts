import { FLOW_LOGS_OF_A_VPC } from '../estate';
import type { Figure } from '../figure';
import { whole } from '../numbers';
import { sweepCalls, totalOf } from '../page-counts';
import { between, type Row, row } from '../row';
import { reportedEveryVerdict, runSweep } from '../sweep-run';

const SIZES = [100, 1_000, 10_000];

export const sweepCallCounts: Figure = {
  name: 'sweep-calls',
  note:
    'Goal of a sweep: pages of VPCs + pages of flow logs + batches of evaluations + pages of remembered results, at ' +
    '1000, 1000, 100 and 100 items.',
  async measure({ bundles, loopback }) {
    const rows: Row[] = [];
    for (const vpcs of SIZES) {
      const flowLogs = vpcs * FLOW_LOGS_OF_A_VPC;
      const { calls } = await runSweep(bundles.ours, loopback, vpcs, reportedEveryVerdict);
      const least = sweepCalls(vpcs, flowLogs);
      const { vpcPages, flowLogPages, batches, rememberedPages } = least;
      const total = totalOf(least);
      const text = `${vpcPages} + ${flowLogPages} + ${batches} + ${rememberedPages} = ${total}`;
      const what = `API calls: sweep of ${whole(vpcs)} VPCs and ${whole(flowLogs)} flow logs`;
      rows.push(row(what, calls, { ...between(total, total), text }, { measured: String(calls) }));
    }
    return rows;
  },
};
