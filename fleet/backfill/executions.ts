import {
  type ConfigServiceClient,
  DescribeRemediationExceptionsCommand,
  DescribeRemediationExecutionStatusCommand,
  type RemediationExecutionStatus,
} from '@aws-sdk/client-config-service';
import { inBatches } from '../../inventory/batches';
import { readPages } from '../../inventory/pages';
import { KEYS } from '../remediation/change';
import { failedStepOf } from '../remediation/config-reads';
import type { Exception } from '../remediation/vpc-remediation';

const RESOURCE_TYPE = 'AWS::EC2::VPC';

/** The latest execution of one VPC's remediation. */
export interface ExecutionState {
  /** QUEUED, IN_PROGRESS, SUCCEEDED, FAILED or UNKNOWN. */
  readonly state: string;
  /** Two executions never have the same, nor does one before and after it went on. */
  readonly fingerprint: string;
  /** Of the step that ended it, and of those that failed before. */
  readonly failure: string | undefined;
}

export const isUnderWay = (execution: ExecutionState | undefined): boolean =>
  execution?.state === 'QUEUED' || execution?.state === 'IN_PROGRESS';

/** Of these VPCs alone, a hundred at a call. */
export async function readExecutionsOf(
  config: ConfigServiceClient,
  ConfigRuleName: string,
  vpcIds: readonly string[],
): Promise<ReadonlyMap<string, ExecutionState>> {
  const found = new Map<string, ExecutionState>();
  for (const batch of inBatches(vpcIds, KEYS)) {
    const ResourceKeys = batch.map((resourceId) => ({ resourceType: RESOURCE_TYPE, resourceId }) as const);
    const pages = readPages('config:DescribeRemediationExecutionStatus', async (NextToken) => {
      const command = new DescribeRemediationExecutionStatusCommand({
        ConfigRuleName,
        ResourceKeys,
        Limit: KEYS,
        NextToken,
      });
      const answer = await config.send(command);
      return { items: answer.RemediationExecutionStatuses ?? [], nextToken: answer.NextToken };
    });
    for await (const status of pages)
      found.set(status.ResourceKey?.resourceId ?? '', toExecutionState(status));
  }
  return found;
}

function toExecutionState(status: RemediationExecutionStatus): ExecutionState {
  const { State: state = 'UNKNOWN', InvocationTime, LastUpdatedTime } = status;
  const step = failedStepOf(status);
  const times = [InvocationTime, LastUpdatedTime].map((time) => time?.toISOString() ?? 'never');
  return {
    state,
    fingerprint: [state, ...times].join(' '),
    failure: step && `${step.name}: ${step.message ?? 'no message'}`,
  };
}

/**
 * Of these VPCs alone. Limit and next token do not apply to a call with keys, which answers at once:
 * https://docs.aws.amazon.com/config/latest/APIReference/API_DescribeRemediationExceptions.html
 */
export async function readExceptionsOf(
  config: ConfigServiceClient,
  ConfigRuleName: string,
  vpcIds: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, Exception>> {
  const found = new Map<string, Exception>();
  for (const batch of inBatches(vpcIds, KEYS)) {
    const ResourceKeys = batch.map((ResourceId) => ({ ResourceType: RESOURCE_TYPE, ResourceId }));
    const listed = readPages('config:DescribeRemediationExceptions', async (NextToken) => {
      const command = new DescribeRemediationExceptionsCommand({ ConfigRuleName, ResourceKeys, NextToken });
      const answer = await config.send(command);
      return { items: answer.RemediationExceptions ?? [], nextToken: answer.NextToken };
    });
    for await (const { ResourceId = '', Message = '', ExpirationTime } of listed)
      if (!ExpirationTime || ExpirationTime > now)
        found.set(ResourceId, { message: Message, endsAt: ExpirationTime });
  }
  return found;
}
