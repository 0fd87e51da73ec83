import { type Applied, applyPlans } from '../../../fleet/backfill/apply';
import { limitPlans } from '../../../fleet/backfill/plan';
import { planPlace, type Selection } from '../../../fleet/backfill/plan-place';
import { Terminal } from '../../../fleet/terminal/terminal';
import type { PlayedRegion } from './played-region';

export interface RunOptions {
  readonly limit?: number;
  readonly selection?: Partial<Selection>;
  readonly interrupted?: AbortSignal;
  readonly pollSeconds?: number;
}

export interface Run {
  readonly applied: Applied;
  readonly notes: string;
}

export const EVERYTHING: Selection = { vpcIds: [], requirement: undefined };

/** `backfill --apply` in one place, in virtual time. */
export async function applyOnce(region: PlayedRegion, options: RunOptions = {}): Promise<Run> {
  const { limit, selection: given, interrupted = new AbortController().signal } = options;
  const selection = { ...EVERYTHING, ...given };
  let notes = '';
  const terminal = new Terminal({
    out: () => undefined,
    err: (text) => {
      notes += text;
    },
    color: false,
    loudness: 'usual',
  });
  const planned = await planPlace(region.station, selection, [], region.clock());
  const applied = await applyPlans(limitPlans([planned], limit ?? Number.POSITIVE_INFINITY), {
    selection,
    isLimited: limit !== undefined,
    concurrency: 16,
    pollSeconds: options.pollSeconds ?? 15,
    surroundings: { clock: region.clock, sleep: region.sleep, interrupted },
    terminal,
  });
  return { applied, notes };
}

/** Of the only place. */
export const leftOf = ({ applied }: Run) =>
  applied.places.flatMap(({ results }) => results.flatMap(({ left }) => left));
