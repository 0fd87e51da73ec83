/** The calls that a sweep cannot do without, by what AWS gives and takes at a time. */
export interface SweepCalls {
  /** DescribeVpcs and DescribeFlowLogs: at most 1000 on a page. */
  readonly vpcPages: number;
  readonly flowLogPages: number;
  /** GetComplianceDetailsByConfigRule: at most 100 on a page. */
  readonly rememberedPages: number;
  /** PutEvaluations: at most 100 in a batch. */
  readonly batches: number;
}

export const EC2_PAGE = 1000;
export const CONFIG_PAGE = 100;

/** A list without items is one page too; a batch without evaluations is never put. */
export function sweepCalls(vpcs: number, flowLogs: number): SweepCalls {
  const pages = (items: number, size: number): number => Math.max(1, Math.ceil(items / size));
  return {
    vpcPages: pages(vpcs, EC2_PAGE),
    flowLogPages: pages(flowLogs, EC2_PAGE),
    rememberedPages: pages(vpcs, CONFIG_PAGE),
    batches: Math.ceil(vpcs / CONFIG_PAGE),
  };
}

export const totalOf = ({ vpcPages, flowLogPages, rememberedPages, batches }: SweepCalls): number =>
  vpcPages + flowLogPages + rememberedPages + batches;
