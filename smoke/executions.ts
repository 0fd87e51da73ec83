import {
  type AutomationExecution,
  DescribeAutomationExecutionsCommand,
  GetAutomationExecutionCommand,
} from '@aws-sdk/client-ssm';
import type { Ground } from './ground';

const UNFINISHED = ['Pending', 'InProgress', 'Waiting', 'Cancelling', 'Scheduled', 'RunbookInProgress'];

/** Executions of the document about a VPC, oldest first. */
export async function executionsAbout(
  { clients: { ssm }, deployment }: Ground,
  vpcId: string,
  since: Date,
): Promise<readonly AutomationExecution[]> {
  const ids: string[] = [];
  let NextToken: string | undefined;
  do {
    const Filters = [{ Key: 'DocumentNamePrefix' as const, Values: [deployment.documentName] }];
    const answer = await ssm.send(new DescribeAutomationExecutionsCommand({ Filters, NextToken }));
    for (const { AutomationExecutionId: id, ExecutionStartTime } of answer.AutomationExecutionMetadataList ??
      [])
      if (id && ExecutionStartTime && ExecutionStartTime >= since) ids.push(id);
    NextToken = answer.NextToken;
  } while (NextToken);
  const all = await Promise.all(
    ids.map(async (AutomationExecutionId) => {
      const answer = await ssm.send(new GetAutomationExecutionCommand({ AutomationExecutionId }));
      return answer.AutomationExecution;
    }),
  );
  return all
    .filter((execution) => execution !== undefined)
    .filter(({ Parameters = {} }) => Object.values(Parameters).flat().includes(vpcId))
    .sort((left, right) => timeOf(left) - timeOf(right));
}

const timeOf = ({ ExecutionStartTime }: AutomationExecution): number => ExecutionStartTime?.getTime() ?? 0;

export const hasEnded = ({ AutomationExecutionStatus }: AutomationExecution): boolean =>
  AutomationExecutionStatus !== undefined && !UNFINISHED.includes(AutomationExecutionStatus);
