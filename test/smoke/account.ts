import type { Assumptions } from '../../sandbox/assumptions';
import type { Finding } from '../../smoke/finding';
import { PROBES } from '../../smoke/probes';
import { printAnswer } from '../../smoke/report';
import { type Outcome, type SmokeOptions, type Surroundings, smoke } from '../../smoke/smoke';
import { type Rehearsal, type RehearsalOptions, rehearse } from '../sandbox/rehearsal';

export const RUN = 'run0001';

/** A rehearsed account with the stack, in which smoke runs: virtual time passes while it waits. */
export class RehearsedAccount {
  readonly said: string[] = [];
  private readonly before: string;

  private constructor(readonly rehearsal: Rehearsal) {
    this.before = this.resources();
  }

  static async open(assumptions: Partial<Assumptions> = {}, options: RehearsalOptions = {}) {
    const rehearsal = await rehearse({ assumptions, ...options });
    const account = new RehearsedAccount(rehearsal);
    return account;
  }

  smoke(options: Partial<SmokeOptions> = {}, surroundings: Partial<Surroundings> = {}): Promise<Outcome> {
    const { sandbox } = this.rehearsal;
    return smoke(
      {
        settings: { ...sandbox.administrator(), maxAttempts: 1 },
        account: sandbox.place.accountId,
        probes: PROBES,
        keepGoing: false,
        run: RUN,
        ...options,
      },
      { ...this.surroundings(), ...surroundings },
    );
  }

  surroundings(): Surroundings {
    const { sandbox } = this.rehearsal;
    return {
      clock: {
        now: () => sandbox.world.scheduler.now(),
        sleep: async (seconds, signal) => {
          signal?.throwIfAborted();
          await sandbox.advance(seconds);
        },
      },
      signal: new AbortController().signal,
      say: (line) => this.said.push(line),
    };
  }

  /** What is in EC2 and S3 now and was not when the account was opened. */
  get isAsBefore(): boolean {
    return this.resources() === this.before;
  }

  private resources(): string {
    const { home, world, place } = this.rehearsal.sandbox;
    const { vpcs, subnets, networkInterfaces, flowLogs } = home;
    return JSON.stringify([
      ...[vpcs, subnets, networkInterfaces, flowLogs].map((each) => [...each.keys()]),
      world.bucketsOf(place.accountId).map(({ name }) => name),
    ]);
  }
}

/** `1 as played`, `2 otherwise: thrown`, in the order of the rows. */
export const answers = (findings: readonly Finding[]): readonly string[] =>
  [...findings]
    .sort((left, right) => left.row - right.row)
    .map(({ row, answer }) => `${row} ${printAnswer(answer)}`);
