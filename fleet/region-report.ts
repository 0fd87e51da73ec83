import type { Station } from './aws/connect';
import { explainError } from './aws/explain-error';
import { inParallel } from './in-parallel';
import type { Outcome } from './outcome';
import { plainText } from './terminal/plain-text';
import type { Terminal } from './terminal/terminal';

/** What a command found, or did, in one account and Region. */
export interface RegionReport {
  readonly outcome: Outcome;
  /** For a person: safe for a terminal already. */
  readonly lines: readonly string[];
  /** For a program: text of unknown origin as it came. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** Regions that are asked at the same time; the limits of AWS are by Region. */
const AT_ONCE = 8;

/** An error ends the report of its own Region, and none of another's. */
export async function reportRegions(
  stations: readonly Station[],
  terminal: Terminal,
  report: (station: Station) => Promise<RegionReport>,
): Promise<readonly RegionReport[]> {
  return await inParallel(stations, AT_ONCE, async (station) => {
    const { accountId, region } = station.place;
    if (stations.length > 1) terminal.note(`asking Region ${region}`);
    const told = await report(station).catch((error: unknown): RegionReport => {
      const problem = explainError(error);
      if (problem === undefined) throw error;
      return {
        outcome: 'error',
        lines: [terminal.paint('red', plainText(problem))],
        json: { error: problem },
      };
    });
    return {
      outcome: told.outcome,
      lines: [terminal.paint('bold', `account ${accountId}, Region ${region}`), ...told.lines, ''],
      json: { accountId, region, outcome: told.outcome, ...told.json },
    };
  });
}
