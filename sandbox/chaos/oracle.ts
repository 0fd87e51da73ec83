import { deliveryStatus } from '../ec2/delivery';
import type { StoredFlowLog, StoredVpc } from '../ec2/state';
import type { RegionState, World } from '../world';

/** What the rule asks for, as far as chaos is played with it. */
export interface OracleParameters {
  readonly exemptTagKey: string | undefined;
}

export type Truth = 'COMPLIANT' | 'NON_COMPLIANT' | 'NOT_APPLICABLE';

const DAY = 86_400_000;
/** The default of maxExemptionDays. */
const LONGEST_EXEMPTION = 90 * DAY;

/**
 * A second judge, written from the README and not from the policy: all traffic, any destination, no reported failure. It
 * looks into the world, at what EC2 shows at this moment.
 */
export function truthAbout(
  world: World,
  region: RegionState,
  { exemptTagKey }: OracleParameters,
  vpcId: string,
): Truth {
  const vpc = region.vpcs.get(vpcId);
  if (!vpc || isExempt(vpc, exemptTagKey, world.scheduler.now())) return 'NOT_APPLICABLE';
  return isCovered(world, region, shownFlowLogs(world, region, vpcId)) ? 'COMPLIANT' : 'NON_COMPLIANT';
}

export function shownFlowLogs(
  world: World,
  { flowLogs }: RegionState,
  vpcId: string,
): readonly StoredFlowLog[] {
  const now = world.scheduler.now();
  return [...flowLogs.values()].filter(
    ({ resourceId, visibleFrom }) => resourceId === vpcId && visibleFrom <= now,
  );
}

export function isCovered(world: World, region: RegionState, flowLogs: readonly StoredFlowLog[]): boolean {
  const delivering = flowLogs.filter(
    (flowLog) => deliveryStatus(world, region, flowLog).DeliverLogsStatus !== 'FAILED',
  );
  const captured = new Set(delivering.map(({ trafficType }) => trafficType));
  return captured.has('ALL') || (captured.has('ACCEPT') && captured.has('REJECT'));
}

function isExempt({ tags }: StoredVpc, key: string | undefined, now: Date): boolean {
  const text = key === undefined ? undefined : tags[key];
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const today = Date.parse(now.toISOString().slice(0, 10));
  const end = Date.parse(text);
  return end >= today && end - today <= LONGEST_EXEMPTION;
}
