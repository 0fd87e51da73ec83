import type { Format } from '../global-flags';
import { printJson } from '../terminal/plain-text';
import type { Terminal } from '../terminal/terminal';
import { type Audit, unknownPlaces } from './audit';
import { auditCsv } from './csv';
import { auditJson } from './json';
import { auditLines } from './lines';
import { placeText, summaryLine } from './summary-text';
import { auditTable } from './table';

export interface WriteOptions {
  readonly format: Format;
  readonly all?: boolean;
}

/** What a program reads stands alone on standard output; what it cannot say is told beside it. */
export function writeAudit(
  audit: Audit,
  { format, all = false }: WriteOptions,
  now: Date,
  terminal: Terminal,
): void {
  switch (format) {
    case 'table':
      terminal.result(auditTable(audit, all, terminal));
      return;
    case 'json':
      terminal.result([printJson(auditJson(audit, now))]);
      return;
    case 'csv':
    case 'lines':
      terminal.result(format === 'csv' ? csvLines(audit) : auditLines(audit));
      for (const place of unknownPlaces(audit))
        terminal.problem(`${placeText(place)}: unknown: ${place.cause}`);
      terminal.note(summaryLine(audit));
  }
}

/** The terminal ends the last line, which ends already. */
const csvLines = (audit: Audit): readonly string[] => [auditCsv(audit).replace(/\n$/, '')];
