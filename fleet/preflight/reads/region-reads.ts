import { DescribeFlowLogsCommand, type EC2Client, type FlowLog } from '@aws-sdk/client-ec2';
import { DescribeDocumentCommand, type SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { once } from './once';
import { read, readAll, readIfThere } from './unread';

export const flowLogReads = (client: EC2Client) => {
  const all = once(
    (): Promise<readonly FlowLog[]> =>
      readAll('ec2:DescribeFlowLogs', '*', async (NextToken) => {
        const answer = await client.send(new DescribeFlowLogsCommand({ MaxResults: 1000, NextToken }));
        return { items: answer.FlowLogs, nextToken: answer.NextToken };
      }),
  );
  return { all: () => all('') };
};

export type FlowLogReads = ReturnType<typeof flowLogReads>;

export const documentReads = (client: SSMClient) => ({
  /** `Active` and the like; undefined when there is no such document. */
  status: once(
    (Name): Promise<string | undefined> =>
      readIfThere('ssm:DescribeDocument', Name, ['InvalidDocument'], async () => {
        const { Document } = await client.send(new DescribeDocumentCommand({ Name }));
        return Document?.Status;
      }),
  ),
});

export const callerReads = (client: STSClient) => ({
  account: (): Promise<string | undefined> =>
    read(
      'sts:GetCallerIdentity',
      '*',
      async () => (await client.send(new GetCallerIdentityCommand({}))).Account,
    ),
});
