import fc from 'fast-check';
import { sampleEvidence } from '../../../../bench/sample-evidence';
import { COLUMN_KEYS, type ColumnKey } from '../../../../fleet/evidence/page/table/columns';
import {
  type Filter,
  NO_FILTER,
  occurringValues,
  rowFilter,
} from '../../../../fleet/evidence/page/table/filter';
import { sortRows } from '../../../../fleet/evidence/page/table/sort';
import {
  FIRST_VIEW,
  parseHash,
  printHash,
  ROWS_OF_A_PAGE,
  type ViewState,
} from '../../../../fleet/evidence/page/table/view-state';
import { vpcRows } from '../../../../fleet/evidence/page/table/vpc-row';

const rows = vpcRows(sampleEvidence(400));
const matching = rowFilter(rows);
const found = (filter: Partial<Filter>) => matching({ ...NO_FILTER, ...filter });
const [first] = rows;
if (!first) throw new Error('the sample has no VPC');

describe('the filter', () => {
  test('shows all when it asks for nothing', () => {
    expect(found({})).toEqual(rows);
  });

  test.each([
    ['an id', first.vpc.vpcId],
    ['an id in capitals', first.vpc.vpcId.toUpperCase()],
    ['a part of an id', first.vpc.vpcId.slice(4, 16)],
    ['words in any order', `${first.region.region}  ${first.vpc.vpcId} `],
  ])('finds a VPC by %s', (_, text) => {
    expect(found({ text })).toEqual([first]);
  });

  test('finds VPCs by a destination of their flow logs', () => {
    const those = found({ text: 'team-flow-logs' });
    expect(those).toEqual(rows.filter(({ reason }) => reason === 'destination'));
    expect(those).not.toEqual([]);
  });

  test.each([
    ['standing', 'gap', (row: (typeof rows)[number]) => row.vpc.standing],
    ['account', first.region.accountId, (row: (typeof rows)[number]) => row.region.accountId],
    ['region', 'eu-west-1', (row: (typeof rows)[number]) => row.region.region],
    ['reason', 'traffic-type', (row: (typeof rows)[number]) => row.reason],
    ['ec26', 'disagrees', (row: (typeof rows)[number]) => row.vpc.ec26.agreement],
  ])('shows of %s only %s', (key, value, read) => {
    const those = found({ [key]: value });
    expect(new Set(those.map(read))).toEqual(new Set([value]));
    expect(those).toHaveLength(rows.filter((row) => read(row) === value).length);
  });

  test('asks for all that it asks for at once', () => {
    const both = found({ standing: 'gap', ec26: 'disagrees' });
    expect(both).toEqual(found({ standing: 'gap' }).filter(({ vpc }) => vpc.ec26.agreement === 'disagrees'));
    expect(both.length).toBeLessThan(found({ standing: 'gap' }).length);
  });

  test('shows nothing for a value that does not occur', () => {
    expect(found({ account: '999999999999' })).toEqual([]);
  });

  test('offers the values that occur, in order', () => {
    expect(occurringValues(rows, 'standing')).toEqual(['covered', 'gap', 'not-applicable', 'unknown']);
  });
});

describe('sorting', () => {
  test.each(COLUMN_KEYS)('by %s keeps every row, and turns round', (column) => {
    const up = sortRows(rows, { column, descending: false });
    const down = sortRows(rows, { column, descending: true });
    expect(new Set(up)).toEqual(new Set(rows));
    expect(sortRows(down, { column, descending: false })).toHaveLength(rows.length);
    expect(up).not.toEqual(down);
  });

  test('puts gaps first, then what is unknown', () => {
    const standings = sortRows(rows, FIRST_VIEW.sorting).map(({ vpc }) => vpc.standing);
    expect([...new Set(standings)]).toEqual(['gap', 'unknown', 'not-applicable', 'covered']);
  });

  test('keeps the order of what is equal, in both directions', () => {
    const accounts = rows.filter(({ region }) => region.accountId === first.region.accountId);
    expect(sortRows(accounts, { column: 'account', descending: true })).toEqual(accounts);
  });
});

const states: fc.Arbitrary<ViewState> = fc.record({
  filter: fc.record({
    text: fc.string(),
    account: fc.constantFrom('', '111122223333'),
    region: fc.constantFrom('', 'eu-west-1'),
    standing: fc.constantFrom('', 'gap'),
    reason: fc.constantFrom('', 'no-flow-log'),
    ec26: fc.constantFrom('', 'disagrees'),
  }),
  sorting: fc.record({ column: fc.constantFrom<ColumnKey>(...COLUMN_KEYS), descending: fc.boolean() }),
  page: fc.integer({ min: 1, max: 999_999 }),
  rows: fc.constantFrom<number>(...ROWS_OF_A_PAGE),
  open: fc.uniqueArray(fc.stringMatching(/^\d{12}\/[a-z]{2}-west-1\/vpc-[0-9a-f]{8}$/), { maxLength: 3 }),
});

describe('the link of a view', () => {
  test('leads back to the view', () => {
    fc.assert(fc.property(states, (state) => expect(parseHash(`#${printHash(state)}`)).toEqual(state)));
  });

  test('of the first view is empty', () => {
    expect(printHash(FIRST_VIEW)).toBe('');
    expect(parseHash('')).toEqual(FIRST_VIEW);
  });

  test('is told from a place in the page', () => {
    expect(parseHash('#controls')).toBeUndefined();
  });

  test.each(['#page=0', '#page=-1', '#page=1e9', '#page=x', '#rows=7', '#sort=nothing', '#other=1'])(
    'shows the first view where it cannot be read: %s',
    (hash) => {
      expect(parseHash(hash)).toEqual(FIRST_VIEW);
    },
  );
});
