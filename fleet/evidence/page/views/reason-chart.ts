import { REASON_SUMMARIES } from '../../../../policy/summaries';
import type { Standing } from '../../evidence';
import { grouped } from '../grouped';
import { REASON_LABELS, STANDING_LABELS, STANDINGS } from '../labels';
import { count, counted } from '../printed-values';
import type { VpcRow } from '../table/vpc-row';
import { h, link, type TreeElement } from '../tree';
import { plainBar } from './bar';
import { dataTable } from './data-table';
import { mark } from './mark';

interface Slice {
  readonly standing: Standing;
  readonly name: string;
  readonly meaning: string;
  readonly filter: string;
  readonly vpcs: number;
}

/** What is covered is left out: beside it the others would be too small to see. */
export function reasonChart(rows: readonly VpcRow[]): TreeElement {
  const slices = STANDINGS.filter((standing) => standing !== 'covered').flatMap((standing) =>
    slicesOf(standing, rows),
  );
  const others = rows.filter(({ vpc }) => vpc.standing === 'covered').length;
  const most = Math.max(...slices.map(({ vpcs }) => vpcs));
  return h(
    'section',
    { class: 'card chart', 'aria-labelledby': 'reasons-title', id: 'reasons' },
    h('h2', { id: 'reasons-title' }, 'By reason'),
    slices.length === 0
      ? h('p', {}, `Nothing to explain: ${counted(others, 'VPC')}, all covered.`)
      : dataTable(
          `VPCs that are not covered, by the reason of their gravest verdict; gaps first. ${count(others)} are covered.`,
          [{ name: 'Reason' }, { name: 'Standing' }, { name: 'Share' }, { name: 'VPCs', isNumber: true }],
          slices.map(({ standing, name, meaning, filter, vpcs }) => [
            [link(filter, name), h('span', { class: 'meaning' }, meaning)],
            mark(STANDING_LABELS[standing]),
            h('div', { class: 'track' }, plainBar(standing, vpcs, most)),
            count(vpcs),
          ]),
        ),
  );
}

function slicesOf(standing: Standing, rows: readonly VpcRow[]): readonly Slice[] {
  const those = rows.filter(({ vpc }) => vpc.standing === standing);
  return [...grouped(those, ({ reason }) => reason)]
    .map(([reason, { length }]) => ({
      standing,
      vpcs: length,
      name: reason ? REASON_LABELS[reason] : 'Nothing is concluded',
      meaning: reason ? REASON_SUMMARIES[reason] : 'AWS Config could not be read, or records nothing there.',
      filter: `#standing=${standing}${reason ? `&reason=${reason}` : ''}`,
    }))
    .sort((left, right) => right.vpcs - left.vpcs);
}
