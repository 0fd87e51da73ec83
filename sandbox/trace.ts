import type { Grant } from './iam/evaluate';

/** One thing that happened, in the order in which it happened. */
export interface TraceEvent {
  readonly time: Date;
  readonly actor: 'cloudformation' | 'config' | 'lambda' | 'automation' | 'ec2' | 'securityhub' | 'scenario';
  /** The VPC it concerns, when it concerns one. */
  readonly vpcId?: string;
  readonly text: string;
}

/** One API call that was let through or refused, with what it would change. */
export interface CallRecord {
  readonly time: Date;
  readonly caller: string;
  readonly action: string;
  readonly resource: string;
  readonly allowed: boolean;
  /** The lines of policies that let it through; none for an administrator, and none where it was refused. */
  readonly allowedBy: readonly Grant[];
}

export class Trace {
  readonly events: TraceEvent[] = [];
  readonly calls: CallRecord[] = [];

  constructor(private readonly listener: (event: TraceEvent) => void = () => undefined) {}

  event(event: TraceEvent): void {
    this.events.push(event);
    this.listener(event);
  }

  call(record: CallRecord): void {
    this.calls.push(record);
  }
}
