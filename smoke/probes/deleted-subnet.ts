import { DeleteSubnetCommand } from '@aws-sdk/client-ec2';
import { until } from '../clock';
import { listedFlowLog } from '../ec2-reads';
import { asPlayed, notSettled, otherwise } from '../finding';
import type { Probe } from '../probe';

const SHOWN = { atMost: 300, every: 5 };
const GONE = { atMost: 300, every: 15 };

/** Deletes a subnet that has a flow log. */
export const deletedSubnet: Probe = {
  rows: [24],
  needs: [],
  async run({ clients, clock, own }) {
    const subnet = await own.subnet((await own.vpc()).id);
    const { id, requestId } = await own.createFlowLog(
      own.flowLog({ subnet }, `${await own.bucket()}/subnet`),
    );
    if (!(await until(clock, SHOWN, () => listedFlowLog(clients, id))))
      return [notSettled(24, `EC2 did not list ${id} within ${SHOWN.atMost} s`)];
    await clients.ec2.send(new DeleteSubnetCommand({ SubnetId: subnet }));
    const gone = await until(clock, GONE, async () =>
      (await listedFlowLog(clients, id)) ? undefined : true,
    );
    const evidence = `CreateFlowLogs ${requestId}, ${id} of ${subnet}`;
    if (gone) return [otherwise(24, 'they go with the subnet', evidence)];
    return [asPlayed(24, `${evidence}, still listed ${GONE.atMost} s after the subnet was deleted`)];
  },
};
