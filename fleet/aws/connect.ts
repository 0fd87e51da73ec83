import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { type Place, parseArn } from '../../policy';
import { inParallel } from '../in-parallel';
import { UserMistake } from '../user-mistake';
import { type ClientSettings, createClients, destroyClients, type FleetClients } from './clients';

/** One account and Region, and how to ask it. */
export interface Station {
  readonly place: Place;
  readonly clients: FleetClients;
}

/**
 * @param regions none for the one that the SDK finds in the environment or the profile
 * @throws UserMistake where the credentials belong to nobody that AWS knows
 */
export async function connect(
  settings: ClientSettings,
  regions: readonly string[],
): Promise<readonly Station[]> {
  const asked = regions.length > 0 ? regions : [undefined];
  const opened = asked.map((region) => createClients({ ...settings, ...(region && { region }) }));
  const [first] = opened;
  if (!first) return [];
  try {
    const caller = await callerOf(first);
    return await inParallel(opened, opened.length, async (clients) => ({
      place: { ...caller, region: await clients.sts.config.region() },
      clients,
    }));
  } catch (error) {
    for (const clients of opened) destroyClients(clients);
    throw error;
  }
}

async function callerOf({ sts }: FleetClients): Promise<Pick<Place, 'accountId' | 'partition'>> {
  const { Account: accountId, Arn } = await sts.send(new GetCallerIdentityCommand({}));
  const partition = Arn && parseArn(Arn)?.partition;
  if (!accountId || !partition)
    throw new UserMistake(`sts:GetCallerIdentity names no account; check --endpoint-url and the credentials`);
  return { accountId, partition };
}
