import type { UnknownPlace } from './evidence/evidence';
import type { KnownNames } from './known-names';
import type { Outcome } from './outcome';
import { plainText } from './terminal/plain-text';
import type { Terminal } from './terminal/terminal';

/** What a command found, or did, in one account and Region. */
export interface RegionReport {
  readonly outcome: Outcome;
  /** For a person: safe for a terminal already. */
  readonly lines: readonly string[];
  /** For a program: text of unknown origin as it came. */
  readonly json: Readonly<Record<string, unknown>>;
  /** What flags may name there. @default - not everything could be read */
  readonly known?: KnownNames;
}

export const unknownReport = ({ cause }: UnknownPlace, terminal: Terminal): RegionReport => ({
  outcome: 'error',
  lines: [terminal.paint('red', plainText(cause))],
  json: { error: cause },
});

/** A report with the place that it is of. */
export function placed(
  { accountId, region }: { readonly accountId: string; readonly region?: string },
  { outcome, lines, json }: RegionReport,
  terminal: Terminal,
): RegionReport {
  const title = region === undefined ? `account ${accountId}` : `account ${accountId}, Region ${region}`;
  return {
    outcome,
    lines: [terminal.paint('bold', plainText(title)), ...lines, ''],
    json: { accountId, region, outcome, ...json },
  };
}
