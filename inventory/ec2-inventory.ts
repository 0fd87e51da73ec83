import {
  DescribeFlowLogsCommand,
  type DescribeFlowLogsCommandInput,
  DescribeVpcsCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import type { FlowLog, Place, Vpc } from '../policy';
import { toFlowLog } from './flow-log-fact';
import { readAll, readPages } from './pages';
import { ReadError } from './read-error';
import { toVpc } from './vpc-fact';

/** What one Region of one account holds, as far as the judge asks. Every list is complete, or the promise rejects. */
export interface Inventory {
  /** Undefined when EC2 says that there is no such VPC, and for no other reason. */
  vpc(vpcId: string): Promise<Vpc | undefined>;
  flowLogsOf(resourceId: string): Promise<readonly FlowLog[]>;
  vpcs(): Promise<readonly Vpc[]>;
  flowLogs(): Promise<readonly FlowLog[]>;
}

/**
 * The most that both calls take: 5 to 1000 (API_DescribeVpcs); DescribeFlowLogs gives 1000 when asked for more, says
 * its documentation of 2017, and today's names no bound.
 */
const PAGE_SIZE = 1000;

/** Reads EC2 with the client's own credentials and Region. */
export function ec2Inventory(client: EC2Client, place: Place): Inventory {
  const describeFlowLogs = async (input: DescribeFlowLogsCommandInput): Promise<readonly FlowLog[]> => {
    const listed = readPages('ec2:DescribeFlowLogs', async (NextToken) => {
      const answer = await client.send(
        new DescribeFlowLogsCommand({ ...input, MaxResults: PAGE_SIZE, NextToken }),
      );
      return { items: answer.FlowLogs, nextToken: answer.NextToken };
    });
    return (await readAll(listed)).map((flowLog) => toFlowLog(flowLog, place));
  };
  return {
    vpc: (vpcId) => describeVpc(client, vpcId),
    vpcs: () => describeVpcs(client),
    // The request's member is called Filter, without an s.
    flowLogsOf: (resourceId) => describeFlowLogs({ Filter: [{ Name: 'resource-id', Values: [resourceId] }] }),
    flowLogs: () => describeFlowLogs({}),
  };
}

async function describeVpc(client: EC2Client, vpcId: string): Promise<Vpc | undefined> {
  const action = 'ec2:DescribeVpcs';
  try {
    const { Vpcs = [] } = await client.send(new DescribeVpcsCommand({ VpcIds: [vpcId] }));
    const listed = Vpcs.find((each) => each.VpcId === vpcId);
    if (listed) return toVpc(listed);
  } catch (cause) {
    if (isVpcNotFound(cause)) return undefined;
    throw cause instanceof ReadError ? cause : ReadError.failed(action, cause);
  }
  // An empty answer is not how EC2 says that a VPC is gone, so it proves nothing.
  throw ReadError.broken(action, `no VPC when asked for ${vpcId}`, 'that VPC or InvalidVpcID.NotFound');
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html; the EC2 model declares no exceptions. */
const isVpcNotFound = (cause: unknown): boolean =>
  cause instanceof Error && cause.name === 'InvalidVpcID.NotFound';

async function describeVpcs(client: EC2Client): Promise<readonly Vpc[]> {
  const listed = readPages('ec2:DescribeVpcs', async (NextToken) => {
    const answer = await client.send(new DescribeVpcsCommand({ MaxResults: PAGE_SIZE, NextToken }));
    return { items: answer.Vpcs, nextToken: answer.NextToken };
  });
  return (await readAll(listed)).map(toVpc);
}
