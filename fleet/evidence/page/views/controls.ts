import type { ControlMapping } from '../../evidence';
import { h, link, type TreeElement } from '../tree';
import { dataTable } from './data-table';

const AUTHORITIES: Readonly<Record<ControlMapping['authority'], string>> = {
  aws: 'AWS',
  guide: 'A published guide',
};

/** Which controls of which frameworks this is evidence for, and who says so. */
export const controls = (mappings: readonly ControlMapping[]): TreeElement =>
  h(
    'section',
    { class: 'card', 'aria-labelledby': 'controls-title', id: 'controls' },
    h('h2', { id: 'controls-title' }, 'Controls'),
    dataTable(
      'Controls that this is evidence for, with the source of each mapping',
      [{ name: 'Framework' }, { name: 'Control' }, { name: 'Said by' }, { name: 'Source' }],
      mappings.map(({ framework, control, title, authority, source }) => [
        framework,
        title === undefined ? control : [h('strong', {}, control), ` ${title}`],
        AUTHORITIES[authority],
        h('span', { class: 'source' }, link(source, source)),
      ]),
    ),
  );
