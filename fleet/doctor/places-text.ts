import type { PlaceName } from './grouping';

const SHOWN = 6;

/**
 * `111122223333, 444455556666: eu-central-1, us-east-1; 777788889999: eu-central-1`.
 *
 * @param all names every one, however many
 */
export function placesText(places: readonly PlaceName[], all: boolean): string {
  const regionsOf = new Map<string, string[]>();
  for (const { accountId, region = 'every Region' } of places)
    regionsOf.set(accountId, [...(regionsOf.get(accountId) ?? []), region]);
  const accountsWith = new Map<string, string[]>();
  for (const [accountId, regions] of regionsOf) {
    const text = firstOf([...regions].sort(), 'Regions', all);
    accountsWith.set(text, [...(accountsWith.get(text) ?? []), accountId]);
  }
  const parts = [...accountsWith].map(
    ([regions, accounts]) => `${firstOf(accounts, 'accounts', all)}: ${regions}`,
  );
  return all ? parts.join('; ') : firstOf(parts, 'such lists', all, '; ');
}

function firstOf(texts: readonly string[], what: string, all: boolean, separator = ', '): string {
  if (all || texts.length <= SHOWN) return texts.join(separator);
  return `${texts.slice(0, SHOWN - 1).join(separator)} and ${texts.length - SHOWN + 1} more ${what}`;
}
