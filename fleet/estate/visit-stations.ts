import type { Place } from '../../policy';
import type { Station } from '../aws/connect';
import { explainError } from '../aws/explain-error';
import type { UnknownPlace } from '../evidence/evidence';
import { inParallel } from '../in-parallel';
import type { Terminal } from '../terminal/terminal';
import type { Estate } from './estate';
import type { EstateFlags } from './estate-flags';

export interface Visits<T> {
  readonly visited: readonly { readonly place: Place; readonly value: T }[];
  /** Those of the estate, and the places where the work failed. */
  readonly unknown: readonly UnknownPlace[];
}

/**
 * Does the same in every account and Region. What AWS refuses in one ends nothing in another.
 *
 * @param doing such as `auditing`, for whoever waits
 * @throws what is a fault of ours
 */
export async function visitStations<T>(
  estate: Estate,
  { concurrency }: Pick<EstateFlags, 'concurrency'>,
  terminal: Terminal,
  doing: string,
  work: (station: Station) => Promise<T>,
): Promise<Visits<T>> {
  const { places } = estate;
  let done = 0;
  const visits = await inParallel(places, concurrency, async ({ place, connect }) => {
    const { accountId, region } = place;
    if (estate.interrupted?.aborted) return { accountId, region, cause: 'interrupted before it was asked' };
    terminal.progress(done, places.length, `${doing} ${accountId} ${region}`);
    const visit = await attempt({ place, clients: connect() }, work);
    done += 1;
    terminal.progress(done, places.length, doing);
    return visit;
  }).finally(() => terminal.endProgress());
  return {
    visited: visits.filter((visit) => 'place' in visit),
    unknown: [...estate.unknown, ...visits.filter((visit) => 'cause' in visit)],
  };
}

async function attempt<T>(
  station: Station,
  work: (station: Station) => Promise<T>,
): Promise<UnknownPlace | { readonly place: Place; readonly value: T }> {
  const { place } = station;
  try {
    return { place, value: await work(station) };
  } catch (error) {
    const cause = explainError(error);
    if (cause === undefined) throw error;
    return { accountId: place.accountId, region: place.region, cause };
  }
}
