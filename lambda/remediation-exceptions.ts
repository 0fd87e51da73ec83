import {
  type ConfigServiceClient,
  DescribeRemediationExceptionsCommand,
  PutRemediationExceptionsCommand,
  type RemediationException,
} from '@aws-sdk/client-config-service';
import { inBatches } from '../inventory/batches';
import { readPages } from '../inventory/pages';
import { describeError } from '../inventory/read-error';
import { VPC_TYPE } from './resource-types';
import type { Sleep } from './sleep';
import { ATTEMPTS, untilTaken } from './until-taken';

/** API_DescribeRemediationExceptions and API_PutRemediationExceptions take no more keys in a call. */
export const MOST_KEYS = 100;

/** Made by a person, or by Config after failed attempts. */
export const BY_OTHERS = 'by others';

export interface RemediationExceptions {
  /** By VPC id, of those that have one: when one of ours ends. */
  of(vpcIds: readonly string[]): Promise<ReadonlyMap<string, Date | typeof BY_OTHERS>>;
  /**
   * Makes exceptions of ours, or moves their end.
   *
   * @returns those that Config left out; it takes NON_COMPLIANT resources only
   */
  offer(waiting: Waiting): Promise<readonly string[]>;
  /** The same, until Config has taken all of them. */
  put(waiting: Waiting): Promise<void>;
}

/** VPCs that wait together, MOST_KEYS at most. */
export interface Waiting {
  readonly vpcIds: readonly string[];
  readonly until: Date;
  readonly cap: number;
}

/** By this we know our own. */
const MESSAGE = 'Waits for its turn to be remediated';

export function configRemediationExceptions(
  client: ConfigServiceClient,
  sleep: Sleep,
  signal: AbortSignal,
): (configRuleName: string) => RemediationExceptions {
  const options = { abortSignal: signal };
  return (ConfigRuleName) => ({
    async of(vpcIds) {
      const heldBack = new Map<string, Date | typeof BY_OTHERS>();
      for (const batch of inBatches(vpcIds, MOST_KEYS)) {
        const exceptions = readPages('config:DescribeRemediationExceptions', async (NextToken) => {
          const input = { ConfigRuleName, ResourceKeys: batch.map(keyOf), NextToken };
          const answer = await client.send(new DescribeRemediationExceptionsCommand(input), options);
          return { items: answer.RemediationExceptions, nextToken: answer.NextToken };
        });
        for await (const exception of exceptions)
          heldBack.set(exception.ResourceId ?? '', endOfOurs(exception) ?? BY_OTHERS);
      }
      return heldBack;
    },

    offer: (waiting) => putOnce(client, ConfigRuleName, waiting, signal),

    put: (waiting) =>
      untilTaken(
        waiting.vpcIds,
        (vpcIds) => putOnce(client, ConfigRuleName, { ...waiting, vpcIds }, signal),
        notTaken,
        (milliseconds) => sleep(milliseconds, signal),
      ),
  });
}

async function putOnce(
  client: ConfigServiceClient,
  ConfigRuleName: string,
  { vpcIds, until: ExpirationTime, cap }: Waiting,
  abortSignal: AbortSignal,
): Promise<readonly string[]> {
  const Message = `${MESSAGE}: maxRemediationsPerSweep releases ${cap} an hour. To remediate it at once, delete this exception`;
  const input = { ConfigRuleName, ResourceKeys: vpcIds.map(keyOf), Message, ExpirationTime };
  const { FailedBatches } = await client
    .send(new PutRemediationExceptionsCommand(input), { abortSignal })
    .catch((cause: unknown) => {
      throw new Error(`config:PutRemediationExceptions failed: ${describeError(cause)}`, { cause });
    });
  if (!FailedBatches)
    throw new Error(
      'config:PutRemediationExceptions answered without FailedBatches, nothing is known of ours',
    );
  const failed = new Set(
    FailedBatches.flatMap(({ FailedItems = [] }) => FailedItems.map(({ ResourceId }) => ResourceId)),
  );
  return vpcIds.filter((vpcId) => failed.has(vpcId));
}

const notTaken = (left: readonly string[]): Error =>
  new Error(
    `config:PutRemediationExceptions left ${left.length} VPCs out after ${ATTEMPTS} attempts, the first ${left[0]}: ` +
      'more than maxRemediationsPerSweep may be remediated now; Lambda repeats the sweep',
  );

const keyOf = (ResourceId: string) => ({ ResourceType: VPC_TYPE, ResourceId });

const endOfOurs = ({ Message, ExpirationTime }: RemediationException): Date | undefined =>
  Message?.startsWith(MESSAGE) ? ExpirationTime : undefined;
