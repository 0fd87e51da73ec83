import { INVARIANTS } from '../sandbox/chaos/invariants';
import { conditionOf, FAULT_KINDS } from '../sandbox/chaos/kinds';
import { fillBlocks, rewrite } from './generated-blocks';
import { markdownTable } from './markdown-table';
import { PLANTED_BUGS } from './planted-bugs';

const listOf = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

/** Fills the lists of docs/chaos.md. */
export const fillChaosPage = (page: string): string =>
  fillBlocks(page, {
    invariants: listOf(Object.values(INVARIANTS)),
    kinds: markdownTable(
      ['what happens', 'played where there is'],
      FAULT_KINDS.map((kind) => [kind, conditionOf(kind) === 'always' ? 'anything' : conditionOf(kind)]),
    ),
    planted: listOf(PLANTED_BUGS.map(({ name }) => name)),
  });

export const writeChaosPage = (): void => rewrite('docs/chaos.md', fillChaosPage);
