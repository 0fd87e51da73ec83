import { ratio, times } from '../../bench/numbers';
import { atMost, between, row, under } from '../../bench/row';
import { fillBlock, markdown, plainTable } from '../../bench/table';

describe('a goal', () => {
  test.each([
    ['at most', atMost(0.8, times), 0.8, true, 'at most 0.8 times'],
    ['at most', atMost(0.8, times), 0.801, false, 'at most 0.8 times'],
    ['under', under(100, String), 100, false, 'under 100'],
    ['under', under(100, String), 99.9, true, 'under 100'],
    ['between', between(2, 3), 1, false, '2 to 3'],
    ['between', between(2, 3), 3, true, '2 to 3'],
    ['between', between(0, 0), 1, false, '0'],
    ['at most', atMost(1, String), Number.NaN, false, 'at most 1'],
  ])('%s: %o, %d', (_, goal, value, met, text) => {
    expect(row('what', value, goal, { measured: 'm' })).toMatchObject({ met, goal: text });
  });

  test('is told from a value that just misses it', () => {
    expect([ratio(0.8), ratio(0.804), ratio(10), ratio(0.0956)]).toEqual(['0.8', '0.804', '10', '0.0956']);
  });
});

const rows = [
  row('calls', 7, between(2, 3), { measured: '7' }),
  row('a longer name', 5, atMost(10, String), { measured: '5', spread: '4 – 6' }),
];

test('a plain table has columns as wide as their widest cell', () => {
  expect(plainTable(rows)).toBe(
    [
      'what           measured  spread  goal        met',
      '-------------  --------  ------  ----------  ---',
      'calls          7                 2 to 3      NO',
      'a longer name  5         4 – 6   at most 10  yes',
    ].join('\n'),
  );
});

describe('the block of a page', () => {
  const text = markdown('a machine', rows, ['One note.', 'Another, worth $1.']);

  test('holds the machine, the table and the notes', () => {
    expect(text).toContain('Measured on a machine.');
    expect(text).toContain('| a longer name | 5 | 4 – 6 | at most 10 | yes |');
    expect(text).toMatch(/\n- One note\.\n- Another, worth \$1\.$/);
  });

  test('is replaced and nothing else, as often as one likes', () => {
    const page = 'before\n<!-- bench -->\nold\n<!-- end bench -->\nafter <!-- end -->';
    const filled = fillBlock(page, text);
    expect(filled).toBe(`before\n<!-- bench -->\n\n${text}\n\n<!-- end bench -->\nafter <!-- end -->`);
    expect(fillBlock(filled, text)).toBe(filled);
  });

  test('has to be there', () => {
    expect(() => fillBlock('no block', text)).toThrow('<!-- bench -->');
  });
});
