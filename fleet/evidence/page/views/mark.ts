import type { Label } from '../labels';
import { h, type TreeElement } from '../tree';

/** A word with its sign; the colour only repeats them. */
export const mark = ({ tone, sign, text }: Label, shown: string = text): TreeElement =>
  h('span', { class: `mark ${tone}` }, h('span', { class: 'sign', 'aria-hidden': 'true' }, sign), ' ', shown);
