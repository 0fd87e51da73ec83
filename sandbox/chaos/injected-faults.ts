import type { Faults, MadeCall, Output } from '../faults';
import { type Input, structuresOf, textsOf } from '../operation';
import type { Seed } from '../seed';
import type { World } from '../world';
import { failed, throttled, unavailable } from './injected-errors';
import type { FaultCounts, FaultKind } from './kinds';
import { Outages } from './outages';

/** How many of a hundred calls, notifications, steps or flow logs meet each. */
const PERCENT = {
  'call throttled': 3,
  'call failed with 5xx': 2,
  'answer of a call lost': 1.5,
  'report late by minutes': 3,
  'evaluations left out': 0.5,
  'page cut short': 100,
  'notification lost': 5,
  'notification doubled': 5,
  'notification late, out of order': 8,
  'event queued for minutes': 5,
  // Each takes a new environment, the dearest that happens here.
  'function killed half way': 1.2,
  'function killed at its end': 2,
  'step slowed': 3,
  'flow log shown late': 25,
} as const satisfies Partial<Record<FaultKind, number>>;
type InjectedKind = keyof typeof PERCENT;

const MINUTE = 60;
/** Seconds; longer than Lambda goes on trying, so that an event is sometimes lost for good. */
const LATEST_REPORT = 10 * MINUTE;
const LATEST_NOTIFICATION = 30 * MINUTE;
const LONGEST_IN_QUEUE = 5 * MINUTE;
const SLOWEST_STEP = 20;
const LATEST_SHOWN = 15 * MINUTE;
/** Items. */
const SHORTEST_PAGE = 7;

export interface InjectedFaultsOptions {
  readonly seed: Seed;
  readonly counts: FaultCounts;
  readonly from: Date;
  readonly until: Date;
  readonly now: () => Date;
  /** In the estate: a list has some ten pages, however large it is. */
  readonly vpcs: number;
  /** Sees what a function reports, at the moment at which it does. */
  readonly onReport: (call: MadeCall) => void;
  /** Sees what Config takes of it, now or later. */
  readonly onTaken: (input: Input) => void;
}

/** What goes wrong at AWS, by a seed, from one time until another. */
export class InjectedFaults implements Faults {
  readonly longestPage: number;
  /** Of calls of this very moment. */
  private readonly timesMade = new Map<string, number>();
  private moment = 0;
  private readonly killed = new Set<string>();
  private readonly outages: Outages;

  constructor(private readonly options: InjectedFaultsOptions) {
    this.longestPage = Math.max(SHORTEST_PAGE, Math.ceil(options.vpcs / 12));
    this.outages = new Outages(options);
  }

  async call(world: World, call: MadeCall, perform: (input: Input) => Promise<Output>): Promise<Output> {
    if (call.caller.kind !== 'role') return await perform(call.input);
    // What a killed function had under way neither counts nor happens.
    if (this.killed.has(call.accessKeyId)) throw failed(call);
    const isReport = call.operation === 'PutEvaluations';
    if (isReport) this.options.onReport(call);
    const now = this.options.now();
    if (this.outages.stops(call.service, now)) throw unavailable(call);
    const performed = isReport ? this.taken(perform) : perform;
    // While one service is out, how far an invocation came with its calls to others is a race.
    if (this.outages.at(now).length > 0) return await performed(call.input);
    return await this.disturbed(world, call, performed);
  }

  private taken(perform: (input: Input) => Promise<Output>): (input: Input) => Promise<Output> {
    return async (input) => {
      const output = await perform(input);
      this.options.onTaken(input);
      return output;
    };
  }

  private async disturbed(
    world: World,
    call: MadeCall,
    perform: (input: Input) => Promise<Output>,
  ): Promise<Output> {
    const about = this.nameOf(call);
    if (this.meets('call throttled', about)) throw throttled(call);
    if (this.meets('call failed with 5xx', about)) throw failed(call);
    if (standsAlone(call) && isFunction(world, call) && this.meets('function killed half way', about)) {
      this.killed.add(call.accessKeyId);
      world.functionHost.kill();
      throw failed(call);
    }
    if (call.operation === 'PutEvaluations') return await this.report(world, call, about, perform);
    const output = await perform(call.input);
    if (typeof output['NextToken'] === 'string') this.options.counts.add('page cut short');
    if (this.meets('answer of a call lost', about)) throw failed(call);
    return output;
  }

