import {
  type ConfigServiceClient,
  DeleteRemediationExceptionsCommand,
  NoSuchRemediationExceptionException,
  StartRemediationExecutionCommand,
} from '@aws-sdk/client-config-service';
import { inBatches } from '../../inventory/batches';
import { readExceptions, readExecutions } from './config-reads';
import { isInFlight } from './vpc-remediation';

/** Keys of one call, of either operation. */
export const KEYS = 100;
const RESOURCE_TYPE = 'AWS::EC2::VPC';

export interface Failure {
  readonly vpcId: string;
  readonly problem: string;
}

/** Deletes remediation exceptions; one that is gone already is no failure. */
export async function clearExceptions(
  config: ConfigServiceClient,
  ConfigRuleName: string,
  vpcIds: readonly string[],
  now: Date,
): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  for (const batch of inBatches(vpcIds, KEYS)) {
    failures.push(...(await clearBatch(config, ConfigRuleName, batch, now)));
  }
  if (failures.length === 0) return failures;
  const exceptions = await readExceptions(config, ConfigRuleName, now);
  return failures.filter(({ vpcId }) => exceptions.has(vpcId));
}

/** One that is gone may have the whole call refused: the others are asked for again. */
async function clearBatch(
  config: ConfigServiceClient,
  ConfigRuleName: string,
  vpcIds: readonly string[],
  now: Date,
): Promise<readonly Failure[]> {
  const ResourceKeys = vpcIds.map((ResourceId) => ({ ResourceType: RESOURCE_TYPE, ResourceId }));
  try {
    const command = new DeleteRemediationExceptionsCommand({ ConfigRuleName, ResourceKeys });
    const { FailedBatches = [] } = await config.send(command);
    return FailedBatches.flatMap(({ FailureMessage, FailedItems }) =>
      failuresOf(
        FailureMessage,
        FailedItems?.map(({ ResourceId }) => ResourceId),
        vpcIds,
      ),
    );
  } catch (error) {
    if (!(error instanceof NoSuchRemediationExceptionException)) throw error;
    const exceptions = await readExceptions(config, ConfigRuleName, now);
    const left = vpcIds.filter((vpcId) => exceptions.has(vpcId));
    if (left.length === 0) return [];
    if (left.length === vpcIds.length) throw error;
    return await clearBatch(config, ConfigRuleName, left, now);
  }
}

/** A failure that names none may be of each that was asked for. */
function failuresOf(
  problem = 'no reason given',
  failed: readonly (string | undefined)[] = [],
  asked: readonly string[],
): readonly Failure[] {
  const named = failed.filter((vpcId) => vpcId !== undefined);
  return (named.length > 0 ? named : asked).map((vpcId) => ({ vpcId, problem }));
}

/** Starts a remediation of each; Config may have been faster, which is no failure either. */
export async function startRemediations(
  config: ConfigServiceClient,
  ConfigRuleName: string,
  vpcIds: readonly string[],
): Promise<readonly Failure[]> {
  const failures: Failure[] = [];
  for (const batch of inBatches(vpcIds, KEYS)) {
    const ResourceKeys = batch.map((resourceId) => ({ resourceType: RESOURCE_TYPE, resourceId }) as const);
    const command = new StartRemediationExecutionCommand({ ConfigRuleName, ResourceKeys });
    const { FailureMessage, FailedItems = [] } = await config.send(command);
    if (FailureMessage !== undefined || FailedItems.length > 0)
      failures.push(
        ...failuresOf(
          FailureMessage,
          FailedItems.map(({ resourceId }) => resourceId),
          batch,
        ),
      );
  }
  if (failures.length === 0) return failures;
  const executions = await readExecutions(config, ConfigRuleName);
  return failures.filter(({ vpcId }) => !isInFlight(executions.get(vpcId)));
}
