import type { Clients } from './clients';
import type { Clock } from './clock';
import type { Deployment, Identity } from './deployment';
import type { OwnResources } from './own-resources';

/** Where the probes stand. */
export interface Ground {
  readonly clients: Clients;
  readonly clock: Clock;
  readonly identity: Identity;
  readonly deployment: Deployment;
  readonly own: OwnResources;
}
