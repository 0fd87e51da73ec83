/** What EC2 and Config know, and how they page it: small pages, whatever size is asked for. */
import type { ConfigurationItem, EvaluationResult } from '@aws-sdk/client-config-service';
import type { FlowLog, Subnet, Vpc } from '@aws-sdk/client-ec2';
import { ApiError } from '../../sandbox/wire/api-error';

export interface Estate {
  readonly vpcs: readonly Vpc[];
  readonly flowLogs: readonly FlowLog[];
  readonly subnets: readonly Subnet[];
  readonly remembered: readonly EvaluationResult[];
  /** Pages by resource, newest first; Config has not discovered one that is missing here. */
  readonly history: Readonly<Record<string, readonly (readonly ConfigurationItem[])[]>>;
}

export type Answer = Record<string, unknown>;

/** Pages of a list of the Region. */
const LIST_PAGES = { Vpcs: 3, FlowLogs: 3, Subnets: 2, EvaluationResults: 2 } as const;

/**
 * Pages of what is asked for by the ids of several VPCs. What belongs to one VPC comes in one page: at most 250 flow logs
 * of a resource (https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-limitations.html), where 1000 fill a page.
 */
const PAGES_BY_ID = 2;

type Paged = keyof typeof LIST_PAGES;

/** In no answer but those that another page follows. */
export const TOKEN_PREFIX = 'page-after-';

export const tokenIn = (members: any): string | undefined => members.NextToken ?? members.nextToken;

/** What an operation that reads answers; PutEvaluations is the server's. */
export function answerFrom(estate: Estate, operation: string, input: any): Answer {
  const list = (name: Paged, items: readonly unknown[], pages: number = LIST_PAGES[name]): Answer =>
    pageOf(name, items, pages, input.NextToken);
  switch (operation) {
    case 'DescribeVpcs': {
      if (input.VpcIds)
        return { Vpcs: existing(estate.vpcs, 'VpcId', input.VpcIds, 'InvalidVpcID.NotFound') };
      const ids: string[] | undefined = valuesOf(input.Filters, 'vpc-id');
      return ids ? list('Vpcs', among(estate.vpcs, 'VpcId', ids), pagesFor(ids)) : list('Vpcs', estate.vpcs);
    }
    case 'DescribeSubnets': {
      if (input.SubnetIds)
        return { Subnets: existing(estate.subnets, 'SubnetId', input.SubnetIds, 'InvalidSubnetID.NotFound') };
      const ids = valuesOf(input.Filters, 'vpc-id');
      return ids
        ? list('Subnets', among(estate.subnets, 'VpcId', ids), pagesFor(ids))
        : list('Subnets', estate.subnets);
    }
    case 'DescribeFlowLogs': {
      const ids = valuesOf(input.Filter, 'resource-id');
      if (!ids) return list('FlowLogs', estate.flowLogs);
      const vpcIds = ids.map((id) => estate.subnets.find(({ SubnetId }) => SubnetId === id)?.VpcId ?? id);
      return list('FlowLogs', among(estate.flowLogs, 'ResourceId', ids), pagesFor(vpcIds));
    }
    case 'GetComplianceDetailsByConfigRule':
      return list('EvaluationResults', estate.remembered);
    case 'GetResourceConfigHistory':
      return historyOf(estate, input);
    default:
      throw new ApiError('NotModelled', `${operation} is not played`);
  }
}

/** The first page may be empty; EC2 and Config allow that. */
function pageOf(name: Paged, items: readonly unknown[], pages: number, token: string | undefined): Answer {
  const before = pagesBefore(token);
  if (before >= pages) throw new ApiError('InvalidNextToken', `${token} is no token of ours`);
  const cut = (end: number): number => Math.floor((end * items.length) / pages);
  return {
    [name]: items.slice(cut(before), cut(before + 1)),
    ...(before + 1 < pages && { NextToken: `${TOKEN_PREFIX}${before + 1}` }),
  };
}

function historyOf({ history }: Estate, { resourceId, nextToken }: any): Answer {
  const pages = history[resourceId];
  if (!pages) throw new ApiError('ResourceNotDiscoveredException', `${resourceId} is not discovered`);
  const before = pagesBefore(nextToken);
  const configurationItems = pages[before];
  if (!configurationItems)
    throw new ApiError('InvalidNextTokenException', `${nextToken} is no token of ours`);
  return {
    configurationItems,
    ...(before + 1 < pages.length && { nextToken: `${TOKEN_PREFIX}${before + 1}` }),
  };
}

const pagesBefore = (token: string | undefined): number =>
  token === undefined ? 0 : Number(token.replace(TOKEN_PREFIX, ''));

const valuesOf = (filters: any, name: string): string[] | undefined =>
  filters?.find((filter: any) => filter.Name === name).Values;

const pagesFor = (vpcIds: readonly string[]): number => (new Set(vpcIds).size > 1 ? PAGES_BY_ID : 1);

const among = <T extends object>(
  items: readonly T[],
  member: keyof T,
  ids: readonly string[],
): readonly T[] => items.filter((item) => ids.includes(String(item[member])));

function existing<T extends object>(
  items: readonly T[],
  member: keyof T,
  ids: readonly string[],
  notFound: string,
): readonly T[] {
  const found = among(items, member, ids);
  if (found.length < ids.length) throw new ApiError(notFound, `The ID '${ids.join(', ')}' does not exist`);
  return found;
}
