import type { STSClient } from '@aws-sdk/client-sts';
import { type ClientSettings, createClients, openConnections } from '../aws/clients';
import { inParallel } from '../in-parallel';
import type { Surroundings } from '../surroundings';
import type { Terminal } from '../terminal/terminal';
import { checkAccountFlags, roleArnIn } from './account-choice';
import { assumedRole } from './assumed-role';
import { ALWAYS_ENABLED } from './enabled-regions';
import type { Estate } from './estate';
import type { EstateFlags } from './estate-flags';
import { type Home, openHome } from './home';
import { type AskedAccount, openAccount } from './open-account';
import { accountsOfOrganization } from './organization';
import { chooseRegions, type RegionChoice } from './region-choice';

export interface EstateOptions {
  /** Whether every enabled Region is asked when no Region is named. */
  readonly everyRegion: boolean;
}

/**
 * Finds out which accounts and Regions are to be asked, and how. It costs a call of STS, the pages of the organization's
 * accounts, and for each account a call that assumes its role and one that lists its Regions, where they are needed.
 * The caller closes it.
 *
 * @throws UserMistake where flags contradict each other; what AWS says of the caller's own credentials
 */
export async function openEstate(
  flags: EstateFlags,
  surroundings: Surroundings,
  terminal: Terminal,
  { everyRegion }: EstateOptions,
): Promise<Estate> {
  checkAccountFlags(flags);
  const choice = chooseRegions(flags, everyRegion);
  const connections = openConnections();
  const settings: ClientSettings = {
    profile: flags.profile,
    endpoint: flags.endpointUrl,
    pathStyle: flags.endpointUrl !== undefined || surroundings.hasOwnEndpoint,
    onCall: (action) => terminal.detail(action),
    connections,
  };
  const close = (): void => connections.destroy?.();
  try {
    const home = await openHome(settings, flags.region ?? surroundings.region, choice);
    const accountIds = await accountIdsOf(home, flags, terminal);
    const accounts = accountIds.map((id) => toAsked(id, home, choice, flags, surroundings.clock));
    const opened = await openAccounts(accounts, home, flags.concurrency, terminal);
    const { interrupted } = surroundings;
    return { callerArn: home.caller.arn, ...opened, interrupted, close };
  } catch (error) {
    close();
    throw error;
  }
}

async function accountIdsOf(
  { clients, caller }: Home,
  { accounts, organization }: EstateFlags,
  terminal: Terminal,
): Promise<readonly string[]> {
  if (!organization) return accounts ?? [caller.accountId];
  const { active, skipped } = await accountsOfOrganization(clients.organizations);
  for (const { accountId, state } of skipped) terminal.note(`account ${accountId} is ${state}: skipped`);
  return active;
}

/** Each with its own credentials, and its Regions. */
function toAsked(
  accountId: string,
  home: Home,
  choice: RegionChoice,
  flags: EstateFlags,
  clock: () => Date,
): AskedAccount {
  const { caller, region, settings } = home;
  const regions = choice === 'configured' ? [region] : choice;
  const arn = roleArnIn(accountId, caller, flags);
  if (arn === undefined) return { accountId, regions, settings, enter: () => Promise.resolve() };
  const credentials = assumedRole(stsOf(home), { arn, externalId: flags.externalId }, clock);
  return { accountId, regions, settings: { ...settings, credentials }, enter: credentials };
}

/** The account of a role may not have enabled our Region, and then has no STS there. */
function stsOf({ caller, region, clients, settings }: Home): readonly STSClient[] {
  const other = ALWAYS_ENABLED[caller.partition];
  if (other === undefined || other === region) return [clients.sts];
  return [clients.sts, createClients({ ...settings, region: other }).sts];
}

async function openAccounts(
  accounts: readonly AskedAccount[],
  home: Home,
  concurrency: number,
  terminal: Terminal,
): Promise<Pick<Estate, 'places' | 'unknown'>> {
  let done = 0;
  const opened = await inParallel(accounts, concurrency, async (account) => {
    const places = await openAccount(account, home);
    done += 1;
    terminal.progress(done, accounts.length, 'accounts opened');
    return places;
  }).finally(() => terminal.endProgress());
  return {
    places: opened.flatMap((each) => ('cause' in each ? [] : each)),
    unknown: opened.filter((each) => 'cause' in each),
  };
}
