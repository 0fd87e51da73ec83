import type { Standing } from '../../evidence';
import { STANDINGS } from '../labels';
import { h, type TreeElement } from '../tree';

export type Counts = Readonly<Record<Standing, number>>;

/** From left to right: what is fine, then what is not. */
const ORDER: readonly Standing[] = ['covered', 'gap', 'unknown', 'not-applicable'];

export const totalOf = (counts: Counts): number =>
  STANDINGS.reduce((total, standing) => total + counts[standing], 0);

/** Parts of a whole. The numbers stand beside it, so that nobody needs to see it. */
export function stackedBar(counts: Counts): TreeElement {
  const total = totalOf(counts);
  let start = 0;
  const parts = ORDER.filter((standing) => counts[standing] > 0).map((standing) => {
    const share = (counts[standing] / total) * 100;
    const part = rectangle(standing, start, share);
    start += share;
    return part;
  });
  return bar(parts);
}

/** How many there are of one kind, beside the most that there are of any. */
export const plainBar = (standing: Standing, value: number, most: number): TreeElement =>
  bar([rectangle(standing, 0, (value / most) * 100)]);

const bar = (parts: readonly TreeElement[]): TreeElement =>
  h('svg', { class: 'bar', 'aria-hidden': 'true', focusable: 'false', width: '100%', height: '100%' }, parts);

const rectangle = (standing: Standing, start: number, share: number): TreeElement =>
  h('rect', {
    class: `fill-${standing}`,
    x: `${rounded(start)}%`,
    y: 0,
    width: `${rounded(share)}%`,
    height: '100%',
  });

const rounded = (share: number): number => Math.round(share * 1000) / 1000;

/** What the fills of bars refer to: each standing has a pattern of its own, for whoever does not tell the colours. */
export const patterns = (): TreeElement =>
  h(
    'svg',
    { class: 'patterns', 'aria-hidden': 'true', focusable: 'false', width: 0, height: 0 },
    h(
      'defs',
      {},
      pattern('gap', 6, 'M-1 1l2-2M0 6l6-6M5 7l2-2'),
      pattern('unknown', 6, 'M2 3h2'),
      pattern('not-applicable', 8, 'M0 4h8'),
    ),
  );

const pattern = (standing: Standing, size: number, d: string): TreeElement =>
  h(
    'pattern',
    { id: `pattern-${standing}`, width: size, height: size, patternUnits: 'userSpaceOnUse' },
    h('rect', { class: `ground-${standing}`, width: size, height: size }),
    h('path', { class: `stroke-${standing}`, d }),
  );
