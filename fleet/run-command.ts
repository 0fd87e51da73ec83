import { destroyClients } from './aws/clients';
import { connect, type Station } from './aws/connect';
import { type GlobalFlags, regionsOf, terminalOf } from './global-flags';
import { gravest, type Outcome } from './outcome';
import { type RegionReport, reportRegions } from './region-report';
import type { Surroundings } from './surroundings';
import { printJson } from './terminal/plain-text';
import type { Terminal } from './terminal/terminal';

/** Asks each Region for its report, and writes them all. */
export async function runCommand(
  command: string,
  flags: GlobalFlags,
  surroundings: Surroundings,
  report: (station: Station, terminal: Terminal) => Promise<RegionReport>,
): Promise<Outcome> {
  const terminal = terminalOf(flags, surroundings);
  const regions = regionsOf(flags, surroundings);
  const { profile, endpointUrl: endpoint } = flags;
  const settings = {
    profile,
    endpoint,
    pathStyle: endpoint !== undefined || surroundings.hasOwnEndpoint,
    onCall: (action: string) => terminal.detail(action),
  };
  const stations = await connect(settings, regions);
  try {
    const reports = await reportRegions(stations, terminal, (station) => report(station, terminal));
    const outcome = gravest(reports.map((each) => each.outcome));
    if (flags.format === 'json')
      terminal.result([printJson({ command, outcome, regions: reports.map(({ json }) => json) })]);
    else terminal.result(reports.flatMap(({ lines }) => lines));
    return outcome;
  } finally {
    for (const { clients } of stations) destroyClients(clients);
  }
}
