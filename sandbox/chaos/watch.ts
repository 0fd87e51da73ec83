import type { MadeCall } from '../faults';
import type { Input } from '../operation';
import { endingsOf, lookAtVerdicts } from './endings';
import { ExecutionWatch } from './execution-watch';
import { FlowLogWatch } from './flow-log-watch';
import { ReportWatch } from './report-watch';
import type { Watched } from './watched';

/** Looks at the world after everything that happens by itself, and at what functions report. */
export class Watch {
  private readonly flowLogs: FlowLogWatch;
  private readonly executions: ExecutionWatch;
  private readonly reports: ReportWatch;
  private callsSeen = 0;

  constructor(private readonly watched: Watched) {
    this.flowLogs = new FlowLogWatch(watched);
    this.executions = new ExecutionWatch(watched);
    this.reports = new ReportWatch(watched);
  }

  /** Flow logs of ours. */
  get created(): number {
    return this.flowLogs.created;
  }

  /** After each step. */
  look(): void {
    this.flowLogs.look();
    this.lookAtCalls();
    this.executions.look();
  }

  report(call: MadeCall): void {
    this.reports.report(call);
  }

  /** Evaluations that Config took. */
  take(input: Input): void {
    this.reports.take(input);
  }

  /** A role that others have broken is refused what it did before. */
  private lookAtCalls(): void {
    const { sandbox, parties, violations } = this.watched;
    const { calls } = sandbox.world.trace;
    for (; this.callsSeen < calls.length; this.callsSeen += 1) {
      const call = calls[this.callsSeen];
      if (!call || call.allowed || !call.caller.startsWith('arn:') || parties.closed.has(call.caller))
        continue;
      violations.note('unauthorised', `${call.caller}: ${call.action} on ${call.resource}`);
    }
  }

  /** Whether Config shows of these VPCs what is true of them by now. */
  lookAtVerdicts(vpcIds: readonly string[]): void {
    lookAtVerdicts(this.watched, vpcIds);
  }

  /** How every VPC ended, each under what Config shows of it. */
  endings(): ReadonlyMap<string, number> {
    this.reports.lookAtOwed();
    return endingsOf(this.watched);
  }
}
