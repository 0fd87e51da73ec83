import type { Inventory } from '../inventory/ec2-inventory';
import {
  type Circumstances,
  type FlowLog,
  isVerdict,
  judgeCoverage,
  judgeScope,
  notApplicable,
  type Verdict,
} from '../policy';
import { readCaptures } from './captures';

/** Where, by which requirement and when it is judged. */
export interface Bench extends Circumstances {
  readonly inventory: Inventory;
}

export interface LiveJudgement {
  readonly verdict: Verdict;
  /** Undefined when the verdict needed none. */
  readonly flowLogs: readonly FlowLog[] | undefined;
}

/**
 * Judges a VPC by what EC2 says now, never by a configuration item: that holds no flow logs and may be old.
 *
 * @param deletedId a flow log of which Config says that it is deleted, though EC2 may go on listing it for a while
 */
export async function judgeLive(vpcId: string, bench: Bench, deletedId?: string): Promise<LiveJudgement> {
  const vpc = await bench.inventory.vpc(vpcId);
  if (!vpc) return { verdict: goneVerdict(vpcId), flowLogs: undefined };
  const scope = judgeScope(vpc, bench);
  if (isVerdict(scope)) return { verdict: scope, flowLogs: undefined };
  const captured = await readCaptures([scope], bench, 'asked by id');
  const subnetIds = captured.flatMap((each) => each.subnetIds);
  const flowLogs = captured
    .flatMap((each) => each.flowLogs)
    .filter(({ flowLogId }) => flowLogId !== deletedId);
  return { verdict: judgeCoverage(scope, { subnetIds, flowLogs }, bench.parameters), flowLogs };
}

export const goneVerdict = (vpcId: string): Verdict =>
  notApplicable(vpcId, 'gone', 'the VPC does not exist any more');
