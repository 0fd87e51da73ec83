import type { Place } from '../../policy';
import type { FleetClients } from './clients';

/** One account and Region, and how to ask it. */
export interface Station {
  readonly place: Place;
  readonly clients: FleetClients;
}
