import type { Told } from './report';

/** An account and a Region; without the Region, all of the account. */
export interface PlaceName {
  readonly accountId: string;
  readonly region?: string;
}

export interface PlacedFinding {
  readonly place: PlaceName;
  readonly finding: Told;
}

/** Findings that say the same of different places or things. */
export interface Group {
  /** The first of them. */
  readonly example: Told;
  /** What they are about, each once, that of the example first. */
  readonly abouts: readonly string[];
  /** Each once. */
  readonly places: readonly PlaceName[];
}

const ORDER: readonly Told['status'][] = ['problem', 'unknown', 'note', 'ok'];

/** The gravest first, and of these what is so in the most places. */
export function grouped(findings: readonly PlacedFinding[]): readonly Group[] {
  const groups = new Map<string, PlacedFinding[]>();
  for (const each of findings) {
    const key = likenessOf(each);
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return [...groups.values()]
    .flatMap(groupOf)
    .sort(
      (left, right) =>
        ORDER.indexOf(left.example.status) - ORDER.indexOf(right.example.status) ||
        right.places.length - left.places.length,
    );
}

function groupOf(findings: readonly PlacedFinding[]): readonly Group[] {
  const [first] = findings;
  if (!first) return [];
  const places = new Map(findings.map(({ place }) => [`${place.accountId} ${place.region}`, place] as const));
  return [
    {
      example: first.finding,
      abouts: [...new Set(findings.map(({ finding }) => finding.about))],
      places: [...places.values()],
    },
  ];
}

/** Ids of EC2: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html */
const IDS = /\b(vpc|subnet|fl|eni)-[0-9a-f]{8,17}\b/g;
const TIMES = /\b\d{4}-\d{2}-\d{2}T[\d:.]+Z/g;

/** Everything that it says, but for where it is and what it is about. */
function likenessOf({
  place,
  finding: { status, check, about, finding, remedy = '' },
}: PlacedFinding): string {
  const own = [about, place.accountId, place.region ?? ''].filter((part) => part !== '');
  const parts = [finding, remedy].map((text) =>
    own.reduce((rest, part) => rest.replaceAll(part, '…'), text.replace(IDS, '$1-…').replace(TIMES, '…')),
  );
  return [status, check, ...parts].join('\n');
}
