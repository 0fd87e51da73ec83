import type { Sandbox } from '../sandbox';
import type { Seed } from '../seed';
import type { FaultCounts } from './kinds';
import type { Requirement } from './requirements';
import type { ThirdParties } from './third-parties';
import type { Touched } from './touched';

/** What the deeds of third parties need and leave their traces in. */
export interface Deeds {
  readonly sandbox: Sandbox;
  readonly parties: ThirdParties;
  readonly requirements: readonly Requirement[];
  readonly touched: Touched;
  readonly seed: Seed;
  readonly counts: FaultCounts;
  /** Seconds during which anything may happen. */
  readonly length: number;
  /** Of destinations that others deliver to. */
  readonly types: readonly [string, ...string[]];
  readonly exemptUntil: string;
}
