import { DescribeFlowLogsCommand, type FlowLog as ListedFlowLog } from '@aws-sdk/client-ec2';
import { ec2Inventory } from '../../inventory/ec2-inventory';
import { toFlowLog } from '../../inventory/flow-log-fact';
import { readPages } from '../../inventory/pages';
import type { Place, Subnet, Vpc } from '../../policy';
import type { Station } from '../aws/connect';
import type { TaggedFlowLog } from '../aws/tagged-flow-logs';

/** DescribeFlowLogs names no bound of its own; DescribeVpcs takes no more. */
const PAGE_SIZE = 1000;

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
    collected(everyFlowLog({ place, clients })),
    withSubnets ? collected(inventory.subnets()) : [],
  ]);
  return {
    vpcs: [...new Map(vpcs.map((vpc) => [vpc.vpcId, vpc])).values()].sort(byId),
    flowLogsByResource: groupedBy(flowLogs, ({ fact }) => fact.resourceId),
    subnetsByVpc: groupedBy(subnets, ({ vpcId }) => vpcId),
  };
}

const everyFlowLog = ({ place, clients }: Station): AsyncIterable<TaggedFlowLog> =>
  readPages('ec2:DescribeFlowLogs', async (NextToken) => {
    const answer = await clients.ec2.send(new DescribeFlowLogsCommand({ MaxResults: PAGE_SIZE, NextToken }));
    return {
      items: answer.FlowLogs?.map((listed) => toTaggedFlowLog(listed, place)),
      nextToken: answer.NextToken,
    };
  });

const toTaggedFlowLog = (listed: ListedFlowLog, place: Place): TaggedFlowLog => ({
  fact: toFlowLog(listed, place),
  createdAt: listed.CreationTime,
  tags: Object.fromEntries((listed.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
});

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
