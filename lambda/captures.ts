import type { Inventory } from '../inventory/ec2-inventory';
import type { Captures, FlowLog, InScope, RuleParameters } from '../policy';

/** `listed` reads the Region's lists, whatever their size; `asked by id` asks for what belongs to these VPCs. */
export type Reading = 'listed' | 'asked by id';

export interface Captured extends Captures {
  readonly scope: InScope;
}

/**
 * What captures the traffic of these VPCs, in their order. Of long lists only what belongs to them is kept: an account
 * can have far more flow logs of interfaces than of VPCs.
 */
export async function readCaptures(
  scopes: readonly InScope[],
  { inventory, parameters }: { readonly inventory: Inventory; readonly parameters: RuleParameters },
  reading: Reading,
): Promise<readonly Captured[]> {
  const captured = scopes.map((scope) => ({
    scope,
    subnetIds: [] as string[],
    flowLogs: [] as FlowLog[],
  }));
  /** By the id of what a flow log captures: the VPC or, where they may cover it, a subnet. */
  const owners = new Map(captured.map((each) => [each.scope.vpcId, each]));
  if (parameters.acceptSubnetCoverage) {
    const subnets = reading === 'listed' ? inventory.subnets() : inventory.subnetsOf([...owners.keys()]);
    for await (const { subnetId, vpcId } of subnets) {
      const owner = owners.get(vpcId);
      if (!owner) continue;
      owner.subnetIds.push(subnetId);
      owners.set(subnetId, owner);
    }
  }
  // Last, so that a flow log that is created meanwhile is seen rather than missed.
  const flowLogs = reading === 'listed' ? inventory.flowLogs() : inventory.flowLogsOf([...owners.keys()]);
  for await (const flowLog of flowLogs) owners.get(flowLog.resourceId)?.flowLogs.push(flowLog);
  return captured;
}
