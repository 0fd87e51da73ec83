import type { Sandbox } from '../sandbox';
import type { FlowLogsByVpc } from './flow-logs-by-vpc';
import type { Violations } from './invariants';
import type { Oracle } from './oracle';
import type { Requirement } from './requirements';
import type { ThirdParties } from './third-parties';
import type { Touched } from './touched';

/** What every watcher looks at, and where it notes what does not hold. */
export interface Watched {
  readonly sandbox: Sandbox;
  readonly parties: ThirdParties;
  readonly requirements: readonly Requirement[];
  readonly flowLogs: FlowLogsByVpc;
  readonly oracle: Oracle;
  readonly touched: Touched;
  readonly violations: Violations;
}

/** Seconds; from the judgement that an execution ends on, or creates on, until it does so, slowed steps included. */
export const JUST_NOW = 120;
