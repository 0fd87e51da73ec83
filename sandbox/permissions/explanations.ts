import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RoleReport } from './report';

/** Why something may stand in a list that should be empty. */
export interface Explanation {
  readonly role: string;
  readonly list: 'unused' | 'missing';
  readonly action: string;
  readonly resource: string;
  readonly why: string;
}

/** Something that a report holds and nobody explained, or an explanation of nothing. */
export type Unexplained = Omit<Explanation, 'why'>;

const EXPLAINED_FILE = join(__dirname, 'explained.json');

export const readExplanations = (file = EXPLAINED_FILE): readonly Explanation[] =>
  JSON.parse(readFileSync(file, 'utf8'));

const keyOf = ({ role, list, action, resource }: Unexplained): string =>
  JSON.stringify([role, list, action, resource]);

const complaintsOf = (reports: readonly RoleReport[]): readonly Unexplained[] =>
  reports.flatMap(({ role, unused, missing }) => [
    ...unused.map(({ action, resource }) => ({ role, list: 'unused' as const, action, resource })),
    ...missing.map(({ action, resource }) => ({ role, list: 'missing' as const, action, resource })),
  ]);

/** What the reports hold that should not be there, and explanations that explain nothing any more. */
export function explain(
  reports: readonly RoleReport[],
  explanations: readonly Explanation[],
): { readonly unexplained: readonly Unexplained[]; readonly idle: readonly Explanation[] } {
  const complaints = complaintsOf(reports);
  const explained = new Set(explanations.map(keyOf));
  const occurring = new Set(complaints.map(keyOf));
  return {
    unexplained: complaints.filter((complaint) => !explained.has(keyOf(complaint))),
    idle: explanations.filter((explanation) => !occurring.has(keyOf(explanation))),
  };
}
