import { DescribeFlowLogsCommand, type FlowLog } from '@aws-sdk/client-ec2';
import type { Clients } from './clients';

/** By a filter: asked for an id that there is none of, EC2 may answer with an error. */
export async function listedFlowLog({ ec2 }: Clients, flowLogId: string): Promise<FlowLog | undefined> {
  const Filter = [{ Name: 'flow-log-id', Values: [flowLogId] }];
  return (await ec2.send(new DescribeFlowLogsCommand({ Filter }))).FlowLogs?.[0];
}
