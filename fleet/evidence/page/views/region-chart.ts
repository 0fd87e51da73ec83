import type { EvidenceRegion, Standing } from '../../evidence';
import { grouped } from '../grouped';
import { STANDING_LABELS } from '../labels';
import { count, percent } from '../printed-values';
import { h, link, type TreeElement } from '../tree';
import { type Counts, stackedBar, totalOf } from './bar';
import { dataTable } from './data-table';

/** The order of the bar's parts. */
const SHOWN: readonly Standing[] = ['covered', 'gap', 'unknown', 'not-applicable'];

export function regionChart(regions: readonly EvidenceRegion[]): TreeElement {
  const rows = [...grouped(regions, ({ region }) => region)]
    .map(([name, places]) => ({ name, counts: countsOf(places) }))
    .filter(({ counts }) => totalOf(counts) > 0)
    .sort((left, right) => byGravity(left.counts, right.counts) || compare(left.name, right.name));
  return h(
    'section',
    { class: 'card chart', 'aria-labelledby': 'regions-title', id: 'regions' },
    h('h2', { id: 'regions-title' }, 'By Region'),
    dataTable(
      'VPCs of each Region by how they stand; Regions with the most gaps first',
      [
        { name: 'Region' },
        { name: 'Share' },
        ...SHOWN.map((standing) => ({ name: STANDING_LABELS[standing].text, isNumber: true as const })),
        { name: 'Covered of judged', isNumber: true },
      ],
      rows.map(({ name, counts }) => [
        link(`#region=${name}`, name),
        h('div', { class: 'track' }, stackedBar(counts)),
        ...SHOWN.map((standing) => count(counts[standing])),
        share(counts),
      ]),
    ),
  );
}

function countsOf(places: readonly EvidenceRegion[]): Counts {
  const counts: Record<Standing, number> = { covered: 0, gap: 0, unknown: 0, 'not-applicable': 0 };
  for (const { vpcs } of places) for (const { standing } of vpcs) counts[standing] += 1;
  return counts;
}

const byGravity = (left: Counts, right: Counts): number =>
  right.gap - left.gap || right.unknown - left.unknown || totalOf(right) - totalOf(left);

const compare = (left: string, right: string): number => (left < right ? -1 : Number(left > right));

function share({ covered, gap }: Counts): string {
  const judged = covered + gap;
  return judged === 0 ? 'none judged' : percent(covered / judged);
}
