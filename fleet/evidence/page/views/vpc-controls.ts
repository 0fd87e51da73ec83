import { AGREEMENT_LABELS, REASON_LABELS, STANDING_LABELS, STANDINGS } from '../labels';
import { count } from '../printed-values';
import { type Filter, occurringValues } from '../table/filter';
import { ROWS_OF_A_PAGE, type ViewState } from '../table/view-state';
import type { VpcRow } from '../table/vpc-row';
import { h, type TreeElement } from '../tree';

interface Choice {
  readonly value: string;
  readonly text: string;
}

const LONGEST_TEXT = 200;

/** What the table is narrowed by; its values are set by whoever shows it. */
export function vpcControls(rows: readonly VpcRow[]): TreeElement {
  const plain = (key: 'account' | 'region'): readonly Choice[] =>
    occurringValues(rows, key).map((value) => ({ value, text: value }));
  const labelled = (
    key: 'reason' | 'standing' | 'ec26',
    texts: Readonly<Record<string, string>>,
  ): readonly Choice[] => {
    const present = new Set(occurringValues(rows, key));
    return Object.entries(texts)
      .filter(([value]) => present.has(value))
      .map(([value, text]) => ({ value, text }));
  };
  const standings = Object.fromEntries(
    STANDINGS.map((standing) => [standing, STANDING_LABELS[standing].text]),
  );
  const agreements = Object.fromEntries(
    Object.entries(AGREEMENT_LABELS).map(([key, { text }]) => [key, text]),
  );
  return h(
    'div',
    { class: 'controls', role: 'search', 'aria-label': 'VPCs' },
    h(
      'label',
      { class: 'text' },
      h('span', {}, 'Search'),
      h('input', {
        type: 'search',
        name: 'text',
        maxlength: LONGEST_TEXT,
        autocomplete: 'off',
        spellcheck: 'false',
        placeholder: 'id, name, destination …',
      }),
    ),
    choice('standing', 'Standing', labelled('standing', standings)),
    choice('reason', 'Reason', labelled('reason', REASON_LABELS)),
    choice('account', 'Account', plain('account')),
    choice('region', 'Region', plain('region')),
    choice('ec26', 'EC2.6', labelled('ec26', agreements)),
    h('button', { type: 'button', 'data-clear': 'true' }, 'Clear'),
  );
}

const choice = (name: keyof Filter, label: string, choices: readonly Choice[]): TreeElement =>
  h(
    'label',
    {},
    h('span', {}, label),
    h(
      'select',
      { name },
      h('option', { value: '' }, 'any'),
      choices.map(({ value, text }) => h('option', { value }, text)),
    ),
  );

/** Buttons that are of no use stay where they are, so that the keyboard's focus does. */
export function vpcPages({ page, rows }: ViewState, matching: number): TreeElement | undefined {
  const pages = pagesOf(rows, matching);
  if (pages === 1 && matching <= Math.min(...ROWS_OF_A_PAGE)) return undefined;
  return h(
    'nav',
    { class: 'pages', 'aria-label': 'Pages of VPCs' },
    turn('Previous', page - 1, page > 1),
    h('span', {}, `Page ${count(page)} of ${count(pages)}`),
    turn('Next', page + 1, page < pages),
    h(
      'label',
      {},
      h('span', {}, 'Rows'),
      h(
        'select',
        { name: 'rows' },
        ROWS_OF_A_PAGE.map((value) =>
          h('option', { value, ...(value === rows ? { selected: true } : {}) }, value),
        ),
      ),
    ),
  );
}

export const pagesOf = (rows: number, matching: number): number => Math.max(1, Math.ceil(matching / rows));

const turn = (text: string, page: number, isPossible: boolean): TreeElement =>
  h(
    'button',
    { type: 'button', ...(isPossible ? { 'data-page': page } : { 'aria-disabled': 'true' }) },
    text,
  );
