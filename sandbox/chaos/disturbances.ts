import { SSMClient, StopAutomationExecutionCommand } from '@aws-sdk/client-ssm';
import type { Sandbox } from '../sandbox';
import type { Seed } from '../seed';
import type { TraceEvent } from '../trace';
import type { FaultCounts } from './kinds';
import type { ThirdParties } from './third-parties';

export interface DisturbanceOptions {
  readonly sandbox: Sandbox;
  readonly parties: ThirdParties;
  readonly seed: Seed;
  readonly counts: FaultCounts;
  /** Seconds during which anything may happen. */
  readonly length: number;
  readonly exemptTagKey: string | undefined;
  readonly exemptUntil: string;
}

const MINUTE = 60;
const SHARE_OF = {
  flowLogDeleted: 0.25,
  ownFlowLog: 0.25,
  cancelled: 0.06,
  deletedVpc: 0.08,
  exemptedVpc: 0.04,
  newVpcs: 0.15,
  destinationTaken: 0.3,
} as const;
const CLOSURES = 2;
/** Seconds within which the code that made a VPC creates its flow log too. */
export const OWNERS_TAKE = 4 * MINUTE;

/** What others do while the product works: at times that the seed chooses, and in the midst of what it does. */
export class Disturbances {
  private readonly ssm: SSMClient;
  /** Virtual times in milliseconds at which something was done to a VPC, or to all of them. */
  readonly doneTo = new Map<string, number[]>();
  readonly doneToAll: number[] = [];
  private end = 0;

  constructor(private readonly options: DisturbanceOptions) {
    this.ssm = new SSMClient(options.sandbox.administrator());
  }

  destroy(): void {
    this.ssm.destroy();
  }

  /** Puts everything on the scheduler that does not wait for the product. */
  plan(): void {
    const { sandbox, length } = this.options;
    this.end = sandbox.world.scheduler.now().getTime() + length * 1000;
    const vpcIds = [...sandbox.home.vpcs.keys()];
    vpcIds.forEach((vpcId, index) => {
      this.sometimes(SHARE_OF.flowLogDeleted, ['flow log deleted', index], () =>
        this.deleteFlowLog(vpcId, index),
      );
      this.sometimes(SHARE_OF.deletedVpc, ['VPC deleted', index], () => this.deleteVpc(vpcId));
      this.sometimes(SHARE_OF.exemptedVpc, ['VPC exempted', index], () => this.exempt(vpcId));
      this.sometimes(SHARE_OF.newVpcs, ['VPC created', index], () => this.createVpc(index));
    });
    this.planClosures(length / (2 * CLOSURES));
  }

  private planClosures(longest: number): void {
    const { counts, seed, sandbox } = this.options;
    for (let index = 0; index < CLOSURES; index += 1) {
      const start = index * 2 * longest + seed.between(0, longest / 2, 'closure', index);
      const seconds = seed.between(20 * MINUTE, Math.max(20 * MINUTE, longest), 'closed for', index);
      const isDeleted = index % 2 === 0;
      sandbox.world.scheduler.after(start, async () => {
        for (const bucket of this.buckets()) await this.close(bucket, isDeleted, seconds);
        counts.add(isDeleted ? 'destination deleted and restored' : 'destination closed and restored');
      });
    }
  }

  /** Bucket and policy are gone for a while; then they are as they were. */
  private async close(bucket: string, isDeleted: boolean, seconds: number): Promise<void> {
    const { parties, sandbox } = this.options;
    const { scheduler } = sandbox.world;
    const policy = await parties.closeBucket(bucket, isDeleted);
    this.doneToAll.push(scheduler.now().getTime());
    scheduler.after(seconds, async () => {
      await parties.reopenBucket(bucket, policy, isDeleted);
      this.doneToAll.push(scheduler.now().getTime());
    });
  }

  /** Names of all that flow logs deliver to. */
  private buckets(): readonly string[] {
    const destinations = [...this.options.sandbox.home.flowLogs.values()].map(({ logDestination }) =>
      logDestination.replace(/^.*:/, '').replace(/\/.*$/, ''),
    );
    return [...new Set(destinations)];
  }

