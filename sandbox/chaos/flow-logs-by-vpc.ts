import type { StoredFlowLog } from '../ec2/state';
import type { RegionState, World } from '../world';

/** Calls after which a flow log may be there, be gone or be tagged otherwise. */
const CHANGING = /^ec2:(Create|Delete)/;

/** The flow logs of each VPC, for whoever asks at every step: they are read anew only when somebody may have changed them. */
export class FlowLogsByVpc {
  private byVpc: ReadonlyMap<string, readonly StoredFlowLog[]> = new Map();
  private callsSeen = 0;
  private size = -1;
  /** Counts the readings. */
  private reading = 0;

  constructor(
    private readonly world: World,
    private readonly region: RegionState,
  ) {}

  of(vpcId: string): readonly StoredFlowLog[] {
    this.refresh();
    return this.byVpc.get(vpcId) ?? [];
  }

  /** Another number whenever something may have changed. */
  get version(): number {
    this.refresh();
    return this.reading;
  }

  private refresh(): void {
    const { flowLogs } = this.region;
    const { calls } = this.world.trace;
    let isStale = flowLogs.size !== this.size;
    for (; this.callsSeen < calls.length; this.callsSeen += 1)
      isStale ||= CHANGING.test(calls[this.callsSeen]?.action ?? '');
    if (!isStale) return;
    this.size = flowLogs.size;
    this.byVpc = grouped(flowLogs.values());
    this.reading += 1;
  }
}

function grouped(flowLogs: Iterable<StoredFlowLog>): ReadonlyMap<string, readonly StoredFlowLog[]> {
  const groups = new Map<string, StoredFlowLog[]>();
  for (const flowLog of flowLogs) {
    const group = groups.get(flowLog.resourceId);
    if (group) group.push(flowLog);
    else groups.set(flowLog.resourceId, [flowLog]);
  }
  return groups;
}
