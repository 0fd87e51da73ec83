import type { AutomationExecution } from '../automation/executions';
import type { StoredFlowLog } from '../ec2/state';
import type { MadeCall } from '../faults';
import { structuresOf, textOf } from '../operation';
import type { Sandbox } from '../sandbox';
import type { World } from '../world';
import type { Disturbances } from './disturbances';
import { isCovered, type OracleParameters, shownFlowLogs, truthAbout } from './oracle';
import type { ThirdParties } from './third-parties';

/** What must hold at every step, or at the end. */
export const INVARIANTS = {
  foreign: 'no flow log of others is deleted or changed',
  duplicate: 'never two of ours on one VPC for one requirement',
  needless: 'nothing is created where nothing was missing',
  verdict: 'no verdict but what EC2 showed at that moment',
  success: 'no execution succeeds while the VPC lacks what it needs',
  unauthorised: 'no unauthorised call',
  end: 'every VPC ends covered, or is named with its reason',
} as const;
export type Invariant = keyof typeof INVARIANTS;

export interface Violation {
  readonly invariant: Invariant;
  readonly time: Date;
  readonly text: string;
}

export interface Watched {
  readonly sandbox: Sandbox;
  readonly parties: ThirdParties;
  readonly disturbances: Disturbances;
  readonly parameters: OracleParameters;
}

/** Tags of the flow logs that the product creates. */
const REQUIREMENT_TAG = 'vpc-flow-logs-compliance:requirement';
/** Milliseconds; from the judgement that an execution ends on, or creates on, until it does so, slowed steps included. */
const JUST_NOW = 120_000;

/** Looks at the world after everything that happens by itself, and at what functions report. */
export class Watch {
  readonly violations: Violation[] = [];
  private readonly theirs = new Map<string, string>();
  private readonly ours = new Set<string>();
  private readonly ended = new Set<string>();
  private callsSeen = 0;

  constructor(private readonly watched: Watched) {}

  get created(): number {
    return this.ours.size;
  }

  /** After each step. */
  look(): void {
    this.lookAtFlowLogs();
    this.lookAtCalls();
    this.lookAtExecutions();
  }

  /** A verdict is right when it is what a second judge makes of what EC2 shows at the same moment. */
  report(world: World, { input, region, caller }: MadeCall): void {
    const { home } = this.watched.sandbox;
    if (region !== home.place.region || caller.kind !== 'role') return;
    for (const evaluation of structuresOf(input, 'Evaluations')) {
      const vpcId = textOf(evaluation, 'ComplianceResourceId') ?? '';
      const given = textOf(evaluation, 'ComplianceType') ?? '';
      const truth = truthAbout(world, home, this.watched.parameters, vpcId);
      if (given !== truth)
        this.note(
          'verdict',
          `${vpcId}: ${given} (${textOf(evaluation, 'Annotation')}), and EC2 shows ${truth}`,
        );
    }
  }

  private lookAtFlowLogs(): void {
    const { sandbox, parties } = this.watched;
    for (const flowLog of sandbox.home.flowLogs.values()) {
      if (parties.flowLogs.has(flowLog.flowLogId)) {
        if (!this.theirs.has(flowLog.flowLogId)) this.theirs.set(flowLog.flowLogId, JSON.stringify(flowLog));
      } else if (!this.ours.has(flowLog.flowLogId)) {
        this.ours.add(flowLog.flowLogId);
        this.lookAtCreated(flowLog);
      }
    }
    for (const [id, before] of this.theirs) {
      const now = sandbox.home.flowLogs.get(id);
      if (now ? JSON.stringify(now) === before : parties.deleted.has(id)) continue;
      this.note('foreign', `${id} of others was ${now ? 'changed' : 'deleted'}`);
      this.theirs.delete(id);
      if (now) this.theirs.set(id, JSON.stringify(now));
      else parties.deleted.add(id);
    }
  }

