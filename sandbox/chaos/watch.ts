import type { AutomationExecution } from '../automation/executions';
import type { StoredFlowLog } from '../ec2/state';
import type { MadeCall } from '../faults';
import { type Input, structuresOf, textOf } from '../operation';
import type { Sandbox } from '../sandbox';
import type { World } from '../world';
import { type Disturbances, OWNERS_TAKE } from './disturbances';
import type { Invariant, Violation } from './invariants';
import { isOrdered, namesReason, tellsWhyItFailed } from './named-reasons';
import { isCovered, type OracleParameters, shownFlowLogs, type Truth, truthAbout } from './oracle';
import { OwedVerdicts } from './owed-verdicts';
import type { ThirdParties } from './third-parties';

export interface Watched {
  readonly sandbox: Sandbox;
  readonly parties: ThirdParties;
  readonly disturbances: Disturbances;
  readonly parameters: OracleParameters;
}

/** Tags of the flow logs that the product creates. */
const REQUIREMENT_TAG = 'vpc-flow-logs-compliance:requirement';
const EXECUTION_TAG = 'vpc-flow-logs-compliance:execution';
/** The judge's word for a flow log that is missing. */
const CREATE_DECISION = 'DECISION_CREATE';
/** Milliseconds; from the judgement that an execution ends on, or creates on, until it does so, slowed steps included. */
const JUST_NOW = 120_000;

