import { COLUMN_KEYS } from './columns';
import { FILTER_KEYS, type Filter, NO_FILTER } from './filter';
import type { Sorting } from './sort';

/** What is shown of the table: the part of a link after `#`. */
export interface ViewState {
  readonly filter: Filter;
  readonly sorting: Sorting;
  /** From 1. */
  readonly page: number;
  /** Rows of a page. */
  readonly rows: number;
  /** Keys of the rows whose details are open. */
  readonly open: readonly string[];
}

export const ROWS_OF_A_PAGE = [25, 50, 100, 500] as const;

/** Gaps first, then what is unknown. */
export const FIRST_VIEW: ViewState = {
  filter: NO_FILTER,
  sorting: { column: 'standing', descending: false },
  page: 1,
  rows: 50,
  open: [],
};

/** Only what differs from the first view; empty for the first view itself. */
export function printHash({ filter, sorting, page, rows, open }: ViewState): string {
  const hash = new URLSearchParams();
  for (const key of FILTER_KEYS) if (filter[key] !== '') hash.set(key, filter[key]);
  const { column, descending } = sorting;
  if (column !== FIRST_VIEW.sorting.column || descending)
    hash.set('sort', `${descending ? '-' : ''}${column}`);
  if (page !== FIRST_VIEW.page) hash.set('page', String(page));
  if (rows !== FIRST_VIEW.rows) hash.set('rows', String(rows));
  for (const key of open) hash.append('open', key);
  return hash.toString();
}

/** What cannot be read is as in the first view. Undefined for a place in the page, such as `#controls`. */
export function parseHash(hash: string): ViewState | undefined {
  const text = hash.replace(/^#/, '');
  if (text !== '' && !text.includes('=')) return undefined;
  const params = new URLSearchParams(text);
  const chosen = FILTER_KEYS.map((key) => [key, params.get(key) ?? '']);
  const filter: Filter = { ...NO_FILTER, ...Object.fromEntries(chosen) };
  const rows = Number(params.get('rows'));
  return {
    filter,
    sorting: parseSorting(params.get('sort') ?? ''),
    page: /^[1-9]\d{0,5}$/.test(params.get('page') ?? '') ? Number(params.get('page')) : FIRST_VIEW.page,
    rows: ROWS_OF_A_PAGE.find((choice) => choice === rows) ?? FIRST_VIEW.rows,
    open: [...new Set(params.getAll('open'))],
  };
}

function parseSorting(text: string): Sorting {
  const descending = text.startsWith('-');
  const column = COLUMN_KEYS.find((key) => key === text.replace(/^-/, ''));
  return column ? { column, descending } : FIRST_VIEW.sorting;
}