  private lookAtCreated(created: StoredFlowLog): void {
    const { sandbox, parameters } = this.watched;
    const { world, home } = sandbox;
    const { resourceId: vpcId, flowLogId } = created;
    const of = (flowLog: StoredFlowLog): string | undefined => flowLog.tags[REQUIREMENT_TAG];
    const others = [...home.flowLogs.values()].filter(
      (each) => each.resourceId === vpcId && each.flowLogId !== flowLogId,
    );
    const twin = others.find((each) => of(each) !== undefined && of(each) === of(created));
    if (twin) this.note('duplicate', `${vpcId} has ${twin.flowLogId} and ${flowLogId} for ${of(created)}`);
    const longShown = shownFlowLogs(world, home, vpcId).filter(
      ({ visibleFrom }) => visibleFrom.getTime() < world.scheduler.now().getTime() - JUST_NOW,
    );
    const wasMissing = !isCovered(world, home, longShown);
    const isNeeded = truthAbout(world, home, parameters, vpcId) !== 'NOT_APPLICABLE';
    if (!this.disturbed(vpcId) && !(wasMissing && isNeeded))
      this.note('needless', `${flowLogId} was created for ${vpcId}, which needed none`);
  }

  private lookAtCalls(): void {
    const { calls } = this.watched.sandbox.world.trace;
    for (; this.callsSeen < calls.length; this.callsSeen += 1) {
      const call = calls[this.callsSeen];
      if (call && !call.allowed && call.caller.startsWith('arn:'))
        this.note('unauthorised', `${call.caller}: ${call.action} on ${call.resource}`);
    }
  }

  private lookAtExecutions(): void {
    for (const execution of this.watched.sandbox.home.executions.values()) {
      if (!execution.endTime || this.ended.has(execution.id)) continue;
      this.ended.add(execution.id);
      if (execution.status === 'Success') this.lookAtSuccess(execution);
    }
  }

  private lookAtSuccess({ id, about: vpcId }: AutomationExecution): void {
    const { world, home } = this.watched.sandbox;
    if (!vpcId || this.disturbed(vpcId)) return;
    if (truthAbout(world, home, this.watched.parameters, vpcId) === 'NON_COMPLIANT')
      this.note('success', `execution ${id} succeeded, and ${vpcId} is not covered`);
  }

  /** Whether somebody changed what counts for this VPC so shortly before that the last judgement could not know. */
  private disturbed(vpcId: string): boolean {
    const { disturbances, sandbox } = this.watched;
    const since = sandbox.world.scheduler.now().getTime() - JUST_NOW;
    return [...(disturbances.doneTo.get(vpcId) ?? []), ...disturbances.doneToAll].some(
      (time) => time >= since,
    );
  }

  /** How every VPC ended, each under what Config shows of it. */
  endings(): ReadonlyMap<string, number> {
    const { world, home } = this.watched.sandbox;
    const [rule] = home.config.rules.values();
    const counts = new Map<string, number>();
    for (const vpcId of home.vpcs.keys()) {
      const truth = truthAbout(world, home, this.watched.parameters, vpcId);
      const shown = rule?.results.get(vpcId);
      const isGivenUp = rule?.exceptions.has(vpcId);
      if (shown?.complianceType !== truth || (truth === 'NON_COMPLIANT' && !isGivenUp))
        this.note(
          'end',
          `${vpcId} is ${truth}; Config shows ${shown?.complianceType ?? 'nothing'}: ${shown?.annotation}`,
        );
      const ending = truth === 'NON_COMPLIANT' ? 'named by a remediation exception' : NAMES[truth];
      counts.set(ending, (counts.get(ending) ?? 0) + 1);
    }
    return counts;
  }

  private note(invariant: Invariant, text: string): void {
    this.violations.push({ invariant, time: this.watched.sandbox.world.scheduler.now(), text });
  }
}

const NAMES = { COMPLIANT: 'covered', NOT_APPLICABLE: 'not applicable, and Config says why' } as const;
