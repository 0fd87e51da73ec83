import type { ConfigServiceClient } from '@aws-sdk/client-config-service';
import { type Failure, KEYS, startRemediations } from '../remediation/change';
import { type ExecutionState, isUnderWay, readExecutionsOf } from './executions';
import { isTemporary, isTemporaryText } from './temporary';

/**
 * Executions of a requirement in a Region that have not ended. Automation runs 100 at once, queues 5,000 more, and takes
 * one start a second: with a call's worth waiting it is never idle for want of us, and the queue is left to others.
 * https://docs.aws.amazon.com/general/latest/gr/ssm.html
 */
const MOST_IN_FLIGHT = 2 * KEYS;
/** Of a key, or of a call that failed in passing. */
export const MOST_TRIES = 5;
/** Without any news of what is in flight, beyond the time that the document waits on purpose. */
const LONGEST_SILENCE_SECONDS = 30 * 60;

export interface RunOptions {
  readonly config: ConfigServiceClient;
  readonly ruleName: string;
  /** That the document waits before it creates. */
  readonly settleSeconds: number;
  readonly clock: () => Date;
  readonly signal: AbortSignal;
  /** Told of what passes by itself. */
  readonly onTrouble: (text: string) => void;
}

/** How a VPC's remediation ended, or why it did not begin. Whether the VPC is covered, EC2 says. */
export interface Ending {
  readonly state: 'succeeded' | 'failed' | 'not started' | 'no news';
  readonly detail: string;
}

/** Starts the remediations of one requirement in one Region and follows them: nothing is started twice. */
export class RequirementRun {
  readonly started = new Set<string>();
  readonly endings = new Map<string, Ending>();
  private readonly waiting: string[];
  /** Tried in vain, for the next step. */
  private readonly again: string[] = [];
  private readonly inFlight = new Set<string>();
  /** Of a call that failed: it may have started them all the same. */
  private readonly unsure = new Set<string>();
  private readonly tries = new Map<string, number>();
  /** What was last seen of each. */
  private readonly seen: Map<string, string>;
  private newsAt: Date;

  /** @param known executions from before, by which new ones are told */
  constructor(
    private readonly options: RunOptions,
    starts: readonly string[],
    waits: readonly string[],
    known: ReadonlyMap<string, ExecutionState>,
  ) {
    this.waiting = [...new Set(starts)];
    for (const vpcId of waits) this.inFlight.add(vpcId);
    this.seen = new Map([...known].map(([vpcId, { fingerprint }]) => [vpcId, fingerprint]));
    this.newsAt = options.clock();
  }

  get inFlightIds(): ReadonlySet<string> {
    return this.inFlight;
  }

  /** Whether a call that failed has started it all the same is not known. */
  get unsureIds(): ReadonlySet<string> {
    return this.unsure;
  }

  get isDone(): boolean {
    return this.underWay.length + this.waiting.length + this.again.length === 0;
  }

  /** Looks at what is in flight, and starts more as far as there is room. */
  async step(): Promise<void> {
    await this.look();
    this.waiting.push(...this.again.splice(0));
    await this.startMore();
  }

  private get underWay(): readonly string[] {
    return [...this.inFlight, ...this.unsure];
  }

  private async look(): Promise<void> {
    const vpcIds = this.underWay;
    if (vpcIds.length === 0) return;
    const { config, ruleName } = this.options;
    const states = await this.unlessTemporary(() => readExecutionsOf(config, ruleName, vpcIds));
    if (!states) return this.giveUpWithoutNews();
    for (const vpcId of this.unsure) this.resolve(vpcId, states.get(vpcId));
    for (const vpcId of this.inFlight) this.follow(vpcId, states.get(vpcId));
    this.giveUpWithoutNews();
  }

  /** An execution that was not there before is ours, or Config's own, which comes to the same. */
  private resolve(vpcId: string, state: ExecutionState | undefined): void {
    this.unsure.delete(vpcId);
    if (state && state.fingerprint !== this.seen.get(vpcId)) this.begun(vpcId);
    else this.tryAgain(vpcId, 'the call that starts it failed again and again');
  }

  private follow(vpcId: string, state: ExecutionState | undefined): void {
    // What is seen right after the start may be the execution before.
    if (!state || state.fingerprint === this.seen.get(vpcId)) return;
    this.seen.set(vpcId, state.fingerprint);
    this.newsAt = this.options.clock();
    if (isUnderWay(state)) return;
    this.inFlight.delete(vpcId);
    this.endings.set(vpcId, {
      state: state.state === 'SUCCEEDED' ? 'succeeded' : 'failed',
      detail: state.failure ?? `its execution ended as ${state.state}`,
    });
  }

  private giveUpWithoutNews(): void {
    const { clock, settleSeconds } = this.options;
    const silence = (clock().getTime() - this.newsAt.getTime()) / 1000;
    if (silence <= LONGEST_SILENCE_SECONDS + settleSeconds) return;
    const detail = `AWS Config has told nothing new of it for ${Math.round(silence / 60)} minutes`;
    for (const vpcId of this.underWay) this.endings.set(vpcId, { state: 'no news', detail });
    this.inFlight.clear();
    this.unsure.clear();
  }

  private async startMore(): Promise<void> {
    while (this.waiting.length > 0 && !this.options.signal.aborted) {
      const size = Math.min(KEYS, this.waiting.length);
      if (this.underWay.length + size > MOST_IN_FLIGHT) return;
      const batch = this.waiting.splice(0, size);
      if (!(await this.start(batch))) return;
    }
  }

  /** @returns whether the call was answered */
  private async start(batch: readonly string[]): Promise<boolean> {
    const { config, ruleName } = this.options;
    // Until it is answered, or if something worse ends the run here: they may have been started.
    for (const vpcId of batch) this.unsure.add(vpcId);
    const failures = await this.unlessTemporary(() => startRemediations(config, ruleName, batch));
    if (!failures) return false;
    const problems = new Map(failures.map((each: Failure) => [each.vpcId, each.problem]));
    for (const vpcId of batch) {
      this.unsure.delete(vpcId);
      const problem = problems.get(vpcId);
      if (problem === undefined) this.begun(vpcId);
      else if (isTemporaryText(problem)) this.tryAgain(vpcId, problem);
      else this.endings.set(vpcId, { state: 'not started', detail: problem });
    }
    return true;
  }

  private begun(vpcId: string): void {
    this.started.add(vpcId);
    this.inFlight.add(vpcId);
    this.newsAt = this.options.clock();
  }

  private tryAgain(vpcId: string, problem: string): void {
    const tries = (this.tries.get(vpcId) ?? 0) + 1;
    this.tries.set(vpcId, tries);
    if (tries < MOST_TRIES) this.again.push(vpcId);
    else this.endings.set(vpcId, { state: 'not started', detail: `${problem}, ${tries} times` });
  }

  /** Undefined where it failed in passing: the next step tries again. */
  private async unlessTemporary<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!isTemporary(error)) throw error;
      this.options.onTrouble(`${error instanceof Error ? error.message : String(error)}; trying again`);
      return undefined;
    }
  }
}
