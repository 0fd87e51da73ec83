import type { Place } from '../../policy';
import type { FleetClients } from '../aws/clients';
import type { UnknownPlace } from '../evidence/evidence';

/** The accounts and Regions that a command asks. */
export interface Estate {
  /** Whoever asks. */
  readonly callerArn: string;
  readonly places: readonly EstatePlace[];
  /** Accounts and Regions that cannot be asked, and why. */
  readonly unknown: readonly UnknownPlace[];
  /** @default - nobody interrupts */
  readonly interrupted?: AbortSignal;
  close(): void;
}

export interface EstatePlace {
  readonly place: Place;
  /** New ones each time: thousands of clients are not to be kept for a place that was asked already. */
  readonly connect: () => FleetClients;
}
