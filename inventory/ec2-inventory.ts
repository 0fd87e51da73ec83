import {
  DescribeFlowLogsCommand,
  type DescribeFlowLogsCommandInput,
  DescribeSubnetsCommand,
  type DescribeSubnetsCommandInput,
  DescribeVpcsCommand,
  type DescribeVpcsCommandInput,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import type { FlowLog, Place, Subnet, Vpc } from '../policy';
import { inBatches } from './batches';
import { toFlowLog } from './flow-log-fact';
import { type Page, readPages } from './pages';
import { ReadError } from './read-error';
import { toSubnet } from './subnet-fact';
import { toVpc } from './vpc-fact';

/**
 * What one Region of one account holds, as far as the judge asks. Every list is complete and comes page by page, or
 * its reading throws a ReadError.
 */
export interface Inventory {
  /** Undefined when EC2 says that there is no such VPC, and for no other reason. */
  vpc(vpcId: string): Promise<Vpc | undefined>;
  vpcs(): AsyncIterable<Vpc>;
  /** Those of these VPCs that there are: asked by id, so that no other page can hide one. */
  vpcsOf(vpcIds: readonly string[]): AsyncIterable<Vpc>;
  /** Undefined when EC2 says that there is no such subnet, and for no other reason. */
  subnet(subnetId: string): Promise<Subnet | undefined>;
  subnets(): AsyncIterable<Subnet>;
  subnetsOf(vpcIds: readonly string[]): AsyncIterable<Subnet>;
  flowLogs(): AsyncIterable<FlowLog>;
  flowLogsOf(resourceIds: readonly string[]): AsyncIterable<FlowLog>;
}

/**
 * The most that DescribeVpcs and DescribeSubnets take: 5 to 1000 (their API pages); DescribeFlowLogs gives 1000 when
 * asked for more, says its documentation of 2017, and today's names no bound.
 */
const PAGE_SIZE = 1000;

/** EC2 takes 200 values in a call: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html */
const FILTER_VALUES = 100;

/** Reads EC2 with the client's own credentials and Region, until the signal ends it. */
export function ec2Inventory(client: EC2Client, place: Place, signal?: AbortSignal): Inventory {
  const options = { abortSignal: signal };

  const describeVpcs = (input: DescribeVpcsCommandInput) =>
    readPages('ec2:DescribeVpcs', async (NextToken): Promise<Page<Vpc>> => {
      const answer = await client.send(
        new DescribeVpcsCommand({ ...input, MaxResults: PAGE_SIZE, NextToken }),
        options,
      );
      return { items: answer.Vpcs?.map(toVpc), nextToken: answer.NextToken };
    });

  const describeSubnets = (input: DescribeSubnetsCommandInput) =>
    readPages('ec2:DescribeSubnets', async (NextToken): Promise<Page<Subnet>> => {
      const answer = await client.send(
        new DescribeSubnetsCommand({ ...input, MaxResults: PAGE_SIZE, NextToken }),
        options,
      );
      return { items: answer.Subnets?.map(toSubnet), nextToken: answer.NextToken };
    });

  const describeFlowLogs = (input: DescribeFlowLogsCommandInput) =>
    readPages('ec2:DescribeFlowLogs', async (NextToken): Promise<Page<FlowLog>> => {
      const answer = await client.send(
        new DescribeFlowLogsCommand({ ...input, MaxResults: PAGE_SIZE, NextToken }),
        options,
      );
      return {
        items: answer.FlowLogs?.map((flowLog) => toFlowLog(flowLog, place)),
        nextToken: answer.NextToken,
      };
    });

  return {
    vpc: (vpcId) =>
      describeOne('ec2:DescribeVpcs', vpcId, 'InvalidVpcID.NotFound', async () => {
        const { Vpcs = [] } = await client.send(new DescribeVpcsCommand({ VpcIds: [vpcId] }), options);
        return Vpcs.map(toVpc).find((each) => each.vpcId === vpcId);
      }),
    vpcs: () => describeVpcs({}),
    vpcsOf: (vpcIds) => filtered(vpcIds, (Values) => describeVpcs({ Filters: [{ Name: 'vpc-id', Values }] })),
    subnet: (subnetId) =>
      describeOne('ec2:DescribeSubnets', subnetId, 'InvalidSubnetID.NotFound', async () => {
        const command = new DescribeSubnetsCommand({ SubnetIds: [subnetId] });
        const { Subnets = [] } = await client.send(command, options);
        return Subnets.map(toSubnet).find((each) => each.subnetId === subnetId);
      }),
    subnets: () => describeSubnets({}),
    subnetsOf: (vpcIds) =>
      filtered(vpcIds, (Values) => describeSubnets({ Filters: [{ Name: 'vpc-id', Values }] })),
    flowLogs: () => describeFlowLogs({}),
    // The request's member is called Filter, without an s.
    flowLogsOf: (resourceIds) =>
      filtered(resourceIds, (Values) => describeFlowLogs({ Filter: [{ Name: 'resource-id', Values }] })),
  };
}

async function* filtered<T>(
  ids: readonly string[],
  describe: (values: string[]) => AsyncIterable<T>,
): AsyncGenerator<T, void, undefined> {
  for (const batch of inBatches(ids, FILTER_VALUES)) yield* describe(batch);
}

/**
 * EC2 names what it does not know (https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html); its
 * model declares no exceptions.
 */
async function describeOne<T>(
  action: string,
  id: string,
  notFound: string,
  describe: () => Promise<T | undefined>,
): Promise<T | undefined> {
  try {
    const found = await describe();
    if (found) return found;
  } catch (cause) {
    if (cause instanceof Error && cause.name === notFound) return undefined;
    throw ReadError.failed(action, cause);
  }
  // An empty answer is not how EC2 says that something is gone, so it proves nothing.
  throw ReadError.broken(action, `nothing when asked for ${id}`, `${id} or ${notFound}`);
}
