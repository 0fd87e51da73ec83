import type { Station } from '../aws/connect';
import type { UnknownPlace } from '../evidence/evidence';

/** The accounts and Regions that a command asks. */
export interface Estate {
  /** Whoever asks. */
  readonly callerArn: string;
  readonly stations: readonly Station[];
  /** Accounts and Regions that cannot be asked, and why. */
  readonly unknown: readonly UnknownPlace[];
  /** @default - nobody interrupts */
  readonly interrupted?: AbortSignal;
  close(): void;
}
