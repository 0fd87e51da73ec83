import type { UnknownPlace } from '../../evidence';
import { grouped } from '../grouped';
import { count, counted } from '../printed-values';
import { h, type TreeElement } from '../tree';
import { ALL_READ } from './all-read';
import { dataTable } from './data-table';
import { placeList } from './place-list';

/** What nothing is concluded about. Always there: that nothing is unknown is worth a sentence too. */
export const unknownPlaces = (unknown: readonly UnknownPlace[], vpcs: number): TreeElement =>
  h(
    'section',
    { class: 'card', 'aria-labelledby': 'unknown-title', id: 'unknown' },
    h('h2', { id: 'unknown-title' }, 'Unknown'),
    h('p', {}, unknownVpcs(vpcs)),
    unknown.length === 0
      ? h('p', {}, ALL_READ)
      : dataTable(
          'Accounts and Regions that could not be read, or that AWS Config does not watch',
          [{ name: 'Cause' }, { name: 'Places', isNumber: true }, { name: 'Where' }],
          [...grouped(unknown, ({ cause }) => cause)].map(([cause, places]) => [
            h('bdi', {}, cause),
            count(places.length),
            placeList(places),
          ]),
        ),
  );

const unknownVpcs = (vpcs: number): string =>
  vpcs === 0
    ? 'Of the VPCs that were listed none is unknown.'
    : `${counted(vpcs, 'VPC that was listed is', 'VPCs that were listed are')} unknown: AWS Config does not watch them, or could not be read. They stand in the table with the cause.`;
