import type { Inventory } from '../inventory/ec2-inventory';
import { type FlowLog, judge, notApplicable, type Place, type RuleParameters, type Verdict } from '../policy';

/** Where, by which requirement and when it is judged. */
export interface Bench {
  readonly inventory: Inventory;
  readonly place: Place;
  readonly parameters: RuleParameters;
  readonly now: Date;
}

export interface LiveJudgement {
  readonly verdict: Verdict;
  readonly flowLogs: readonly FlowLog[];
}

/** Judges a VPC by what EC2 says now, never by a configuration item: that holds no flow logs and may be old. */
export async function judgeLive(vpcId: string, bench: Bench): Promise<LiveJudgement> {
  const { inventory, place, parameters, now } = bench;
  const vpc = await inventory.vpc(vpcId);
  if (!vpc) return { verdict: goneVerdict(vpcId), flowLogs: [] };
  const flowLogs = await inventory.flowLogsOf(vpcId);
  return { verdict: judge({ vpc, flowLogs, place, parameters, now }), flowLogs };
}

export const goneVerdict = (vpcId: string): Verdict =>
  notApplicable(vpcId, 'gone', 'the VPC does not exist any more');
