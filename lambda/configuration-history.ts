import {
  type ConfigServiceClient,
  type ConfigurationItem,
  GetResourceConfigHistoryCommand,
  type GetResourceConfigHistoryCommandInput,
  ResourceNotDiscoveredException,
} from '@aws-sdk/client-config-service';
import { type Page, readPages } from '../inventory/pages';
import { parseObject } from './json-members';
import { FLOW_LOG_TYPE, type VPC_TYPE } from './resource-types';

/** The types whose history is read. */
export type RecordedType = typeof VPC_TYPE | typeof FLOW_LOG_TYPE;

/** What Config recorded of a resource. */
export interface ConfigurationHistory {
  /** What the flow log captures, or used to; undefined when no recorded item tells. */
  resourceIdOf(flowLogId: string): Promise<string | undefined>;
  /** Whether the newest recorded item says so; without any, it is not. */
  isDeleted(resourceType: RecordedType, resourceId: string): Promise<boolean>;
}

/** The most that GetResourceConfigHistory takes. */
const PAGE_SIZE = 100;

export function configHistory(client: ConfigServiceClient, signal?: AbortSignal): ConfigurationHistory {
  // Newest first. One page spans at most seven days and may be empty, so all of them may have to be read.
  const items = (resourceType: RecordedType, resourceId: string, limit: number) =>
    readPages('config:GetResourceConfigHistory', (nextToken) =>
      readPage(client, { resourceType, resourceId, limit, nextToken }, signal),
    );
  return {
    async resourceIdOf(flowLogId) {
      for await (const { configuration } of items(FLOW_LOG_TYPE, flowLogId, PAGE_SIZE)) {
        // Here the configuration is a JSON text, where a notification has an object.
        const resourceId = parseObject(configuration ?? '')?.['resourceId'];
        if (typeof resourceId === 'string' && resourceId !== '') return resourceId;
      }
      return undefined;
    },
    async isDeleted(resourceType, resourceId) {
      for await (const { configurationItemStatus } of items(resourceType, resourceId, 1))
        return /^ResourceDeleted/.test(configurationItemStatus ?? '');
      return false;
    },
  };
}

async function readPage(
  client: ConfigServiceClient,
  input: GetResourceConfigHistoryCommandInput,
  abortSignal: AbortSignal | undefined,
): Promise<Page<ConfigurationItem>> {
  try {
    const command = new GetResourceConfigHistoryCommand(input);
    const { configurationItems, nextToken } = await client.send(command, { abortSignal });
    return { items: configurationItems, nextToken };
  } catch (error) {
    if (error instanceof ResourceNotDiscoveredException) return { items: [], nextToken: undefined };
    throw error;
  }
}
