import type { Station } from './aws/connect';
import type { EstateFlags } from './estate/estate-flags';
import { openEstate } from './estate/open-estate';
import { visitStations } from './estate/visit-stations';
import { terminalOf } from './global-flags';
import { mistypedNames, type NamingFlags } from './known-names';
import { gravest, type Outcome } from './outcome';
import { placed, type RegionReport, unknownReport } from './region-report';
import type { Surroundings } from './surroundings';
import { printJson } from './terminal/plain-text';
import type { Terminal } from './terminal/terminal';

/**
 * Asks each account and Region for its report, and writes them all. It is one Region, unless flags say otherwise.
 *
 * @param command as it is typed
 */
export async function runCommand(
  command: string,
  flags: EstateFlags & NamingFlags,
  surroundings: Surroundings,
  report: (station: Station, terminal: Terminal) => Promise<RegionReport>,
): Promise<Outcome> {
  const terminal = terminalOf(flags, surroundings);
  const estate = await openEstate(flags, surroundings, terminal, { everyRegion: false });
  try {
    const visits = await visitStations(estate, flags, terminal, command, (station) =>
      report(station, terminal),
    );
    const reports = [
      ...visits.visited.map(({ place, value }) => placed(place, value, terminal)),
      ...visits.unknown.map((place) => placed(place, unknownReport(place, terminal), terminal)),
    ];
    const known = visits.visited.map(({ value }) => value.known);
    const mistakes = mistypedNames(flags, known, visits.unknown);
    const outcomes = reports.map((each) => each.outcome);
    const outcome = gravest(mistakes.length > 0 ? [...outcomes, 'error'] : outcomes);
    if (flags.format === 'json')
      terminal.result([printJson({ command, outcome, regions: reports.map(({ json }) => json) })]);
    else terminal.result(reports.flatMap(({ lines }) => lines));
    for (const mistake of mistakes) terminal.problem(mistake);
    return outcome;
  } finally {
    estate.close();
  }
}
