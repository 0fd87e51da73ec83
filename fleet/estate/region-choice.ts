import { UserMistake } from '../user-mistake';
import type { EstateFlags } from './estate-flags';

/** Which Regions are asked: every enabled one, those that are named, or the one that is configured. */
export type RegionChoice = 'all' | 'configured' | readonly string[];

export function chooseRegions(
  { region, regions }: Pick<EstateFlags, 'region' | 'regions'>,
  everyRegion: boolean,
): RegionChoice {
  if (region !== undefined && regions !== undefined)
    throw new UserMistake('--region and --regions: give one of them');
  if (region !== undefined) return [region];
  return regions ?? (everyRegion ? 'all' : 'configured');
}
