import type { AssumptionRow } from '../../sandbox/assumption-rows';
import { asPlayed, notSettled, otherwise } from '../../smoke/finding';
import type { Probe } from '../../smoke/probe';
import { chosenProbes, exitCode, printColumn, printFindings, printPlan } from '../../smoke/report';

const row = (number: number, smoke: AssumptionRow['smoke']): AssumptionRow => ({
  ...{ number, behaviour: 'b', answer: 'a', otherwise: 'o', played: 'one', smoke },
});

const ROWS = [
  row(1, { settles: 'creates' }),
  row(2, { settles: 'deletes' }),
  row(3, { cannot: 'it takes another account' }),
];
const probe = (...rows: readonly number[]): Probe => ({ rows, needs: [], run: () => Promise.resolve([]) });
const PROBES = [probe(1), probe(2)];

describe('the rows that were asked for', () => {
  test('are all, unless some are named', () => {
    expect(chosenProbes(ROWS, PROBES)).toEqual(PROBES);
    expect(chosenProbes(ROWS, PROBES, [2])).toEqual([PROBES[1]]);
  });

  test.each([
    [[3], '--only: row 3 cannot be settled: it takes another account'],
    [[1, 4], '--only: there is no row 4'],
  ])('%j are refused', (only, message) => {
    expect(() => chosenProbes(ROWS, PROBES, only)).toThrow(message);
  });
});

test('the plan says what will be done, created and paid', () => {
  const plan = printPlan(ROWS, [probe(2)], 'run0001');
  expect(plan).toMatch(/^run run0001 settles 1 of 3 rows:\n {3}2 {2}deletes\n/);
  for (const word of ['creates', 'costs', 'takes', 'leaves']) expect(plan).toContain(`it ${word}`);
});

const CLEAN = { failure: undefined, isClean: true };
const FINDINGS = [otherwise(2, 'a | b', 'seen'), asPlayed(1, 'CreateFlowLogs 7')];

test('the table tells of every row, with its evidence', () => {
  expect(printFindings(ROWS, { findings: FINDINGS, ...CLEAN })).toBe(
    [
      '   1  as played\n      CreateFlowLogs 7',
      '   2  otherwise: a | b\n      seen',
      '   3  not settled: it takes another account',
      '',
      '1 as played, 1 otherwise, 1 not settled',
      'nothing of the run is left',
    ].join('\n'),
  );
});

test('a run that ended early says so, and what it did not come to', () => {
  const text = printFindings(ROWS, { findings: [], failure: 'Error: interrupted', isClean: false });
  expect(text).toContain('   1  not settled: not asked\n');
  expect(text).toMatch(/ended early: Error: interrupted\nsomething of the run may be left: .*--clean$/);
});

test('the column is Markdown, in the order of the rows', () => {
  expect(printColumn([...FINDINGS, notSettled(4, 'why')], '2027-01-04, eu-central-1')).toBe(
    [
      '| # | settled |',
      '| --- | --- |',
      '| 1 | as played (2027-01-04, eu-central-1) |',
      '| 2 | otherwise: a \\| b (2027-01-04, eu-central-1) |',
      '| 4 | no |',
    ].join('\n'),
  );
});

test.each([
  [0, { findings: [asPlayed(1, ''), notSettled(2, '')], ...CLEAN }],
  [2, { findings: FINDINGS, ...CLEAN }],
  [1, { findings: FINDINGS, failure: 'Error: interrupted', isClean: true }],
  [1, { findings: FINDINGS, failure: undefined, isClean: false }],
] as const)('the exit code is %i', (code, outcome) => {
  expect(exitCode(outcome)).toBe(code);
});
