import { BUCKET_FAILURES } from './bucket-failures';
import type { Deeds } from './deeds';
import type { FaultKind } from './kinds';
import { LOG_GROUP_FAILURES } from './log-group-failures';
import { OperatorClients } from './operator-clients';
import { STREAM_FAILURES } from './stream-failures';

/** Makes a destination as it was. */
export type Repair = () => Promise<void>;

export interface DestinationFailure {
  readonly kind: FaultKind;
  /** What it breaks, as ARNs. */
  readonly targets: (deeds: Deeds) => readonly string[];
  /** Undefined when there is nothing to break. */
  readonly start: (failing: Failing, target: string) => Promise<Repair | undefined>;
}

export interface Failing {
  readonly deeds: Deeds;
  readonly clients: OperatorClients;
}

/** How what flow logs of a type depend on fails. */
export interface FailingType {
  readonly type: string;
  readonly failures: readonly DestinationFailure[];
}

const MINUTE = 60;
const SHORTEST = 20 * MINUTE;
const TYPES: readonly FailingType[] = [BUCKET_FAILURES, LOG_GROUP_FAILURES, STREAM_FAILURES];

/** Destinations of every kind that flow logs deliver to are broken for a while, all at once; then they are as they were. */
export class DestinationFailures {
  private readonly clients: OperatorClients;

  constructor(private readonly deeds: Deeds) {
    this.clients = new OperatorClients(deeds.sandbox);
  }

  destroy(): void {
    this.clients.destroy();
  }

  /** One of a type after the other: the second begins when the first is repaired. */
  plan(): void {
    const { sandbox, seed, length, types } = this.deeds;
    for (const { type, failures } of TYPES) {
      if (type !== 's3' && !types.includes(type)) continue;
      const longest = Math.max(SHORTEST, length / (2 * failures.length));
      failures.forEach((failure, index) => {
        const start = index * 2 * longest + seed.between(0, longest / 2, 'closure', type, index);
        const seconds = seed.between(SHORTEST, longest, 'closed for', type, index);
        sandbox.world.scheduler.after(start, () => this.fail(failure, seconds));
      });
    }
  }

  private async fail({ kind, targets, start }: DestinationFailure, seconds: number): Promise<void> {
    const { sandbox, touched, counts } = this.deeds;
    const repairs: Repair[] = [];
    for (const target of targets(this.deeds)) {
      const repair = await start({ deeds: this.deeds, clients: this.clients }, target);
      if (repair) repairs.push(repair);
    }
    if (repairs.length === 0) return;
    touched.noteAll();
    counts.add(kind);
    sandbox.world.scheduler.after(seconds, async () => {
      for (const repair of repairs) await repair();
      touched.noteAll();
    });
  }
}
