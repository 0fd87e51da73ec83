import { time } from '../printed-values';
import { h, type TreeElement, type TreeNode } from '../tree';

export const part = (title: string, ...content: readonly (TreeNode | undefined)[]): TreeElement =>
  h('div', { class: 'part' }, h('h4', {}, title), content);

export const stamp = (iso: string): TreeElement => h('time', { datetime: iso }, time(iso));

/** Terms and what is known of them; what is not known is left out. */
export function factList(
  facts: readonly (readonly [string, TreeNode | undefined])[],
): TreeElement | undefined {
  const known = facts.flatMap(([term, value]) =>
    value === undefined || value === '' ? [] : [{ term, value }],
  );
  return known.length === 0
    ? undefined
    : h(
        'dl',
        { class: 'facts-list' },
        known.map(({ term, value }) => h('div', {}, h('dt', {}, term), h('dd', {}, h('bdi', {}, value)))),
      );
}