  /** Cancels executions, and creates the flow log that a new VPC's owner had been about to create all along. */
  react(event: TraceEvent): void {
    const { sandbox, seed } = this.options;
    const { vpcId } = event;
    if (event.actor !== 'automation' || event.text !== 'execution started' || !vpcId) return;
    if (event.time.getTime() >= this.end) return;
    const execution = [...sandbox.home.executions.values()].findLast(({ about }) => about === vpcId);
    if (!execution) return;
    if (seed.share('cancelled', execution.id) < SHARE_OF.cancelled)
      sandbox.world.scheduler.after(seed.between(1, 6 * MINUTE, 'cancelled after', execution.id), () =>
        this.cancel(execution.id, vpcId),
      );
    if (seed.share('own flow log', execution.id) < SHARE_OF.ownFlowLog)
      sandbox.world.scheduler.after(seed.between(5, OWNERS_TAKE, 'own after', execution.id), () =>
        this.createOwnFlowLog(execution.id, vpcId),
      );
  }

  private sometimes(share: number, about: readonly (string | number)[], act: () => Promise<void>): void {
    const { sandbox, seed, length } = this.options;
    if (seed.share(...about) >= share) return;
    sandbox.world.scheduler.after(seed.between(0, length, 'time', ...about), act);
  }

  private async deleteFlowLog(vpcId: string, index: number): Promise<void> {
    const { sandbox, parties, seed, counts } = this.options;
    const [first, ...others] = [...sandbox.home.flowLogs.values()].filter(
      ({ resourceId }) => resourceId === vpcId,
    );
    if (!first) return;
    const chosen = seed.oneOf([first, ...others], 'which flow log', index);
    this.note(vpcId);
    await parties.deleteFlowLog(chosen.flowLogId);
    counts.add('flow log deleted by a third party');
  }

  private async deleteVpc(vpcId: string): Promise<void> {
    const { sandbox, parties, counts } = this.options;
    const isEmpty = ![...sandbox.home.subnets.values()].some((subnet) => subnet.vpcId === vpcId);
    if (!sandbox.home.vpcs.has(vpcId) || !isEmpty) return;
    this.note(vpcId);
    await parties.deleteVpc(vpcId);
    counts.add('VPC deleted');
  }

  private async exempt(vpcId: string): Promise<void> {
    const { sandbox, parties, counts, exemptTagKey, exemptUntil } = this.options;
    if (!sandbox.home.vpcs.has(vpcId) || !exemptTagKey) return;
    this.note(vpcId);
    await parties.tag(vpcId, exemptTagKey, exemptUntil);
    counts.add('VPC exempted');
  }

  /** Some come with a flow log that captures too little and delivers to the very folder that ours would. */
  private async createVpc(index: number): Promise<void> {
    const { sandbox, parties, seed, counts } = this.options;
    const vpcId = await parties.createVpc();
    counts.add('VPC created');
    const ours = [...sandbox.home.flowLogs.values()].find(
      ({ flowLogId }) => !parties.flowLogs.has(flowLogId),
    );
    if (!ours || seed.share('destination taken', index) >= SHARE_OF.destinationTaken) return;
    await parties.createFlowLog(vpcId, 'REJECT', ours.logDestination);
    parties.takenOn.add(vpcId);
    counts.add('our destination taken by others');
  }

  private async createOwnFlowLog(executionId: string, vpcId: string): Promise<void> {
    const { sandbox, parties, counts } = this.options;
    const execution = sandbox.home.executions.get(executionId);
    const isSettling = execution?.status === 'InProgress' && execution.steps.at(-1)?.name === 'Settle';
    if (!isSettling || !sandbox.home.vpcs.has(vpcId)) return;
    this.note(vpcId);
    await parties.createFlowLog(vpcId, 'ALL', parties.ownBucket(`own/${executionId}`));
    counts.add('flow log created while settling');
  }

  private async cancel(executionId: string, vpcId: string): Promise<void> {
    const { sandbox, counts } = this.options;
    if (sandbox.home.executions.get(executionId)?.status !== 'InProgress') return;
    this.note(vpcId);
    await this.ssm.send(
      new StopAutomationExecutionCommand({ AutomationExecutionId: executionId, Type: 'Cancel' }),
    );
    counts.add('execution cancelled');
  }

  note(vpcId: string): void {
    const now = this.options.sandbox.world.scheduler.now().getTime();
    this.doneTo.set(vpcId, [...(this.doneTo.get(vpcId) ?? []), now]);
  }
}
