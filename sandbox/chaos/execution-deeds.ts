import { SSMClient, StopAutomationExecutionCommand } from '@aws-sdk/client-ssm';
import type { AutomationExecution } from '../automation/executions';
import type { TraceEvent } from '../trace';
import type { Deeds } from './deeds';

const MINUTE = 60;
const SHARE_OF = { ownFlowLog: 0.25, cancelled: 0.06 } as const;
/** Seconds within which the code that made a VPC creates its flow log too. */
export const OWNERS_TAKE = 4 * MINUTE;

/** What others do in the midst of what the product does. */
export class ExecutionDeeds {
  private readonly ssm: SSMClient;
  private readonly begun = new Set<string>();

  constructor(
    private readonly deeds: Deeds,
    /** Milliseconds, from which on nothing is done. */
    private readonly end: number,
  ) {
    this.ssm = new SSMClient(deeds.sandbox.administrator());
  }

  destroy(): void {
    this.ssm.destroy();
  }

  /** Cancels executions, and creates the flow log that a new VPC's owner had been about to create all along. */
  react({ actor, text, vpcId, time }: TraceEvent): void {
    if (actor !== 'automation' || text !== 'execution started' || !vpcId) return;
    const underWay = this.underWay(vpcId);
    const execution = underWay.find(({ id }) => !this.begun.has(id));
    if (!execution) return;
    this.begun.add(execution.id);
    const { counts, seed, sandbox } = this.deeds;
    const isRace = underWay.some(({ documentName }) => documentName !== execution.documentName);
    if (isRace) counts.add('two requirements at one VPC at once');
    if (time.getTime() >= this.end) return;
    const { scheduler } = sandbox.world;
    if (seed.share('cancelled', execution.id) < SHARE_OF.cancelled)
      scheduler.after(seed.between(1, 6 * MINUTE, 'cancelled after', execution.id), () =>
        this.cancel(execution, vpcId),
      );
    if (seed.share('own flow log', execution.id) < SHARE_OF.ownFlowLog)
      scheduler.after(seed.between(5, OWNERS_TAKE, 'own after', execution.id), () =>
        this.createOwnFlowLog(execution, vpcId),
      );
  }

  /** Oldest first. */
  private underWay(vpcId: string): readonly AutomationExecution[] {
    const underWay: AutomationExecution[] = [];
    for (const execution of this.deeds.sandbox.home.executions.values())
      if (execution.about === vpcId && execution.status === 'InProgress') underWay.push(execution);
    return underWay;
  }

  private async createOwnFlowLog(execution: AutomationExecution, vpcId: string): Promise<void> {
    const { sandbox, parties, counts, touched, seed, requirements, types } = this.deeds;
    const isSettling = execution.status === 'InProgress' && execution.steps.at(-1)?.name === 'Settle';
    const requirement = requirements.find(({ remedy }) => remedy.documentName === execution.documentName);
    if (!isSettling || !requirement || !sandbox.home.vpcs.has(vpcId)) return;
    const [first = types[0], ...others] = requirement.destinationTypes;
    const type = seed.oneOf([first, ...others], 'own to', execution.id);
    touched.note(vpcId);
    const delivery = parties.destinations.of(type, 'own', `own/${execution.id}`);
    if (await parties.createFlowLog(vpcId, 'ALL', delivery)) counts.add('flow log created while settling');
  }

  private async cancel(execution: AutomationExecution, vpcId: string): Promise<void> {
    const { counts, touched } = this.deeds;
    if (execution.status !== 'InProgress') return;
    touched.note(vpcId);
    await this.ssm.send(
      new StopAutomationExecutionCommand({ AutomationExecutionId: execution.id, Type: 'Cancel' }),
    );
    counts.add('execution cancelled');
  }
}
