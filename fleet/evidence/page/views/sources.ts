import type { EvidenceRegion, SourceState } from '../../evidence';
import { grouped } from '../grouped';
import { SOURCE_LABELS } from '../labels';
import { count } from '../printed-values';
import { h, type TreeElement } from '../tree';
import { dataTable } from './data-table';
import { stamp } from './detail-parts';
import { mark } from './mark';
import { placeList } from './place-list';

const SOURCES: readonly { readonly name: string; readonly key: keyof EvidenceRegion['sources'] }[] = [
  { name: 'AWS Config recorder', key: 'recorder' },
  { name: 'AWS Config rules', key: 'config' },
  { name: 'Security Hub', key: 'securityHub' },
  { name: 'CloudTrail', key: 'cloudTrail' },
];

const STATES: readonly SourceState['state'][] = ['unknown', 'off', 'read'];

/** Of each source: where it was read, where it is off, where it could not be read, and why. */
export const sources = (regions: readonly EvidenceRegion[]): TreeElement =>
  h(
    'section',
    { class: 'card', 'aria-labelledby': 'sources-title', id: 'sources' },
    h('h2', { id: 'sources-title' }, 'Sources'),
    dataTable(
      'What was read of each account and Region',
      [
        { name: 'Source' },
        { name: 'State' },
        { name: 'Cause or note' },
        { name: 'Regions', isNumber: true },
        { name: 'Where' },
      ],
      SOURCES.flatMap(({ name, key }) =>
        statesOf(regions, key).map(({ source, places }) => [
          name,
          mark(SOURCE_LABELS[source.state]),
          h('bdi', {}, (source.state === 'read' ? source.note : source.cause) ?? ''),
          count(places.length),
          where(source, places, regions.length),
        ]),
      ),
    ),
    untraced(regions),
  );

/** Who deleted the flow log of a VPC that is gone too: it has no row of its own. */
function untraced(regions: readonly EvidenceRegion[]): readonly TreeElement[] {
  const events = regions.flatMap(({ accountId, region, untracedEvents }) =>
    untracedEvents.map((event) => ({ ...event, place: `${accountId} ${region}` })),
  );
  if (events.length === 0) return [];
  return [
    h('h3', {}, 'Changes without a VPC'),
    dataTable(
      'Changes of flow logs that cannot be traced to a VPC that is there',
      [{ name: 'When' }, { name: 'Where' }, { name: 'What' }, { name: 'By whom' }],
      events.map(({ at, place, text, actor }) => [
        stamp(at),
        h('code', {}, place),
        h('bdi', {}, text),
        h('bdi', {}, actor ?? 'CloudTrail does not tell'),
      ]),
    ),
  ];
}

/** Where a source was read need not be listed when it is nearly everywhere. */
function where({ state }: SourceState, places: readonly EvidenceRegion[], all: number): TreeElement | string {
  if (places.length === all) return 'everywhere';
  return state === 'read' && places.length > all / 2 ? 'everywhere else' : placeList(places);
}

function statesOf(regions: readonly EvidenceRegion[], key: keyof EvidenceRegion['sources']) {
  const groups = grouped(regions, ({ sources }) => JSON.stringify(sources[key]));
  return [...groups.values()]
    .flatMap((places) => places.slice(0, 1).map((first) => ({ source: first.sources[key], places })))
    .sort((left, right) => STATES.indexOf(left.source.state) - STATES.indexOf(right.source.state));
}
