import type { Bundles } from './bundles';
import type { Loopback } from './loopback';
import type { Row } from './row';

export interface Bench {
  readonly bundles: Bundles;
  readonly loopback: Loopback;
}

/** One or several rows that are measured together. */
export interface Figure {
  /** For `--only`. */
  readonly name: string;
  /** How it is measured, for the reader of the table. */
  readonly note?: string;
  measure(bench: Bench): Promise<readonly Row[]>;
}
