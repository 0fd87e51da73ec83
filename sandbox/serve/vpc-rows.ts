import type { ConfigRule, EvaluationResult } from '../config/state';
import { deliveryStatus } from '../ec2/delivery';
import type { StoredFlowLog, StoredVpc } from '../ec2/state';
import type { RegionState, World } from '../world';
import type { Latest } from './snapshot';

export interface VerdictRow {
  readonly ruleName: string;
  readonly verdict: string;
  readonly annotation: string;
  /** How its remediation stands: QUEUED, IN_PROGRESS … or nothing. */
  readonly remediation: string;
  /** Why Config does not remediate it by itself any more. */
  readonly exception: string | undefined;
}

export interface FlowLogRow {
  readonly id: string;
  /** The VPC, or what of it is captured. */
  readonly resourceId: string;
  readonly traffic: string;
  readonly destination: string;
  readonly delivery: string;
}

export interface VpcRow {
  readonly id: string;
  readonly name: string;
  readonly cidrBlock: string;
  readonly accountId: string;
  readonly region: string;
  readonly standing: Standing;
  readonly verdicts: readonly VerdictRow[];
  readonly flowLogs: readonly FlowLogRow[];
}

/** The worst verdict of all rules; `NOT_JUDGED` while there is none. */
export type Standing = 'NON_COMPLIANT' | 'NOT_JUDGED' | 'COMPLIANT' | 'NOT_APPLICABLE';

const WORST_FIRST: readonly Standing[] = ['NON_COMPLIANT', 'NOT_JUDGED', 'COMPLIANT', 'NOT_APPLICABLE'];

interface FoundVpc {
  readonly region: RegionState;
  readonly vpc: StoredVpc;
  readonly judged: readonly { readonly rule: ConfigRule; readonly result: EvaluationResult | undefined }[];
  readonly standing: Standing;
}

/** The VPCs of all accounts and Regions that hold the text, the newest of each first, and how all of them stand. */
export function vpcList(
  world: World,
  regions: readonly RegionState[],
  filter: string,
  most: number,
): Latest<VpcRow> & { readonly matching: number; readonly standing: Readonly<Record<Standing, number>> } {
  const found = regions.flatMap((region) => findVpcs(region, regions));
  const matching = found.filter((each) => textOf(each).includes(filter.trim().toLowerCase()));
  const shown = matching.slice(0, most);
  const flowLogs = flowLogsByVpc(shown);
  const standing = { NON_COMPLIANT: 0, NOT_JUDGED: 0, COMPLIANT: 0, NOT_APPLICABLE: 0 };
  for (const each of found) standing[each.standing] += 1;
  return {
    total: found.length,
    matching: matching.length,
    standing,
    shown: shown.map((each) => vpcRow(world, each, flowLogs.get(each.vpc) ?? [])),
  };
}

/** Another account's rule is about a VPC only once it has judged it, as one that is shared with it. */
function findVpcs(region: RegionState, regions: readonly RegionState[]): readonly FoundVpc[] {
  const rules = regions
    .filter(({ place }) => place.region === region.place.region)
    .flatMap((each) => [...each.config.rules.values()].map((rule) => ({ rule, isOwn: each === region })));
  return [...region.vpcs.values()].reverse().map((vpc) => {
    const judged = rules
      .map(({ rule, isOwn }) => ({ rule, isOwn, result: rule.results.get(vpc.vpcId) }))
      .filter(({ isOwn, result }) => isOwn || result !== undefined);
    const verdicts = judged.map(({ result }) => result?.complianceType ?? 'NOT_JUDGED');
    const standing = WORST_FIRST.find((each) => verdicts.includes(each)) ?? 'NOT_JUDGED';
    return { region, vpc, judged, standing };
  });
}

const textOf = ({ region: { place }, vpc, judged, standing }: FoundVpc): string =>
  [
    ...[vpc.vpcId, vpc.cidrBlock, place.accountId, place.region, standing],
    ...Object.entries(vpc.tags).flat(),
    ...judged.flatMap(({ rule, result }) => [rule.name, result?.annotation ?? '']),
  ]
    .join('\n')
    .toLowerCase();

/** Subnets and network interfaces can have flow logs of their own. */
function flowLogsByVpc(found: readonly FoundVpc[]): ReadonlyMap<StoredVpc, readonly StoredFlowLog[]> {
  const all = new Map(found.map(({ vpc }) => [vpc, [] as StoredFlowLog[]]));
  for (const region of new Set(found.map(({ region }) => region)))
    for (const flowLog of region.flowLogs.values()) {
      const { resourceId: id } = flowLog;
      const part = region.subnets.get(id) ?? region.networkInterfaces.get(id);
      const vpc = region.vpcs.get(part?.vpcId ?? id);
      if (vpc) all.get(vpc)?.push(flowLog);
    }
  return all;
}

const vpcRow = (
  world: World,
  { region, vpc, judged, standing }: FoundVpc,
  flowLogs: readonly StoredFlowLog[],
): VpcRow => ({
  id: vpc.vpcId,
  name: vpc.tags['Name'] ?? (vpc.isDefault ? 'default VPC' : ''),
  cidrBlock: vpc.cidrBlock,
  accountId: region.place.accountId,
  region: region.place.region,
  standing,
  verdicts: judged.map(({ rule, result }) => ({
    ruleName: rule.name,
    verdict: result?.complianceType ?? 'NOT_JUDGED',
    annotation: result?.annotation ?? '',
    remediation: rule.remediations.get(vpc.vpcId)?.state ?? '',
    exception: exceptionOf(rule, vpc.vpcId, world.scheduler.now()),
  })),
  flowLogs: flowLogs.map((flowLog) => {
    const { DeliverLogsStatus = '', DeliverLogsErrorMessage } = deliveryStatus(world, region, flowLog);
    return {
      id: flowLog.flowLogId,
      resourceId: flowLog.resourceId,
      traffic: flowLog.trafficType,
      destination: flowLog.logDestination,
      delivery: DeliverLogsErrorMessage ?? DeliverLogsStatus,
    };
  }),
});

/** Why Config does not remediate a VPC by itself; undefined if it does. */
export function exceptionOf({ exceptions }: ConfigRule, vpcId: string, now: Date): string | undefined {
  const { message = 'no reason given', expirationTime } = exceptions.get(vpcId) ?? {};
  return exceptions.has(vpcId) && !(expirationTime && expirationTime <= now) ? message : undefined;
}
