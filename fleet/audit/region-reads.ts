import { ec2Inventory } from '../../inventory/ec2-inventory';
import type { Subnet, Vpc } from '../../policy';
import type { Station } from '../aws/connect';
import { type TaggedFlowLog, taggedFlowLogs } from '../aws/tagged-flow-logs';

/** Everything of a Region that decides about its VPCs, page by page and never one call for each. */
export interface RegionFacts {
  /** Each once, by id. */
  readonly vpcs: readonly Vpc[];
  readonly flowLogsByResource: ReadonlyMap<string, readonly TaggedFlowLog[]>;
  /** Empty unless they were asked for. */
  readonly subnetsByVpc: ReadonlyMap<string, readonly Subnet[]>;
}

/** @throws ReadError where EC2 could not be read to the end */
export async function readRegion(
  { place, clients }: Station,
  { withSubnets }: { readonly withSubnets: boolean },
): Promise<RegionFacts> {
  const inventory = ec2Inventory(clients.ec2, place);
  const [vpcs, flowLogs, subnets] = await Promise.all([
    collected(inventory.vpcs()),
    collected(taggedFlowLogs(clients.ec2, place)),
    withSubnets ? collected(inventory.subnets()) : [],
  ]);
  return {
    vpcs: [...new Map(vpcs.map((vpc) => [vpc.vpcId, vpc])).values()].sort(byId),
    flowLogsByResource: groupedBy(flowLogs, ({ fact }) => fact.resourceId),
    subnetsByVpc: groupedBy(subnets, ({ vpcId }) => vpcId),
  };
}

async function collected<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

function groupedBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

const byId = (left: Vpc, right: Vpc): number => (left.vpcId < right.vpcId ? -1 : 1);
