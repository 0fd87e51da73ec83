import type { Inventory } from '../inventory/ec2-inventory';
import type { Captures, FlowLog, RuleParameters } from '../policy';

/** `listed` reads the Region's lists, whatever their size; `asked by id` asks for what belongs to these VPCs. */
export type Reading = 'listed' | 'asked by id';

/**
 * What captures the traffic of these VPCs. Of long lists only what belongs to them is kept: an account can have far more
 * flow logs of interfaces than of VPCs.
 */
export async function readCaptures(
  vpcIds: readonly string[],
  { inventory, parameters }: { readonly inventory: Inventory; readonly parameters: RuleParameters },
  reading: Reading,
): Promise<(vpcId: string) => Captures> {
  const subnetIds = new Map<string, string[]>(vpcIds.map((vpcId) => [vpcId, []]));
  if (parameters.acceptSubnetCoverage) {
    const subnets = reading === 'listed' ? inventory.subnets() : inventory.subnetsOf(vpcIds);
    for await (const { subnetId, vpcId } of subnets) subnetIds.get(vpcId)?.push(subnetId);
  }
  const flowLogs = new Map<string, FlowLog[]>();
  for (const [vpcId, subnets] of subnetIds)
    for (const resourceId of [vpcId, ...subnets]) flowLogs.set(resourceId, []);
  // Last, so that a flow log that is created meanwhile is seen rather than missed.
  const own = reading === 'listed' ? inventory.flowLogs() : inventory.flowLogsOf([...flowLogs.keys()]);
  for await (const flowLog of own) flowLogs.get(flowLog.resourceId)?.push(flowLog);
  return (vpcId) => {
    const subnets = subnetIds.get(vpcId) ?? [];
    return {
      subnetIds: subnets,
      flowLogs: [vpcId, ...subnets].flatMap((resourceId) => flowLogs.get(resourceId) ?? []),
    };
  };
}
