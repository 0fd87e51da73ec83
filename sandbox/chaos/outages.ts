import type { Seed } from '../seed';
import type { FaultCounts } from './kinds';

interface Outage {
  readonly service: string;
  /** Milliseconds. */
  readonly start: number;
  readonly end: number;
}

interface OutageOptions {
  readonly seed: Seed;
  readonly counts: FaultCounts;
  readonly from: Date;
  readonly until: Date;
}

const SERVICES = ['ec2', 'config'] as const;
const OUTAGES_OF_EACH = 3;
const MINUTE = 60_000;

/** When a service answers nobody but administrators, as a question that counts an outage when it is first noticed. */
export class Outages {
  private readonly outages: readonly Outage[];
  private readonly noticed = new Set<Outage>();

  constructor(private readonly options: OutageOptions) {
    const { seed, from, until } = options;
    this.outages = SERVICES.flatMap((service) =>
      Array.from({ length: OUTAGES_OF_EACH }, (_, index) => {
        const span = until.getTime() - from.getTime();
        const start = from.getTime() + seed.share('outage', service, index) * span;
        const minutes = seed.between(5, 20, 'outage lasts', service, index);
        return { service, start, end: Math.min(start + minutes * MINUTE, until.getTime()) };
      }),
    );
  }

  /** Whether a call of this service fails now. */
  stops(service: string, now: Date): boolean {
    const outage = this.at(now).find((each) => each.service === service);
    if (!outage) return false;
    if (!this.noticed.has(outage)) this.options.counts.add('service out for minutes');
    this.noticed.add(outage);
    return true;
  }

  at(now: Date): readonly Outage[] {
    return this.outages.filter(({ start, end }) => now.getTime() >= start && now.getTime() < end);
  }
}
