import type { Place } from '../policy';

/** Where and when it is looked. */
export interface Circumstances {
  readonly place: Place;
  readonly now: Date;
}
