import { type Caller, callerOf } from '../aws/caller';
import { type ClientSettings, createClients, type FleetClients } from '../aws/clients';
import { FoundSettings } from '../aws/found-settings';
import { ALWAYS_ENABLED } from './enabled-regions';
import type { RegionChoice } from './region-choice';

/** Where the caller's own credentials are asked about: whose they are, other accounts' roles, and what Regions there are. */
export interface Home {
  readonly caller: Caller;
  readonly region: string;
  readonly clients: FleetClients;
  /** With the caller's credentials and all else that is searched for, found once for all clients. */
  readonly settings: ClientSettings;
}

/** @param configured the Region that a flag or the environment names; a profile may name one as well */
export async function openHome(
  given: ClientSettings,
  configured: string | undefined,
  choice: RegionChoice,
): Promise<Home> {
  const region = configured ?? (await regionOfProfile(given, choice));
  // Tokens of a Region's own endpoint of STS are valid in every Region, those of the global one are not:
  // https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_enable-regions.html
  const clients = createClients({ ...given, region });
  const { sts } = clients;
  const settings = { ...given, credentials: sts.config.credentials, found: new FoundSettings(sts) };
  return { caller: await callerOf(sts), region, clients, settings };
}

async function regionOfProfile(given: ClientSettings, choice: RegionChoice): Promise<string> {
  try {
    return await createClients(given).sts.config.region();
  } catch (error) {
    const other = choice === 'all' ? ALWAYS_ENABLED['aws'] : Array.isArray(choice) ? choice[0] : undefined;
    if (other === undefined) throw error;
    return other;
  }
}