  private async report(
    world: World,
    call: MadeCall,
    about: string,
    perform: (input: Input) => Promise<Output>,
  ): Promise<Output> {
    const evaluations = structuresOf(call.input, 'Evaluations');
    const isLeftOut = (evaluation: Input): boolean =>
      this.meets('evaluations left out', `${about} ${JSON.stringify(evaluation)}`);
    const leftOut = evaluations.filter(isLeftOut);
    const input = { ...call.input, Evaluations: evaluations.filter((each) => !leftOut.includes(each)) };
    // Several batches race each other, and the order in which they were late would differ between runs.
    if (standsAlone(call) && this.meets('report late by minutes', about)) {
      const seconds = this.options.seed.between(MINUTE, LATEST_REPORT, 'report', about);
      world.scheduler.after(seconds, async () => {
        await perform(input);
      });
      return { FailedEvaluations: leftOut };
    }
    await perform(input);
    if (this.meets('answer of a call lost', about)) throw failed(call);
    return { FailedEvaluations: leftOut };
  }

  deliveries(about: string): readonly number[] {
    const { seed } = this.options;
    const later = (least: number): number => seed.between(least, LATEST_NOTIFICATION, 'delivery', about);
    if (this.meets('notification lost', about)) return [];
    if (this.meets('notification doubled', about)) return [0, later(1)];
    if (this.meets('notification late, out of order', about)) return [later(MINUTE)];
    return [0];
  }

  queued(requestId: string): number {
    if (!this.meets('event queued for minutes', requestId)) return 0;
    return this.options.seed.between(MINUTE, LONGEST_IN_QUEUE, 'queue', requestId);
  }

  killsAnswer(invocation: string): boolean {
    return this.meets('function killed at its end', invocation);
  }

  slowsStep(executionId: string, stepName: string, time: Date): number {
    const about = `${executionId} ${stepName} ${time.getTime()}`;
    return this.meets('step slowed', about) ? this.options.seed.between(1, SLOWEST_STEP, 'step', about) : 0;
  }

  showsFlowLogAfter(flowLogId: string, usual: number): number {
    if (!this.meets('flow log shown late', flowLogId)) return usual;
    return this.options.seed.between(MINUTE, LATEST_SHOWN, 'shown', flowLogId);
  }

  private meets(kind: InjectedKind, about: string): boolean {
    const { seed, counts, from, until, now } = this.options;
    if (now() < from || now() >= until || seed.share(kind, about) * 100 >= PERCENT[kind]) return false;
    counts.add(kind);
    return true;
  }

  /** A call by its content, and how often it was made before: the same in each run, whatever it races with. */
  private nameOf({ caller, operation, input }: MadeCall): string {
    const who = caller.kind === 'role' ? caller.roleArn : '';
    const now = this.options.now().getTime();
    if (now !== this.moment) this.timesMade.clear();
    this.moment = now;
    const content = JSON.stringify([who, operation, input, now]);
    const times = (this.timesMade.get(content) ?? 0) + 1;
    this.timesMade.set(content, times);
    return `${content} ${times}`;
  }
}

/** About one resource: such calls of an invocation follow one another. */
function standsAlone({ operation, input }: MadeCall): boolean {
  switch (operation) {
    case 'PutEvaluations':
      return structuresOf(input, 'Evaluations').length === 1;
    case 'DescribeVpcs':
      return textsOf(input, 'VpcIds').length === 1;
    case 'GetResourceConfigHistory':
      return true;
    default:
      return false;
  }
}

const isFunction = (world: World, { caller }: MadeCall): boolean =>
  caller.kind === 'role' && world.runsAs(caller.roleArn);
