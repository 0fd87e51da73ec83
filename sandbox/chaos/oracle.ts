import { deliveryStatus } from '../ec2/delivery';
import type { StoredFlowLog, StoredVpc } from '../ec2/state';
import type { RegionState, World } from '../world';
import type { Asked } from './asked';
import { FlowLogsByVpc } from './flow-logs-by-vpc';

export type Truth = 'COMPLIANT' | 'NON_COMPLIANT' | 'NOT_APPLICABLE';

const DAY = 86_400_000;

/**
 * A second judge, written from the documentation and not from the policy. It looks into the world, at what EC2 shows at this
 * moment.
 */
export class Oracle {
  private readonly flowLogs: FlowLogsByVpc;

  constructor(
    private readonly world: World,
    private readonly region: RegionState,
    flowLogs?: FlowLogsByVpc,
  ) {
    this.flowLogs = flowLogs ?? new FlowLogsByVpc(world, region);
  }

  truthAbout(asked: Asked, vpcId: string): Truth {
    if (this.whyNot(asked, vpcId) !== undefined) return 'NOT_APPLICABLE';
    return this.isCovered(asked, this.shown(vpcId)) ? 'COMPLIANT' : 'NON_COMPLIANT';
  }

  /** What an annotation must tell when the rule does not apply: the owner, a tag, or that the VPC is gone. */
  whyNot({ scopeTags, exemptTagKey, maxExemptionDays }: Asked, vpcId: string): string | undefined {
    const vpc = this.region.vpcs.get(vpcId);
    if (!vpc) return this.owner(vpcId) ?? 'does not exist';
    const [missing] = [...scopeTags].filter(
      ([key, values]) => !values.includes(tagOf(vpc, key).toLowerCase()),
    );
    if (missing) return missing[0];
    const end = exemptTagKey === undefined ? '' : tagOf(vpc, exemptTagKey);
    return isAhead(end, maxExemptionDays, this.world.scheduler.now()) ? end : undefined;
  }

  private owner(vpcId: string): string | undefined {
    const regions = this.world.regionOfAllAccounts(this.region.place);
    return regions.find(({ vpcs }) => vpcs.has(vpcId))?.place.accountId;
  }

  shown(vpcId: string): readonly StoredFlowLog[] {
    const now = this.world.scheduler.now();
    return this.flowLogs.of(vpcId).filter(({ visibleFrom }) => visibleFrom <= now);
  }

  /** Of these flow logs, those that count. */
  counting(asked: Asked, flowLogs: readonly StoredFlowLog[]): readonly StoredFlowLog[] {
    return ofTypes(asked, flowLogs).filter((flowLog) => !this.hasFailed(flowLog));
  }

  isCovered(asked: Asked, flowLogs: readonly StoredFlowLog[]): boolean {
    return captures(asked, this.counting(asked, flowLogs));
  }

  /**
   * Whether a VPC would be covered if those of its flow logs still counted whose first delivery has failed within the
   * last `seconds`: before it, EC2 shows no status, and so they did count.
   */
  wasCovered(asked: Asked, vpcId: string, seconds: number): boolean {
    const counted = ofTypes(asked, this.shown(vpcId)).filter(
      (flowLog) => !this.hasFailed(flowLog) || this.hadNoStatus(flowLog, seconds),
    );
    return captures(asked, counted);
  }

  private hasFailed(flowLog: StoredFlowLog): boolean {
    return deliveryStatus(this.world, this.region, flowLog).DeliverLogsStatus === 'FAILED';
  }

  /** Whether it was too young for one just before the last `seconds`. */
  private hadNoStatus({ creationTime }: StoredFlowLog, seconds: number): boolean {
    const { scheduler, delays, assumptions } = this.world;
    const age = (scheduler.now().getTime() - creationTime.getTime()) / 1000;
    return assumptions.failedDeliveryReported === 'later' && age <= delays.firstDelivery + seconds;
  }
}

const ofTypes = ({ destinationTypes }: Asked, flowLogs: readonly StoredFlowLog[]): readonly StoredFlowLog[] =>
  flowLogs.filter(
    ({ logDestinationType }) =>
      destinationTypes.length === 0 || destinationTypes.includes(logDestinationType),
  );

function captures({ trafficType }: Asked, counted: readonly StoredFlowLog[]): boolean {
  const captured = new Set(counted.map((flowLog) => flowLog.trafficType));
  const wanted = trafficType === 'ALL' ? ['ACCEPT', 'REJECT'] : [trafficType];
  return captured.has('ALL') || wanted.every((each) => captured.has(each));
}

const tagOf = ({ tags }: StoredVpc, key: string): string => tags[key] ?? '';

/** Whether a tag's value is a day that has not passed and is no further away than allowed. */
function isAhead(text: string, mostDays: number, now: Date): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const days = (Date.parse(text) - Date.parse(now.toISOString().slice(0, 10))) / DAY;
  return days >= 0 && days <= mostDays;
}
