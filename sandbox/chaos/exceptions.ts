import { ConfigServiceClient, DeleteRemediationExceptionsCommand } from '@aws-sdk/client-config-service';
import type { Sandbox } from '../sandbox';

/** The most that one call takes. */
const MOST_KEYS = 100;

/** What an operator does when the cause is gone: without it Config would leave these VPCs alone for ever. */
export async function clearExceptions(sandbox: Sandbox): Promise<void> {
  const client = new ConfigServiceClient(sandbox.administrator());
  for (const { name, exceptions } of sandbox.home.config.rules.values()) {
    const ResourceKeys = [...exceptions.keys()].map((ResourceId) => ({
      ResourceType: 'AWS::EC2::VPC',
      ResourceId,
    }));
    for (let from = 0; from < ResourceKeys.length; from += MOST_KEYS)
      await client.send(
        new DeleteRemediationExceptionsCommand({
          ConfigRuleName: name,
          ResourceKeys: ResourceKeys.slice(from, from + MOST_KEYS),
        }),
      );
  }
  client.destroy();
}
