import { ASSUMPTION_ROWS, type AssumptionRow } from '../sandbox/assumption-rows';
import { fillBlocks, rewrite } from './generated-blocks';
import { markdownTable } from './markdown-table';

const playedBy = ({ played }: AssumptionRow): string => (typeof played === 'string' ? played : 'both');

const rowsTable = (): string =>
  markdownTable(
    ['#', 'behaviour', 'answer that is played', 'if it is otherwise', 'played', 'settled'],
    ASSUMPTION_ROWS.map((row) => [
      ...[String(row.number), row.behaviour, row.answer, row.otherwise, playedBy(row)],
      row.settled ?? 'no',
    ]),
  );

const smokeTable = (): string =>
  markdownTable(
    ['#', 'how smoke settles it, or why it cannot'],
    ASSUMPTION_ROWS.map(({ number, smoke }) => [
      String(number),
      'settles' in smoke ? smoke.settles : `cannot: ${smoke.cannot}`,
    ]),
  );

/** Fills the tables of docs/assumptions.md. */
export const fillAssumptionsPage = (page: string): string =>
  fillBlocks(page, { rows: rowsTable(), smoke: smokeTable() });

export const writeAssumptionsPage = (): void => rewrite('docs/assumptions.md', fillAssumptionsPage);
