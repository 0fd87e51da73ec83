import type { Visits } from '../estate/visit-stations';
import { counted } from '../neighbours/finding';
import { plainText } from '../terminal/plain-text';
import type { Terminal } from '../terminal/terminal';
import type { Examined } from './examine';
import { type Group, grouped, type PlacedFinding, type PlaceName } from './grouping';
import { placesText } from './places-text';
import { plannedTexts } from './planned-here';
import { countedByStatus, everythingTold, NO_RULE, outcomeOf, type Told, toldLines } from './report';

/**
 * Many places at once: what is the same in several is told once, with where it is so.
 *
 * @param all lists what is in order as well, and every place
 */
export function groupedLines(
  { visited, unknown }: Visits<Examined>,
  all: boolean,
  terminal: Terminal,
): readonly string[] {
  const told = visited.map(({ place, value }) => ({ place, findings: everythingTold(value) }));
  const findings = [
    ...told.flatMap(({ place, findings: each }) =>
      each.map((finding): PlacedFinding => ({ place, finding })),
    ),
    ...unknown.map((place): PlacedFinding => ({ place, finding: unread(place.cause) })),
  ];
  const shown = findings.filter(({ finding }) => all || finding.status !== 'ok');
  const total = visited.length + unknown.length;
  const outcomes = told.map(({ findings: each }) => outcomeOf(each));
  const count = (wanted: string): number => outcomes.filter((outcome) => outcome === wanted).length;
  return [
    ...requirementLines(visited, all),
    ...grouped(shown).flatMap((group) => [...groupLines(group, total, all, terminal), '']),
    countedByStatus(findings.map(({ finding }) => finding)),
    `${total} places: ${count('to-do')} with problems, ${count('error') + unknown.length} not wholly known, ${count('fine')} in order`,
  ];
}

const unread = (cause: string): Told => ({
  check: 'place',
  status: 'unknown',
  about: 'it could not be asked',
  finding: cause,
});

function requirementLines(visited: Visits<Examined>['visited'], all: boolean): readonly string[] {
  const where = new Map<string, PlaceName[]>();
  for (const { place, value } of visited) {
    const texts = [
      ...value.requirements.map(({ name, remediation }) => `${name}: ${remediation.mode}`),
      ...plannedTexts(value.planned),
    ];
    for (const text of texts.length > 0 ? texts : [NO_RULE])
      where.set(text, [...(where.get(text) ?? []), place]);
  }
  return [...where].map(([text, places]) =>
    plainText(
      places.length === visited.length
        ? `${text}, in all ${places.length} places that could be asked`
        : `${text}, in ${counted(places.length, 'place')}: ${placesText(places, all)}`,
    ),
  );
}

function groupLines(group: Group, total: number, all: boolean, terminal: Terminal): readonly string[] {
  const { example, abouts, places } = group;
  const others = abouts.length > 1 ? ` and ${abouts.length - 1} more like it` : '';
  return [
    ...toldLines({ ...example, about: `${example.about}${others}` }, terminal),
    `  ${plainText(`in ${places.length} of ${total} places: ${placesText(places, all)}`)}`,
  ];
}
