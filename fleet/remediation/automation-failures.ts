import {
  type AutomationExecutionMetadata,
  DescribeAutomationExecutionsCommand,
  type SSMClient,
} from '@aws-sdk/client-ssm';
import { readPages } from '../../inventory/pages';

/** What Systems Manager keeps of failed executions: for 30 days, says its page of quotas. */
export interface AutomationFailures {
  /** Executions that failed and name the VPC. */
  attempts(vpcId: string): number;
  /** The newest one's. */
  message(vpcId: string): string | undefined;
}

const MaxResults = 50;
/** Executions that are looked at: nobody waits for a whole month of a large account, at three calls a second. */
const MOST_EXECUTIONS = 1000;

/** Parameters are no part of the list, so a VPC is found by its id in the message, which ours always names. */
export async function automationFailures(ssm: SSMClient, documentName: string): Promise<AutomationFailures> {
  const failed: AutomationExecutionMetadata[] = [];
  const Filters = [
    { Key: 'DocumentNamePrefix' as const, Values: [documentName] },
    { Key: 'ExecutionStatus' as const, Values: ['Failed', 'TimedOut'] },
  ];
  const listed = readPages('ssm:DescribeAutomationExecutions', async (NextToken) => {
    const answer = await ssm.send(
      new DescribeAutomationExecutionsCommand({ Filters, MaxResults, NextToken }),
    );
    return { items: answer.AutomationExecutionMetadataList ?? [], nextToken: answer.NextToken };
  });
  for await (const execution of listed) {
    if (execution.DocumentName === documentName) failed.push(execution);
    if (failed.length >= MOST_EXECUTIONS) break;
  }
  const about = (vpcId: string): readonly AutomationExecutionMetadata[] =>
    failed.filter(({ FailureMessage = '' }) => FailureMessage.includes(vpcId));
  return {
    attempts: (vpcId) => about(vpcId).length,
    message: (vpcId) => [...about(vpcId)].sort(byStart).at(-1)?.FailureMessage,
  };
}

const byStart = (left: AutomationExecutionMetadata, right: AutomationExecutionMetadata): number =>
  (left.ExecutionStartTime?.getTime() ?? 0) - (right.ExecutionStartTime?.getTime() ?? 0);
