import type { EstateFlags } from '../estate/estate-flags';
import { openEstate } from '../estate/open-estate';
import { type Visits, visitStations } from '../estate/visit-stations';
import { terminalOf } from '../global-flags';
import { rolesByAccount } from '../neighbours/roles';
import { gravest, type Outcome } from '../outcome';
import { placed, unknownReport } from '../region-report';
import type { Surroundings } from '../surroundings';
import { printJson } from '../terminal/plain-text';
import type { Terminal } from '../terminal/terminal';
import { type ExaminedPlace, examine } from './examine';
import { groupedLines } from './grouped-report';
import { plannedIn } from './planned';
import { reportFindings } from './report';

export interface DoctorFlags extends EstateFlags {
  readonly requirement?: string;
  /** A cdk.json that is to be deployed. */
  readonly config?: string;
  readonly all?: boolean;
}

/** Above it, what is the same in many places is told once. */
const PLACES_APART = 4;

export async function runDoctor(flags: DoctorFlags, surroundings: Surroundings): Promise<Outcome> {
  const terminal = terminalOf(flags, surroundings);
  const planned = flags.config === undefined ? [] : await plannedIn(flags.config, surroundings);
  const estate = await openEstate(flags, surroundings, terminal, { everyRegion: true });
  try {
    const examination = {
      requirement: flags.requirement,
      planned,
      now: surroundings.now,
      roles: rolesByAccount(),
    };
    const visits = await visitStations(estate, flags, terminal, 'examining', (station) =>
      examine(station, examination),
    );
    return write(visits, flags, terminal);
  } finally {
    estate.close();
  }
}

function write(visits: Visits<ExaminedPlace>, flags: DoctorFlags, terminal: Terminal): Outcome {
  const { visited, unknown } = visits;
  const all = flags.all ?? false;
  const reports = [
    ...visited.map(({ place, value }) => placed(place, reportFindings(value, all, terminal), terminal)),
    ...unknown.map((place) => placed(place, unknownReport(place, terminal), terminal)),
  ];
  const mistake = reports.length === 0 ? NOWHERE : mistakenRequirement(flags, visits);
  const outcome = mistake === undefined ? outcomeOfPlaces(reports) : 'error';
  if (flags.format === 'json')
    terminal.result([printJson({ command: 'doctor', outcome, regions: reports.map(({ json }) => json) })]);
  else if (reports.length > PLACES_APART) terminal.result(groupedLines(visits, all, terminal));
  else terminal.result(reports.flatMap(({ lines }) => lines));
  if (mistake !== undefined) terminal.problem(mistake);
  return outcome;
}

/** A problem in one place is certain, whatever could not be read in another. */
export const outcomeOfPlaces = (reports: readonly { readonly outcome: Outcome }[]): Outcome =>
  reports.some(({ outcome }) => outcome === 'to-do')
    ? 'to-do'
    : gravest(reports.map(({ outcome }) => outcome));

const NOWHERE = 'nothing was examined: AWS names no account or no Region';

/** One that is deployed nowhere is mistyped; where something could not be read, nobody can say. */
function mistakenRequirement(
  { requirement }: DoctorFlags,
  { visited, unknown }: Visits<ExaminedPlace>,
): string | undefined {
  const known = [...new Set(visited.flatMap(({ value }) => value.known))].sort();
  const doubted = unknown.length > 0 || visited.some(({ value }) => value.doubts.length > 0);
  if (requirement === undefined || doubted || known.includes(requirement)) return undefined;
  const allowed = known.length > 0 ? known.join(', ') : 'none, since no rule of ours is deployed here';
  return `--requirement: Got '${requirement}', allowed: ${allowed}`;
}
