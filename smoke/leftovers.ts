import {
  DescribeFlowLogsCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSubnetsCommand,
  DescribeVpcsCommand,
  type Filter,
} from '@aws-sdk/client-ec2';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import type { Clients } from './clients';
import { bucketName, bucketPrefix, SMOKE_TAG } from './names';

/** Ids of what smoke created and is still there. */
export interface Leftovers {
  readonly flowLogs: readonly string[];
  readonly networkInterfaces: readonly string[];
  readonly subnets: readonly string[];
  readonly vpcs: readonly string[];
  readonly buckets: readonly string[];
}

export interface Whose {
  readonly accountId: string;
  /** @default - of any run */
  readonly run?: string | undefined;
}

/** VPCs and subnets that were seen to be ours, and may be gone while their flow logs are not. */
export type Seen = Set<string>;

/**
 * By the tag, or by the name of a bucket. Flow logs of a VPC with the tag are among them, whoever created them: those of the
 * remediation have tags of their own.
 */
export async function findLeftovers(clients: Clients, whose: Whose, seen: Seen): Promise<Leftovers> {
  const { ec2 } = clients;
  const Filters = [tagFilter(whose)];
  const [vpcs, subnets, networkInterfaces, tagged, buckets] = await Promise.all([
    pages(async (NextToken) => {
      const answer = await ec2.send(new DescribeVpcsCommand({ Filters, NextToken }));
      return [answer.Vpcs?.map(({ VpcId }) => VpcId), answer.NextToken];
    }),
    pages(async (NextToken) => {
      const answer = await ec2.send(new DescribeSubnetsCommand({ Filters, NextToken }));
      return [answer.Subnets?.map(({ SubnetId }) => SubnetId), answer.NextToken];
    }),
    pages(async (NextToken) => {
      const answer = await ec2.send(new DescribeNetworkInterfacesCommand({ Filters, NextToken }));
      return [answer.NetworkInterfaces?.map((each) => each.NetworkInterfaceId), answer.NextToken];
    }),
    flowLogs(clients, Filters),
    findBuckets(clients, whose),
  ]);
  for (const id of [...vpcs, ...subnets]) seen.add(id);
  const untagged = seen.size > 0 ? await flowLogs(clients, [{ Name: 'resource-id', Values: [...seen] }]) : [];
  return { flowLogs: [...new Set([...tagged, ...untagged])], networkInterfaces, subnets, vpcs, buckets };
}

const tagFilter = ({ run }: Whose): Filter =>
  run === undefined ? { Name: 'tag-key', Values: [SMOKE_TAG] } : { Name: `tag:${SMOKE_TAG}`, Values: [run] };

const flowLogs = ({ ec2 }: Clients, Filter: Filter[]): Promise<string[]> =>
  pages(async (NextToken) => {
    const answer = await ec2.send(new DescribeFlowLogsCommand({ Filter, NextToken }));
    return [answer.FlowLogs?.map(({ FlowLogId }) => FlowLogId), answer.NextToken];
  });

/** Of this Region: another one's cannot be deleted from here. */
async function findBuckets({ s3 }: Clients, { accountId, run }: Whose): Promise<string[]> {
  const Prefix = run === undefined ? bucketPrefix(accountId) : bucketName(accountId, run);
  const BucketRegion = await s3.config.region();
  return await pages(async (ContinuationToken) => {
    const answer = await s3.send(new ListBucketsCommand({ Prefix, BucketRegion, ContinuationToken }));
    return [answer.Buckets?.map(({ Name }) => Name), answer.ContinuationToken];
  });
}

type Page = readonly [ids: readonly (string | undefined)[] | undefined, nextToken: string | undefined];

async function pages(read: (token: string | undefined) => Promise<Page>): Promise<string[]> {
  const all: string[] = [];
  let token: string | undefined;
  do {
    const [ids = [], next] = await read(token);
    all.push(...ids.filter((id) => id !== undefined));
    token = next || undefined;
  } while (token !== undefined);
  return all;
}

export const countLeftovers = (leftovers: Leftovers): number => Object.values(leftovers).flat().length;

/** `vpcs: vpc-1; buckets: a, b` */
export const printLeftovers = (leftovers: Leftovers): string =>
  Object.entries(leftovers)
    .filter(([, ids]) => ids.length > 0)
    .map(([kind, ids]) => `${kind}: ${ids.join(', ')}`)
    .join('; ');
