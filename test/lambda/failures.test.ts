import { INVOCATIONS } from './every-invocation';
import { FailureTable, refused, right } from './failure-table';
import {
  cutTo,
  EMPTY_HANDED,
  FINAL,
  LEFT_OUT,
  NO_MEMBERS,
  NO_OBJECT,
  PASSING,
  SILENT,
  TOKEN_REFUSED,
  TOKEN_REPEATED,
} from './faults';
import type { Fault } from './faulty-aws';
import type { Call } from './session';

const table = new FailureTable(INVOCATIONS);
beforeAll(() => table.open());
afterAll(() => table.close());

/** Cells of the table, for a fault that can strike any call and for one that strikes PutEvaluations alone. */
const CALLS = 85;
const PUTS = 14;

const cellsOf = ({ canStrike }: Fault): number => (canStrike ? PUTS : CALLS);

const isHistory = ({ operation }: Call): boolean => operation === 'GetResourceConfigHistory';
const isList = (call: Call): boolean => !isHistory(call) && call.operation !== 'PutEvaluations';

test('the table holds each call of each kind of invocation, as often as it is made', () => {
  const counted = INVOCATIONS.map(({ name }) => {
    const calls: Record<string, number> = {};
    for (const { invocation, call } of table.cells)
      if (invocation.name === name) calls[call.operation] = call.nth;
    return { name, calls };
  });
  expect(counted).toEqual(INVOCATIONS.map(({ name, calls }) => ({ name, calls })));
  expect(table.cells.flatMap(({ undisturbed }) => undisturbed.error ?? [])).toEqual([]);
});

describe('what passes ends in the right verdicts, whichever call it strikes', () => {
  test.each([...PASSING, ...SILENT])('twice: $name', async (fault) => {
    await expect(table.strike(fault, right, 2)).resolves.toEqual({ cells: cellsOf(fault), problems: [] });
  });
});

test('an evaluation that Config leaves out once is put again', async () => {
  await expect(table.strike(LEFT_OUT, right, 1)).resolves.toEqual({ cells: PUTS, problems: [] });
});

describe('what lasts ends in an error and no verdict, whichever call it strikes', () => {
  test.each([...PASSING, ...SILENT])('always: $name', async (fault) => {
    await expect(table.strike(fault, refused)).resolves.toEqual({ cells: cellsOf(fault), problems: [] });
  });
});

describe('what no repetition helps against ends in an error and no verdict, whichever call it strikes', () => {
  test.each([...FINAL, ...EMPTY_HANDED])('$name', async (fault) => {
    await expect(table.strike(fault, refused, 1)).resolves.toEqual({ cells: CALLS, problems: [] });
  });

  test.each(NO_OBJECT)('$name from Config', async (fault) => {
    await expect(table.strike(fault, refused, 1)).resolves.toEqual({ cells: 27, problems: [] });
  });

  test('a list of EC2 or of results that is left out, which is sent even when it is empty', async () => {
    const fault = { ...NO_MEMBERS, canStrike: isList };
    await expect(table.strike(fault, refused, 1)).resolves.toEqual({ cells: 64, problems: [] });
  });

  test.each(TOKEN_REFUSED)('$name', async (fault) => {
    await expect(table.strike(fault, refused, 1)).resolves.toEqual({ cells: 29, problems: [] });
  });

  test('a next token that comes again, which would be followed for ever', async () => {
    const fault = { ...TOKEN_REPEATED, canStrike: (call: Call) => call.continues && isList(call) };
    await expect(table.strike(fault, refused, 1)).resolves.toEqual({ cells: 26, problems: [] });
  });
});

test('a next token that comes again with what was sought is not followed', async () => {
  const fault = { ...TOKEN_REPEATED, canStrike: (call: Call) => call.continues && isHistory(call) };
  await expect(table.strike(fault, right, 1)).resolves.toEqual({ cells: 3, problems: [] });
});

test('a body that is cut is an error, wherever it is cut', async () => {
  const shares = Array.from({ length: 50 }, (_, index) => (index + 1) / 50);
  for (const share of shares) {
    const struck = await table.strike(cutTo(share), refused, 1, 'a changed flow log of a subnet');
    expect(struck).toEqual({ cells: 5, problems: [] });
  }
});
