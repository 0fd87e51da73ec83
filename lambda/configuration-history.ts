import {
  type ConfigServiceClient,
  GetResourceConfigHistoryCommand,
  ResourceNotDiscoveredException,
} from '@aws-sdk/client-config-service';
import { type Page, readPages } from '../inventory/pages';
import { parseObject } from './json-members';
import { FLOW_LOG_TYPE } from './resource-types';

/** What a flow log that is gone used to capture. */
export interface FlowLogHistory {
  /** Undefined when no recorded item tells. */
  resourceIdOf(flowLogId: string): Promise<string | undefined>;
}

export function configFlowLogHistory(client: ConfigServiceClient): FlowLogHistory {
  return {
    async resourceIdOf(flowLogId) {
      // Newest first. One page spans at most seven days and may be empty, so all of them may have to be read.
      const configurations = readPages('config:GetResourceConfigHistory', (nextToken) =>
        readPage(client, flowLogId, nextToken),
      );
      for await (const configuration of configurations) {
        const resourceId = parseObject(configuration)?.['resourceId'];
        if (typeof resourceId === 'string' && resourceId !== '') return resourceId;
      }
      return undefined;
    },
  };
}

async function readPage(
  client: ConfigServiceClient,
  resourceId: string,
  nextToken: string | undefined,
): Promise<Page<string>> {
  try {
    const answer = await client.send(
      new GetResourceConfigHistoryCommand({ resourceType: FLOW_LOG_TYPE, resourceId, limit: 100, nextToken }),
    );
    // Here the configuration is a JSON text, where a notification has an object.
    const items = answer.configurationItems?.map(({ configuration }) => configuration ?? '');
    return { items, nextToken: answer.nextToken };
  } catch (error) {
    if (error instanceof ResourceNotDiscoveredException) return { items: [], nextToken: undefined };
    throw error;
  }
}
