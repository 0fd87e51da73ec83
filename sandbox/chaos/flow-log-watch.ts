import type { AutomationExecution } from '../automation/executions';
import type { StoredFlowLog } from '../ec2/state';
import { OWNERS_TAKE } from './execution-deeds';
import { EXECUTION_TAG, REQUIREMENT_TAG } from './requirements';
import { JUST_NOW, type Watched } from './watched';

/** The judge's word for a flow log that is missing. */
const CREATE_DECISION = 'DECISION_CREATE';

interface KnownFlowLog {
  readonly flowLog: StoredFlowLog;
  readonly tags: StoredFlowLog['tags'];
}

/** Whoever creates, changes or deletes a flow log, may they? */
export class FlowLogWatch {
  /** Every flow log as it was first seen; of what is stored of one, only its tags can change. */
  private readonly known = new Map<string, KnownFlowLog>();
  private readonly ours = new Set<string>();
  private versionSeen = 0;

  constructor(private readonly watched: Watched) {}

  get created(): number {
    return this.ours.size;
  }

  look(): void {
    const { version } = this.watched.flowLogs;
    if (version === this.versionSeen) return;
    this.versionSeen = version;
    this.lookAtNew();
    this.lookAtKnown();
  }

  private lookAtNew(): void {
    const { sandbox, parties, touched } = this.watched;
    for (const flowLog of sandbox.home.flowLogs.values()) {
      const { flowLogId, tags } = flowLog;
      if (this.known.has(flowLogId)) continue;
      this.known.set(flowLogId, { flowLog, tags });
      // The creation of one sets the stream's tag again, by which all others deliver again.
      if (parties.closed.has(flowLog.logDestination)) touched.noteAll();
      if (parties.flowLogs.has(flowLogId)) continue;
      this.ours.add(flowLogId);
      this.lookAtCreated(flowLog);
    }
  }

  private lookAtKnown(): void {
    const { sandbox, parties, violations } = this.watched;
    for (const [id, { flowLog, tags }] of this.known) {
      const now = sandbox.home.flowLogs.get(id);
      if (now === flowLog && now.tags === tags) continue;
      if (now) this.known.set(id, { flowLog: now, tags: now.tags });
      else this.known.delete(id);
      if (!now && parties.deleted.has(id)) continue;
      const whose = this.ours.has(id) ? 'of ours' : 'of others';
      violations.note('foreign', `${id} ${whose} was ${now ? 'changed' : 'deleted'}`);
    }
  }

  private lookAtCreated(created: StoredFlowLog): void {
    const { sandbox, flowLogs, violations } = this.watched;
    const { resourceId: vpcId, flowLogId, tags } = created;
    const requirement = tags[REQUIREMENT_TAG];
    const twin = flowLogs
      .of(vpcId)
      .find((each) => each.flowLogId !== flowLogId && each.tags[REQUIREMENT_TAG] === requirement);
    if (twin && requirement !== undefined)
      violations.note('duplicate', `${vpcId} has ${twin.flowLogId} and ${flowLogId} for ${requirement}`);
    if (!this.isNeeded(created))
      violations.note('needless', `${flowLogId} was created for ${vpcId}, whose ${requirement} needed none`);
    this.lookAtCreator(created, sandbox.home.executions.get(tags[EXECUTION_TAG] ?? ''));
  }

  /** Whether its own requirement lacked it; unknown when somebody changed what counts so shortly before. */
  private isNeeded({ resourceId: vpcId, tags }: StoredFlowLog): boolean {
    const { sandbox, requirements, oracle, touched } = this.watched;
    if (touched.isRecent(vpcId, JUST_NOW)) return true;
    const asked = requirements.find(({ name }) => name === tags[REQUIREMENT_TAG]);
    if (!asked || oracle.truthAbout(asked, vpcId) === 'NOT_APPLICABLE') return false;
    const before = sandbox.world.scheduler.now().getTime() - JUST_NOW * 1000;
    const longShown = oracle.shown(vpcId).filter(({ visibleFrom }) => visibleFrom.getTime() < before);
    return !oracle.isCovered(asked, longShown);
  }

  /** The execution must have asked twice, with time for the owner between. */
  private lookAtCreator(
    { flowLogId, creationTime }: StoredFlowLog,
    creator: AutomationExecution | undefined,
  ): void {
    const { violations } = this.watched;
    const { steps, startTime } = creator ?? { steps: [], startTime: creationTime };
    const judged = steps.filter(({ outputs }) => String(outputs['Payload']).includes(CREATE_DECISION)).length;
    const seconds = (creationTime.getTime() - startTime.getTime()) / 1000;
    if (judged < 2)
      violations.note('needless', `${flowLogId} was created, and judged missing ${judged} times`);
    if (seconds < OWNERS_TAKE)
      violations.note('hasty', `${flowLogId} was created ${seconds} s after its execution began`);
  }
}
