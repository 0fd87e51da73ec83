import {
  type ConfigServiceClient,
  type ConfigurationItem,
  GetResourceConfigHistoryCommand,
  ResourceNotDiscoveredException,
} from '@aws-sdk/client-config-service';
import { type Page, readPages } from '../inventory/pages';
import { parseObject } from './json-members';
import { FLOW_LOG_TYPE } from './resource-types';

/** What Config recorded of a flow log. */
export interface FlowLogHistory {
  /** What it captures, or used to; undefined when no recorded item tells. */
  resourceIdOf(flowLogId: string): Promise<string | undefined>;
  /** Whether the newest recorded item says so. */
  isDeleted(flowLogId: string): Promise<boolean>;
}

export function configFlowLogHistory(client: ConfigServiceClient, signal?: AbortSignal): FlowLogHistory {
  // Newest first. One page spans at most seven days and may be empty, so all of them may have to be read.
  const items = (flowLogId: string) =>
    readPages('config:GetResourceConfigHistory', (nextToken) =>
      readPage(client, flowLogId, nextToken, signal),
    );
  return {
    async resourceIdOf(flowLogId) {
      for await (const { configuration } of items(flowLogId)) {
        // Here the configuration is a JSON text, where a notification has an object.
        const resourceId = parseObject(configuration ?? '')?.['resourceId'];
        if (typeof resourceId === 'string' && resourceId !== '') return resourceId;
      }
      return undefined;
    },
    async isDeleted(flowLogId) {
      for await (const { configurationItemStatus } of items(flowLogId))
        return /^ResourceDeleted/.test(configurationItemStatus ?? '');
      return false;
    },
  };
}

async function readPage(
  client: ConfigServiceClient,
  resourceId: string,
  nextToken: string | undefined,
  abortSignal: AbortSignal | undefined,
): Promise<Page<ConfigurationItem>> {
  const command = new GetResourceConfigHistoryCommand({
    resourceType: FLOW_LOG_TYPE,
    resourceId,
    limit: 100,
    nextToken,
  });
  try {
    const { configurationItems, nextToken: next } = await client.send(command, { abortSignal });
    return { items: configurationItems, nextToken: next };
  } catch (error) {
    if (error instanceof ResourceNotDiscoveredException) return { items: [], nextToken: undefined };
    throw error;
  }
}
