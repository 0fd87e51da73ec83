import type { RegionState } from '../world';

const LETTERS: readonly string[] = ['a', 'b', 'c'];

/** Every Region is played with three zones. */
export const zonesOf = ({ place }: RegionState): readonly string[] =>
  LETTERS.map((letter) => `${place.region}${letter}`);

/** eu-central-1b is euc1-az2 here. AWS numbers the zones of each account in another order. */
export function zoneId(zone: string): string {
  const [, region = '', letter = ''] = /^(.*)([a-z])$/.exec(zone) ?? [];
  const [prefix = '', ...words] = region.split('-');
  const short = words.map((word) =>
    word.replace(/north|south|east|west|central|gov/g, ([first = '']) => first),
  );
  return `${prefix}${short.join('')}-az${LETTERS.indexOf(letter) + 1}`;
}
