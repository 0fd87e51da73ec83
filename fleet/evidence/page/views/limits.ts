import { h, type TreeElement } from '../tree';

const PROVES = [
  'Covered means: when it was asked, EC2 listed flow logs of the VPC (or, where a requirement accepts that, of each of its subnets) that meet the whole requirement, and reported no delivery failure.',
  'ACTIVE alone proves nothing: a flow log whose delivery fails is a gap, and so is one that leaves out required traffic.',
  'What could not be read, or is not watched by AWS Config, is unknown: neither covered nor a gap.',
];

/** As important as the share: what it says, and what nobody may read into it. */
export const limits = (sentences: readonly string[]): TreeElement =>
  h(
    'section',
    { class: 'card limits', 'aria-labelledby': 'limits-title', id: 'limits' },
    h('h2', { id: 'limits-title' }, 'What this proves, and what it does not'),
    h(
      'div',
      { class: 'halves' },
      h('div', {}, h('h3', {}, 'It proves'), list(PROVES)),
      h('div', {}, h('h3', {}, 'It does not prove'), list(sentences)),
    ),
  );

const list = (sentences: readonly string[]): TreeElement =>
  h(
    'ul',
    {},
    sentences.map((sentence) => h('li', {}, sentence)),
  );
