import { ec2Inventory } from '../../inventory/ec2-inventory';
import type { Place, Vpc } from '../../policy';
import type { Station } from '../aws/connect';
import { type TaggedFlowLog, taggedFlowLogsOf } from '../aws/tagged-flow-logs';
import type { Deployed } from '../deployed/deployed-requirement';

/** All that decides about the flow logs of some VPCs. */
export interface Estate {
  readonly place: Place;
  readonly deployed: Deployed;
  readonly vpcs: readonly VpcEstate[];
  /** Executions that several flow logs of the Region name. */
  readonly copied: ReadonlySet<string>;
}

export interface VpcEstate {
  readonly vpcId: string;
  /** Undefined when EC2 does not list it. */
  readonly vpc: Vpc | undefined;
  readonly subnetIds: readonly string[];
  /** Of the VPC and, where they may cover it, of its subnets; each once. */
  readonly flowLogs: readonly TaggedFlowLog[];
}

export interface EstateQuestion {
  readonly deployed: Deployed;
  readonly vpcIds: readonly string[];
  readonly copied: ReadonlySet<string>;
  /** Flow logs that were deleted: EC2 may list them for a while. */
  readonly without: ReadonlySet<string>;
}

/** Reads these VPCs by id, flow logs last, so that what is created meanwhile is seen rather than missed. */
export async function readEstate(
  { place, clients }: Station,
  { deployed, vpcIds, copied, without }: EstateQuestion,
): Promise<Estate> {
  const inventory = ec2Inventory(clients.ec2, place);
  const vpcs = new Map<string, Vpc>();
  for await (const vpc of inventory.vpcsOf(vpcIds)) vpcs.set(vpc.vpcId, vpc);
  const owners = new Map(vpcIds.map((vpcId) => [vpcId, vpcId]));
  const countsSubnets = deployed.requirements.some(({ parameters }) => parameters.acceptSubnetCoverage);
  if (countsSubnets)
    for await (const { subnetId, vpcId } of inventory.subnetsOf(vpcIds)) owners.set(subnetId, vpcId);
  const flowLogs = new Map<string, TaggedFlowLog>();
  for await (const flowLog of taggedFlowLogsOf(clients.ec2, place, [...owners.keys()])) {
    const { flowLogId } = flowLog.fact;
    const known = flowLogs.get(flowLogId);
    // Pages are read one after the other: of two copies, the one that is not known to deliver is believed.
    if (!without.has(flowLogId) && (!known || isReported(known))) flowLogs.set(flowLogId, flowLog);
  }
  return {
    place,
    deployed,
    copied,
    vpcs: vpcIds.map((vpcId) => ({
      vpcId,
      vpc: vpcs.get(vpcId),
      subnetIds: [...owners].filter(([id, owner]) => owner === vpcId && id !== vpcId).map(([id]) => id),
      flowLogs: [...flowLogs.values()].filter(({ fact }) => owners.get(fact.resourceId) === vpcId),
    })),
  };
}

const isReported = ({ fact }: TaggedFlowLog): boolean =>
  fact.deliverLogsStatus === 'SUCCESS' && !fact.deliverLogsErrorMessage;

/**
 * A failure is reported with the first records, which come after the interval and some ten minutes; until then EC2 may
 * say SUCCESS all the same.
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-troubleshooting.html
 */
const PROBATION_MINUTES = 30;

/** Whether EC2 reports that records arrive, for long enough: by another clock's time, nothing is long enough. */
export const isProven = (flowLog: TaggedFlowLog, now: Date): boolean =>
  flowLog.createdAt !== undefined &&
  now.getTime() - flowLog.createdAt.getTime() >= PROBATION_MINUTES * 60_000 &&
  isReported(flowLog);
