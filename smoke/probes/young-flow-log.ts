import { until } from '../clock';
import { listedFlowLog } from '../ec2-reads';
import { asPlayed, notSettled, otherwise } from '../finding';
import type { Probe } from '../probe';

const SHOWN = { atMost: 300, every: 5 };
/** Far less than EC2 collects records for: whatever is reported until then was not delivered. */
const YOUNG = { atMost: 60, every: 10 };

/** A flow log whose bucket was closed to it: what does EC2 say before it has delivered anything? */
export const youngFlowLog: Probe = {
  rows: [10],
  needs: [],
  async run({ clients, clock, own }) {
    const { id: vpc } = await own.vpc();
    const { id, requestId } = await own.createFlowLog(own.flowLog({ vpc }, `${await own.bucket()}/young`));
    await own.closeBucket();
    const listed = () => listedFlowLog(clients, id);
    if (!(await until(clock, SHOWN, listed)))
      return [notSettled(10, `EC2 did not list ${id} within ${SHOWN.atMost} s`)];
    const reported = await until(clock, YOUNG, async () => {
      const { DeliverLogsStatus, DeliverLogsErrorMessage } = (await listed()) ?? {};
      return DeliverLogsStatus && `${DeliverLogsStatus} ${DeliverLogsErrorMessage ?? ''}`.trim();
    });
    const evidence = `CreateFlowLogs ${requestId}, ${id}`;
    if (reported) return [otherwise(10, `${reported} at once`, evidence)];
    return [asPlayed(10, `${evidence}: no status in its first ${YOUNG.atMost} s`)];
  },
};
