import { until } from '../clock';
import { history, isSameSecond, orderingTimestamp, verdictOn } from '../config-reads';
import { asPlayed, notSettled, otherwise } from '../finding';
import type { Ground } from '../ground';
import type { Probe } from '../probe';

const RECORDED = { atMost: 1200, every: 15 };
/** In which the function judges what it judges at all. */
const JUDGED = { atMost: 300, every: 15 };

/** Puts an interface into the VPC: is the VPC judged for an item that is new for its relationships alone? */
export const relationships: Probe = {
  rows: [21],
  needs: ['recorder'],
  async run(ground) {
    const { clients, clock, deployment, own } = ground;
    if (/"acceptSubnetCoverage":\s*"?true/.test(deployment.ruleParameters))
      return [notSettled(21, 'the rule accepts coverage by subnets, for which it judges such items')];
    const { id: vpcId } = await own.vpc();
    const before = await until(clock, RECORDED, () => verdictOn(ground, vpcId));
    if (!orderingTimestamp(before))
      return [notSettled(21, `no verdict on ${vpcId} with an ordering timestamp`)];
    const interfaceId = await own.networkInterface(await own.subnet(vpcId));
    const item = await until(clock, RECORDED, async () =>
      (await history(clients, 'AWS::EC2::VPC', vpcId)).find(({ relationships: related = [] }) =>
        related.some(({ resourceId }) => resourceId === interfaceId),
      ),
    );
    const capturedAt = item?.configurationItemCaptureTime;
    if (!capturedAt) return [notSettled(21, `Config recorded no item of ${vpcId} with ${interfaceId}`)];
    const evidence = `item of ${vpcId} with ${interfaceId} at ${capturedAt.toISOString()}`;
    const judged = await until(clock, JUDGED, () => judgedFor(ground, vpcId, capturedAt));
    if (judged) return [otherwise(21, 'the VPC was judged for its relationships', evidence)];
    return [asPlayed(21, `${evidence}, no verdict for it in ${JUDGED.atMost} s`)];
  },
};

const judgedFor = async (ground: Ground, vpcId: string, capturedAt: Date): Promise<true | undefined> =>
  isSameSecond(orderingTimestamp(await verdictOn(ground, vpcId)), capturedAt) ? true : undefined;
