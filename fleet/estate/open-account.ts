import { type ClientSettings, createClients } from '../aws/clients';
import { explainError } from '../aws/explain-error';
import type { UnknownPlace } from '../evidence/evidence';
import { ALWAYS_ENABLED, enabledRegions } from './enabled-regions';
import type { EstatePlace } from './estate';
import type { Home } from './home';

/** An account, how to ask it, and in which Regions. */
export interface AskedAccount {
  readonly accountId: string;
  /** With the account's credentials. */
  readonly settings: ClientSettings;
  readonly regions: 'all' | readonly string[];
  /** Throws where the account cannot be asked at all. */
  readonly enter: () => Promise<unknown>;
}

/** @returns its places, or why there are none */
export async function openAccount(
  account: AskedAccount,
  { caller, region: homeRegion }: Home,
): Promise<readonly EstatePlace[] | UnknownPlace> {
  const { accountId, settings } = account;
  try {
    await account.enter();
    const regions = await regionsOf(account, [homeRegion, ALWAYS_ENABLED[caller.partition] ?? homeRegion]);
    return regions.map((region) => {
      const onCall = (action: string): void => settings.onCall?.(`${action} in ${accountId} ${region}`);
      return {
        place: { accountId, partition: caller.partition, region },
        connect: () => createClients({ ...settings, region, onCall }),
      };
    });
  } catch (error) {
    const cause = explainError(error);
    if (cause === undefined) throw error;
    return { accountId, cause };
  }
}

/** The home Region may be one that this account has not enabled. */
async function regionsOf(
  { settings, regions }: AskedAccount,
  [first, second]: readonly [string, string],
): Promise<readonly string[]> {
  if (regions !== 'all') return regions;
  const ask = (region: string): Promise<readonly string[]> =>
    enabledRegions(createClients({ ...settings, region }).ec2);
  try {
    return await ask(first);
  } catch (error) {
    if (first === second || explainError(error) === undefined) throw error;
    return await ask(second).catch(() => Promise.reject(error));
  }
}
