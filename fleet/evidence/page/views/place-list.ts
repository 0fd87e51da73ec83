import { grouped } from '../grouped';
import { counted } from '../printed-values';
import { h, type TreeElement } from '../tree';

/** Longer lists are folded. */
const SHORT = 6;

interface Place {
  readonly accountId: string;
  readonly region?: string;
}

/** Regions by account: `111122223333: eu-west-1, us-east-1`. */
export function placeList(places: readonly Place[]): TreeElement {
  const items = [...grouped(places, ({ accountId }) => accountId)].map(([accountId, those]) => {
    const regions = those.map(({ region }) => region ?? 'all of it');
    return h('li', {}, h('code', {}, accountId), `: ${regions.join(', ')}`);
  });
  const list = h('ul', { class: 'place-list' }, items);
  return places.length <= SHORT
    ? list
    : h('details', {}, h('summary', {}, counted(places.length, 'place')), list);
}
