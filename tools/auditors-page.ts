import { CONTROL_MAPPINGS } from '../fleet/evidence/control-mappings';
import {
  FAILED_BUT_COVERED,
  FAILED_BUT_NOT_APPLICABLE,
  PASSED_BUT_GAP,
} from '../fleet/evidence/ec26-comparison';
import type { ControlMapping } from '../fleet/evidence/evidence';
import { STANDING_LABELS, STANDING_MEANINGS, STANDINGS } from '../fleet/evidence/page/labels';
import { fillBlocks, rewrite } from './generated-blocks';
import { markdownTable } from './markdown-table';

type Causes = Readonly<Partial<Record<string, string>>>;

const disagreements = (finding: string, verdict: string, causes: Causes): readonly (readonly string[])[] =>
  Object.entries(causes).map(([reason, cause = '']) => [finding, verdict, `\`${reason}\``, cause]);

/** A row for each framework and source, in their order. */
function controlRows(mappings: readonly ControlMapping[]): readonly (readonly string[])[] {
  const rows = new Map<string, { readonly first: ControlMapping; readonly controls: string[] }>();
  for (const mapping of mappings) {
    const key = `${mapping.framework}\n${mapping.source}`;
    const row = rows.get(key) ?? { first: mapping, controls: [] };
    row.controls.push(mapping.control);
    rows.set(key, row);
  }
  return [...rows.values()].map(({ first: { framework, authority, source }, controls }) => [
    ...[framework, controls.join(', '), authority, source],
  ]);
}

/** Fills the tables of docs/auditors.md. */
export const fillAuditorsPage = (page: string): string =>
  fillBlocks(page, {
    standings: markdownTable(
      ['standing', 'meaning'],
      STANDINGS.map((standing) => [STANDING_LABELS[standing].text, STANDING_MEANINGS[standing]]),
    ),
    disagreements: markdownTable(
      ['EC2.6', 'our verdict', 'reason', 'why'],
      [
        ...disagreements('PASSED', 'gap', PASSED_BUT_GAP),
        ...disagreements('FAILED', 'covered', FAILED_BUT_COVERED),
        ...disagreements('FAILED', 'not applicable', FAILED_BUT_NOT_APPLICABLE),
      ],
    ),
    controls: markdownTable(['framework', 'controls', 'authority', 'source'], controlRows(CONTROL_MAPPINGS)),
  });

export const writeAuditorsPage = (): void => rewrite('docs/auditors.md', fillAuditorsPage);
