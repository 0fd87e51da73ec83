import { printJson } from '../terminal/plain-text';
import type { Evidence } from './evidence';
import schema from './evidence.schema.json';
import { evidenceCsv } from './evidence-csv';
import { evidenceJson } from './evidence-json';
import { renderPage } from './page/render-page';

export interface EvidenceFile {
  readonly name: string;
  /** In pieces that are made when they are asked for, once. */
  readonly content: Iterable<string>;
}

/** Each file is made when it is asked for: those of a large estate are never held together. */
export function* evidenceFiles(evidence: Evidence): Generator<EvidenceFile, void, undefined> {
  yield { name: 'evidence.html', content: [renderPage(evidence)] };
  yield { name: 'evidence.csv', content: [evidenceCsv(evidence)] };
  yield { name: 'evidence.schema.json', content: [printJson(schema), '\n'] };
  yield { name: 'evidence.json', content: evidenceJson(evidence) };
}
