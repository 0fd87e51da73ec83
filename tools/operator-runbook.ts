import { NEIGHBOURS } from '../fleet/neighbours/checks';
import { CHECKS } from '../fleet/preflight';
import { STANDING_MEANINGS } from '../fleet/remediation/vpc-remediation';
import { fillBlocks, rewrite } from './generated-blocks';
import { markdownTable } from './markdown-table';

const OPERATOR_RUNBOOK = 'docs/operator-runbook.md';

const doctorTable = (): string =>
  markdownTable(
    ['check', 'in order', 'otherwise'],
    Object.entries(CHECKS).map(([check, { meaning, remedy }]) => [`\`${check}\``, meaning, remedy]),
  );

const neighboursTable = (): string =>
  markdownTable(
    ['neighbour', 'none', 'otherwise', 'source'],
    Object.entries(NEIGHBOURS).map(([neighbour, { meaning, advice, source }]) => [
      ...[`\`${neighbour}\``, meaning, advice, source],
    ]),
  );

const standingsTable = (): string =>
  markdownTable(
    ['standing', 'meaning'],
    Object.entries(STANDING_MEANINGS).map(([standing, meaning]) => [`\`${standing}\``, meaning]),
  );

/** Fills the tables of docs/operator-runbook.md. */
export const fillOperatorRunbook = (page: string): string =>
  fillBlocks(page, { standings: standingsTable(), doctor: doctorTable(), neighbours: neighboursTable() });

export const writeOperatorRunbook = (): void => rewrite(OPERATOR_RUNBOOK, fillOperatorRunbook);
