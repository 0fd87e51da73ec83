/**
 * Between two releases. Config sweeps every hour or every few, so that the releases that one sweep plans fall together with
 * those of the next, and not between them.
 */
export const RELEASE_INTERVAL_MS = 60 * 60_000;

/** A non-compliant VPC that Config may remediate by itself, now or later. */
export interface Candidate {
  readonly vpcId: string;
  /** Whether Config shows it NON_COMPLIANT already, from an earlier sweep or after a change of its own. */
  readonly isKnown: boolean;
  /** Until when an exception of ours holds it back. */
  readonly waitsUntil?: Date | undefined;
}

/** A VPC whose exception is to be put, or moved. */
export interface Postponed extends Candidate {
  readonly until: Date;
}

export interface ReleasePlan {
  readonly postponed: readonly Postponed[];
  /** How many are held back, be their exception new, moved or as it was. */
  readonly waiting: number;
}

/**
 * Who is released now, and in which hour from now everybody else: at most `cap` in each.
 *
 * It is one queue. Who waits keeps its hour, unless those before it need the place. Where an exception ended and Config
 * waits for an evaluation, the VPC stands in front; who is new stands at the end, however low its id. So a VPC is only ever
 * overtaken within its hour, where the id decides.
 */
export function planReleases(candidates: readonly Candidate[], cap: number, now: Date): ReleasePlan {
  const queue = candidates
    .map((candidate) => ({ candidate, place: placeOf(candidate, now) }))
    .sort(
      (left, right) => left.place - right.place || (left.candidate.vpcId < right.candidate.vpcId ? -1 : 1),
    );
  const released = new Map<number, number>();
  const postponed: Postponed[] = [];
  let waiting = 0;
  for (const { candidate, place } of queue) {
    let hour = place === NEW ? 0 : place;
    while ((released.get(hour) ?? 0) >= cap) hour += 1;
    released.set(hour, (released.get(hour) ?? 0) + 1);
    if (hour > 0 || candidate.waitsUntil) waiting += 1;
    if (hour > 0 && hour !== place)
      postponed.push({ ...candidate, until: new Date(now.getTime() + hour * RELEASE_INTERVAL_MS) });
  }
  return { postponed, waiting };
}

/** After every hour that somebody waits for. */
const NEW = Number.POSITIVE_INFINITY;

/** The hour that a VPC waits for already; 0 is this one. Rounded, since no sweep comes to the second. */
function placeOf({ waitsUntil, isKnown }: Candidate, now: Date): number {
  if (!waitsUntil) return isKnown ? 0 : NEW;
  return Math.max(0, Math.round((waitsUntil.getTime() - now.getTime()) / RELEASE_INTERVAL_MS));
}
