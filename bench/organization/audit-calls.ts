import { EC2_PAGE } from '../page-counts';
import { organizationOf, type PlacedSize } from './organization';

/** The calls that an audit cannot do without, STS aside, by what AWS gives at a time. */
export interface AuditCalls {
  /** DescribeVpcs and DescribeFlowLogs: at most 1000 on a page, at least one page in each account and Region. */
  readonly vpcPages: number;
  readonly flowLogPages: number;
  /** The recorder and its status, once in each account and Region. */
  readonly recorderPages: number;
  /** DescribeRegions, once in each account. */
  readonly regionLists: number;
}

export function auditCalls(sizes: readonly PlacedSize[]): AuditCalls {
  const estates = [...organizationOf(sizes).values()];
  const pages = (items: readonly unknown[]): number => Math.max(1, Math.ceil(items.length / EC2_PAGE));
  return {
    vpcPages: sum(estates.map(({ vpcs }) => pages(vpcs))),
    flowLogPages: sum(estates.map(({ flowLogs }) => pages(flowLogs))),
    recorderPages: 2 * sizes.length,
    regionLists: new Set(sizes.map(({ place }) => place.accountId)).size,
  };
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

export const totalOfAudit = ({ vpcPages, flowLogPages, recorderPages, regionLists }: AuditCalls): number =>
  vpcPages + flowLogPages + recorderPages + regionLists;

/** Without those of STS, which are few and of no Region. */
export const withoutSts = (calls: Readonly<Record<string, number>>): number =>
  sum(
    Object.entries(calls)
      .filter(([operation]) => !['GetCallerIdentity', 'AssumeRole'].includes(operation))
      .map(([, count]) => count),
  );
