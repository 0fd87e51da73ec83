import { derivedUuid } from '../cloudtrail/user-identity';
import type { RegionState, World } from '../world';
import type { ControlFinding, FindingStatus } from './state';

/** Seconds: best effort, by https://docs.aws.amazon.com/securityhub/latest/userguide/controls-findings-create-update.html */
const ARCHIVED_AFTER = 3 * 86_400;

/** Security Hub goes on; its checks run soon after, and then on their schedule. */
export function enableSecurityHub(world: World, region: RegionState): void {
  const enabledAt = world.scheduler.now();
  region.securityHub.enabledAt = enabledAt;
  const isStillOn = (): boolean => region.securityHub.enabledAt === enabledAt;
  const check = (): void => {
    if (!isStillOn()) return;
    checkVpcs(world, region);
    world.scheduler.after(world.delays.controlCheck, check);
  };
  world.scheduler.after(world.delays.firstControlCheck, check);
}

/** Findings go with it, 90 days later; nobody can read them meanwhile. */
export function disableSecurityHub({ securityHub }: RegionState): void {
  securityHub.enabledAt = undefined;
  securityHub.findings.clear();
}

/**
 * One run of EC2.6: the VPCs that the account owns, and whether each has a flow log of its own that captures REJECT or ALL.
 * Delivery, destination and format do not count. https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-6
 */
function checkVpcs(world: World, region: RegionState): void {
  const now = world.scheduler.now();
  const owned = [...region.vpcs.values()].filter(({ ownerId }) => ownerId === region.place.accountId);
  for (const { vpcId } of owned) observe(world, region, vpcId, now);
  const ids = new Set(owned.map(({ vpcId }) => vpcId));
  for (const finding of region.securityHub.findings.values())
    if (!ids.has(finding.vpcId)) archiveInTime(world, finding, now);
  world.event({ actor: 'securityhub', text: `EC2.6 checked ${owned.length} VPCs in ${region.place.region}` });
}

const statusOf = ({ flowLogs }: RegionState, vpcId: string, now: Date): FindingStatus =>
  [...flowLogs.values()].some(
    ({ resourceId, trafficType, visibleFrom }) =>
      resourceId === vpcId && trafficType !== 'ACCEPT' && visibleFrom <= now,
  )
    ? 'PASSED'
    : 'FAILED';

/** A suppressed finding stays so; passing resolves one, and failing again makes it new. */
function observe(world: World, region: RegionState, vpcId: string, now: Date): void {
  const status = statusOf(region, vpcId, now);
  const known = region.securityHub.findings.get(vpcId);
  if (!known) {
    region.securityHub.findings.set(vpcId, newFinding(region, vpcId, status, now));
    return;
  }
  known.lastObservedAt = now;
  if (known.status === status && !world.assumptions.unchangedFindingUpdated) return;
  known.updatedAt = now;
  if (known.status === status) return;
  known.status = status;
  if (known.workflow !== 'SUPPRESSED') known.workflow = status === 'PASSED' ? 'RESOLVED' : 'NEW';
}

const newFinding = (
  { place: { partition, region, accountId } }: RegionState,
  vpcId: string,
  status: FindingStatus,
  now: Date,
): ControlFinding => ({
  id: `arn:${partition}:securityhub:${region}:${accountId}:security-control/EC2.6/finding/${derivedUuid('finding', vpcId)}`,
  ...{ vpcId, status },
  ...{ createdAt: now, lastObservedAt: now, updatedAt: now },
  workflow: status === 'PASSED' ? 'RESOLVED' : 'NEW',
  recordState: 'ACTIVE',
  goneSince: undefined,
});

function archiveInTime({ assumptions }: World, finding: ControlFinding, now: Date): void {
  if (finding.recordState === 'ARCHIVED') return;
  finding.goneSince ??= now;
  const gone = (now.getTime() - finding.goneSince.getTime()) / 1000;
  if (assumptions.findingOfGoneVpcArchived === 'days later' && gone < ARCHIVED_AFTER) return;
  finding.recordState = 'ARCHIVED';
  finding.updatedAt = now;
}