/** Looks at the world after everything that happens by itself, and at what functions report. */
export class Watch {
  readonly violations: Violation[] = [];
  /** Every flow log as it was first seen; of what is stored of one, only its tags can change. */
  private readonly known = new Map<
    string,
    Pick<StoredFlowLog, 'tags'> & { readonly flowLog: StoredFlowLog }
  >();
  private readonly ours = new Set<string>();
  private readonly owed = new OwedVerdicts();
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
    this.owed.report(input);
    for (const evaluation of structuresOf(input, 'Evaluations')) {
      const vpcId = textOf(evaluation, 'ComplianceResourceId') ?? '';
      const given = textOf(evaluation, 'ComplianceType') ?? '';
      const annotation = textOf(evaluation, 'Annotation') ?? '';
      const { parameters } = this.watched;
      const truth = this.truth(vpcId);
      if (given !== truth) this.note('verdict', `${vpcId}: ${given} (${annotation}), and EC2 shows ${truth}`);
      else if (!namesReason(world, home, parameters.exemptTagKey, { vpcId, truth, annotation }))
        this.note('reason', `${vpcId}: ${given} (${annotation})`);
    }
    const [first] = structuresOf(input, 'Evaluations');
    if (first && !isOrdered(home.config, input, first['OrderingTimestamp']))
      this.note('order', `${textOf(first, 'ComplianceResourceId')}: ${String(first['OrderingTimestamp'])}`);
  }

  /** Evaluations that Config took. */
  take(input: Input): void {
    this.owed.take(input);
  }

  private lookAtFlowLogs(): void {
    const { sandbox, parties } = this.watched;
    for (const flowLog of sandbox.home.flowLogs.values()) {
      const { flowLogId, tags } = flowLog;
      if (this.known.has(flowLogId)) continue;
      this.known.set(flowLogId, { flowLog, tags });
      if (parties.flowLogs.has(flowLogId)) continue;
      this.ours.add(flowLogId);
      this.lookAtCreated(flowLog);
    }
    for (const [id, { flowLog, tags }] of this.known) {
      const now = sandbox.home.flowLogs.get(id);
      if (now === flowLog && now.tags === tags) continue;
      if (now) this.known.set(id, { flowLog: now, tags: now.tags });
      else this.known.delete(id);
      if (!now && parties.deleted.has(id)) continue;
      const whose = this.ours.has(id) ? 'of ours' : 'of others';
      this.note('foreign', `${id} ${whose} was ${now ? 'changed' : 'deleted'}`);
    }
  }

  private lookAtCreated(created: StoredFlowLog): void {
    const { world, home } = this.watched.sandbox;
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
    const isNeeded = this.truth(vpcId) !== 'NOT_APPLICABLE';
    if (!this.disturbed(vpcId) && !(wasMissing && isNeeded))
      this.note('needless', `${flowLogId} was created for ${vpcId}, which needed none`);
    this.lookAtCreator(created, home.executions.get(created.tags[EXECUTION_TAG] ?? ''));
  }

  /** The execution must have asked twice, with time for the owner between. */
  private lookAtCreator(
    { flowLogId, creationTime }: StoredFlowLog,
    creator: AutomationExecution | undefined,
  ): void {
    const { steps, startTime } = creator ?? { steps: [], startTime: creationTime };
    const judged = steps.filter(({ outputs }) => String(outputs['Payload']).includes(CREATE_DECISION)).length;
    const seconds = (creationTime.getTime() - startTime.getTime()) / 1000;
    if (judged < 2) this.note('needless', `${flowLogId} was created, and judged missing ${judged} times`);
    if (seconds < OWNERS_TAKE)
      this.note('hasty', `${flowLogId} was created ${seconds} s after its execution began`);
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
      if (execution.status === 'Failed' && !tellsWhyItFailed(execution))
        this.note('reason', `execution ${execution.id} failed: ${execution.failureMessage}`);
    }
  }

  private lookAtSuccess({ id, about: vpcId }: AutomationExecution): void {
    if (!vpcId || this.disturbed(vpcId)) return;
    if (this.truth(vpcId) === 'NON_COMPLIANT')
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

  /** Whether Config shows of these VPCs what is true of them by now. */
  lookAtVerdicts(vpcIds: readonly string[]): void {
    const [rule] = this.watched.sandbox.home.config.rules.values();
    for (const vpcId of vpcIds) {
      const [truth, shown] = [this.truth(vpcId), rule?.results.get(vpcId)?.complianceType ?? 'nothing'];
      if (shown !== truth) this.note('late', `${vpcId} is ${truth} for minutes; Config shows ${shown}`);
    }
  }

  /** How every VPC ended, each under what Config shows of it. */
  endings(): ReadonlyMap<string, number> {
    const { world, home } = this.watched.sandbox;
    for (const text of this.owed.unpaid(home, world.scheduler.now())) this.note('owed', text);
    const [rule] = home.config.rules.values();
    const counts = new Map<string, number>();
    const existing = this.visibleVpcs();
    for (const vpcId of new Set([...existing, ...(rule?.results.keys() ?? [])])) {
      const truth = this.truth(vpcId);
      const shown = rule?.results.get(vpcId);
      if (shown?.complianceType !== truth || (truth === 'NON_COMPLIANT' && !this.isGivenUp(vpcId)))
        this.note(
          'end',
          `${vpcId} is ${truth}; Config shows ${shown?.complianceType ?? 'nothing'}: ${shown?.annotation}`,
        );
      const ending = truth === 'NON_COMPLIANT' ? 'named by a remediation exception' : NAMES[truth];
      if (existing.has(vpcId)) counts.set(ending, (counts.get(ending) ?? 0) + 1);
    }
    return counts;
  }

  /** Those of the account, and those that are shared with it. */
  private visibleVpcs(): ReadonlySet<string> {
    const { world, home } = this.watched.sandbox;
    const shared = world
      .regionOfAllAccounts(home.place)
      .flatMap(({ vpcs }) => [...vpcs.values()])
      .filter(({ sharedWith }) => sharedWith.includes(home.place.accountId));
    return new Set([...home.vpcs.keys(), ...shared.map(({ vpcId }) => vpcId)]);
  }

  /** In peace only what others have put in the place of ours keeps a VPC from being covered. */
  private isGivenUp(vpcId: string): boolean {
    const { sandbox, parties } = this.watched;
    const [rule] = sandbox.home.config.rules.values();
    return parties.takenOn.has(vpcId) && !!rule?.exceptions.has(vpcId);
  }

  private truth(vpcId: string): Truth {
    const { sandbox, parameters } = this.watched;
    return truthAbout(sandbox.world, sandbox.home, parameters, vpcId);
  }

  private note(invariant: Invariant, text: string): void {
    this.violations.push({ invariant, time: this.watched.sandbox.world.scheduler.now(), text });
  }
}

const NAMES = { COMPLIANT: 'covered', NOT_APPLICABLE: 'not applicable, and Config says why' } as const;
